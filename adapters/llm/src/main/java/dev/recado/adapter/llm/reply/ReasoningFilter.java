package dev.recado.adapter.llm.reply;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Removes a reasoning model's thoughts. Without a reasoning parser, the server leaves them in the content.
/// Templates that put the opening tag into the prompt leave only the closing one; a token limit leaves only the
/// opening one.
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

    private static final String GRANITE_ANSWER = "Here is my response:";
    private static final String BARE_CHANNEL = "thought\n";
    private static final String FINAL_ANSWER = "Final Answer:";

    private ReasoningFilter() {}

    static String without(String text) {
        String result = HarmonyFormat.answerIn(text).strip();
        Matcher first = TAG.matcher(result);
        if (first.lookingAt() && !closes(first)) {
            // A thought holds no code of the answer, however many backticks are in it.
            do {
                if (!first.find()) {
                    return "";
                }
            } while (!closes(first));
            result = result.substring(first.end()).strip();
        }
        CodeMask code = CodeMask.of(result);
        return withoutLabelled(code.unmasked(outsideTags(code.masked())));
    }

    private static String outsideTags(String text) {
        Matcher tag = TAG.matcher(text);
        StringBuilder result = new StringBuilder(text.length());
        boolean thinking = false;
        int at = 0;
        while (tag.find()) {
            if (closes(tag)) {
                if (!thinking) {
                    result.setLength(0);
                }
                thinking = false;
                at = tag.end();
            } else if (!thinking) {
                result.append(text, at, tag.start());
                thinking = true;
            }
        }
        return thinking
                ? result.toString()
                : result.append(text, at, text.length()).toString();
    }

    private static boolean closes(Matcher tag) {
        return "/".equals(tag.group("close"))
                || "/".equals(tag.group("closeBracket"))
                || "/".equals(tag.group("closeTriangle"))
                || tag.group("closeToken") != null;
    }

    /// Thoughts that end with a heading before the answer, as in IBM's Granite and in agents' prompts.
    private static String withoutLabelled(String text) {
        String result = text.strip();
        if (result.startsWith("Here is my thought process:")) {
            int answer = result.indexOf(GRANITE_ANSWER);
            return answer < 0 ? "" : result.substring(answer + GRANITE_ANSWER.length());
        }
        if (result.startsWith("Thought:")) {
            int answer = result.lastIndexOf(FINAL_ANSWER);
            int action = result.indexOf("\nAction:");
            return answer >= 0
                    ? result.substring(answer + FINAL_ANSWER.length())
                    : action >= 0 ? result.substring(action) : result;
        }
        // Gemma's channel name, where a server drops the tokens around it
        return result.startsWith(BARE_CHANNEL) ? result.substring(BARE_CHANNEL.length()) : text;
    }
}
