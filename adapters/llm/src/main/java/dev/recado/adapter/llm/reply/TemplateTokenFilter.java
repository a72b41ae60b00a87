package dev.recado.adapter.llm.reply;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes out the tokens by which chat templates part a conversation, and whatever a model that ran past the end of its
/// turn wrote in the user's name.
final class TemplateTokenFilter {

    private static final String ASSISTANTS = "assistant|model|bot|gpt|chatbot";
    private static final String OTHERS = "user|human|system|tool|ipython|developer|observation";

    private static final Pattern TOKEN = Pattern.compile(
            // whose turn begins
            "(?:<\\|(?:im_start|start_header_id|start|turn)\\|?>|<start_of_turn>)\\s{0,3}"
                    + "(?:(?<assistant>" + ASSISTANTS + ")|(?<other>" + OTHERS
                    + "))\\b(?:<\\|(?:end_header_id|im_sep|message)\\|>)?"
                    + "|(?<bareAssistant><\\|(?:assistant|ASSISTANT|CHATBOT_TOKEN|bot)\\|>)"
                    + "|(?<bareOther><\\|(?:user|human|system|observation|USER_TOKEN|SYSTEM_TOKEN)\\|>|\\[INST]|<<SYS>>)"
                    + "|(?<instEnd>\\[/INST])"
                    // where a turn ends
                    + "|(?<end><\\|(?:im_end|eot_id|eom_id|eot|end|endoftext|end_of_text|end_of_turn|end_of_sentence|return"
                    + "|call|END_OF_TURN_TOKEN)\\|>|</s>|<end_of_turn>|<turn\\|>|<eos>|<[|｜]end▁of▁sentence[|｜]>)"
                    // any other
                    + "|<\\|[A-Za-z0-9_▁ /:.-]{1,40}\\|>|<｜[^｜<>\\n]{1,40}｜>|<</SYS>>"
                    + "|<s>|<bos>|<pad>|<unk>|<start_of_turn>|<unused\\d{1,4}>|<SPECIAL_\\d{1,4}>|<\\|?channel\\|?>|<0x[0-9A-F]{2}>");

    /// What is left of a header whose tokens the server has dropped.
    private static final Pattern HEADER =
            Pattern.compile("^\\s*(?:(?:assistant|model)\\s*\\n+|(?i:assistant|asistente|assistente)\\s?:\\s+)");

    private static final String BEGIN = "<s>";
    private static final String END = "</s>";
    private static final String STRIKE = "~~";
    private static final int MOST_STRUCK = 200;

    private TemplateTokenFilter() {}

    static String without(String given) {
        String text = HEADER.matcher(given).replaceFirst("");
        int solid = text.stripTrailing().length();
        Matcher token = TOKEN.matcher(text);
        StringBuilder said = new StringBuilder(text.length());
        boolean isSaid = false;
        boolean isAnothers = false;
        int begun = -1;
        boolean isBegunAfterWords = false;
        int at = 0;
        while (token.find()) {
            if (!isAnothers) {
                said.append(text, at, token.start());
                isSaid |= !text.substring(at, token.start()).isBlank();
            }
            at = token.end();
            if (token.group("instEnd") != null && at < solid) {
                // The prompt, recited.
                said.setLength(0);
                isSaid = false;
                isAnothers = false;
            } else if (token.group("assistant") != null || token.group("bareAssistant") != null) {
                isAnothers = false;
            } else if (token.group("other") != null || token.group("bareOther") != null) {
                isAnothers = true;
            }
            // HTML marks by the same letters what no longer holds, as an old price, by which a text of Llama's begins
            // before all words and ends after them.
            boolean isOld = begun >= 0 && token.group().equals(END) && (isBegunAfterWords || goesOn(text, at));
            if (isOld) {
                strike(said, begun);
            } else if (isSaid && (isAnothers || token.group("end") != null)) {
                return said.toString();
            }
            begun = token.group().equals(BEGIN) && !isAnothers ? said.length() : -1;
            isBegunAfterWords = isSaid;
        }
        return isAnothers
                ? said.toString()
                : said.append(text, at, text.length()).toString();
    }

    /// Whether words follow, and not what a template puts there.
    private static boolean goesOn(String text, int from) {
        Matcher token = TOKEN.matcher(text);
        for (int at = from; at < text.length(); ) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else if (!token.region(at, text.length()).lookingAt()) {
                return true;
            } else if (token.group().equals(BEGIN)) {
                at = token.end();
            } else {
                return false;
            }
        }
        return false;
    }

    private static void strike(StringBuilder said, int begun) {
        String old = said.substring(begun);
        if (!old.isBlank() && old.indexOf('\n') < 0 && old.length() <= MOST_STRUCK) {
            said.insert(begun, STRIKE).append(STRIKE);
        }
    }
}
