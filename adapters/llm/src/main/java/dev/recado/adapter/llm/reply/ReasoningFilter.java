package dev.recado.adapter.llm.reply;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes out what a reasoning model thinks aloud: served without a reasoning parser, it leaves its thoughts in the
/// content. Templates that put the opening tag into the prompt leave only the closing one; a length limit leaves only
/// the opening one.
final class ReasoningFilter {

    private static final String NAMES = "think|thinking|thoughts?|reasoning|reflection|reflect|scratch_?pad|analysis"
            + "|internal|inner_monologue|antthinking|seed:think";

    private static final Pattern TAG = Pattern.compile(
            "<(?<close>/?)(?:" + NAMES + ")(?:\\s[^<>]{0,80})?>"
                    + "|\\[(?<closeBracket>/?)(?:THINK|THINKING|REASONING)]"
                    + "|<\\|(?:(?:begin_of|start)_(?:thought|thinking)|think|thinking)\\|>|<\\|channel>\\s{0,3}thought\\b"
                    + "|(?<closeToken><\\|(?:end_(?:of_)?(?:thought|thinking)|/think|/thinking)\\|>|<channel\\|>)"
                    + "|◁(?<closeTriangle>/?)think▷",
            Pattern.CASE_INSENSITIVE);

    private static final String ANSWER_OF_GRANITE = "Here is my response:";
    private static final String FINAL_ANSWER = "Final Answer:";

    private ReasoningFilter() {}

    static String without(String text) {
        String said = HarmonyFormat.answerIn(text).strip();
        Matcher first = TAG.matcher(said);
        if (first.lookingAt() && !closes(first)) {
            // What a thought holds is no code of the answer's, however many backticks are in it.
            do {
                if (!first.find()) {
                    return "";
                }
            } while (!closes(first));
            said = said.substring(first.end()).strip();
        }
        CodeMask code = CodeMask.of(said);
        return labelled(code.unmasked(outsideTags(code.masked())));
    }

    private static String outsideTags(String text) {
        Matcher tag = TAG.matcher(text);
        StringBuilder said = new StringBuilder(text.length());
        boolean thinking = false;
        int at = 0;
        while (tag.find()) {
            if (closes(tag)) {
                if (!thinking) {
                    said.setLength(0);
                }
                thinking = false;
                at = tag.end();
            } else if (!thinking) {
                said.append(text, at, tag.start());
                thinking = true;
            }
        }
        return thinking ? said.toString() : said.append(text, at, text.length()).toString();
    }

    private static boolean closes(Matcher tag) {
        return "/".equals(tag.group("close"))
                || "/".equals(tag.group("closeBracket"))
                || "/".equals(tag.group("closeTriangle"))
                || tag.group("closeToken") != null;
    }

    /// Thoughts that end with a heading of the answer, as IBM's Granite and agents' prompts have it.
    private static String labelled(String text) {
        String said = text.strip();
        if (said.startsWith("Here is my thought process:")) {
            int answer = said.indexOf(ANSWER_OF_GRANITE);
            return answer < 0 ? "" : said.substring(answer + ANSWER_OF_GRANITE.length());
        }
        if (said.startsWith("Thought:")) {
            int answer = said.lastIndexOf(FINAL_ANSWER);
            int action = said.indexOf("\nAction:");
            return answer >= 0
                    ? said.substring(answer + FINAL_ANSWER.length())
                    : action >= 0 ? said.substring(action) : said;
        }
        return text;
    }
}
