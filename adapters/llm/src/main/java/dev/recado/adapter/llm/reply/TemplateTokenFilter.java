package dev.recado.adapter.llm.reply;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Removes the tokens by which chat templates separate the turns of a conversation, and what a model that ran
/// past the end of its turn wrote in the user's name.
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

    /// What is left of a header whose tokens the server dropped.
    private static final Pattern HEADER =
            Pattern.compile("^\\s*(?:(?:assistant|model)\\s*\\n+|(?i:assistant|asistente|assistente)\\s?:\\s+)");

    private static final String BEGIN = "<s>";
    private static final String END = "</s>";
    private static final String STRIKE = "~~";
    private static final int MAX_STRUCK = 200;

    private TemplateTokenFilter() {}

    static String without(String given) {
        String text = HEADER.matcher(given).replaceFirst("");
        int textEnd = text.stripTrailing().length();
        Matcher token = TOKEN.matcher(text);
        StringBuilder result = new StringBuilder(text.length());
        boolean hasText = false;
        boolean isOtherRole = false;
        int strikeStart = -1;
        boolean startsAfterText = false;
        int at = 0;
        while (token.find()) {
            if (!isOtherRole) {
                result.append(text, at, token.start());
                hasText |= !text.substring(at, token.start()).isBlank();
            }
            at = token.end();
            if (token.group("instEnd") != null && at < textEnd) {
                // The model recited the prompt.
                result.setLength(0);
                hasText = false;
                isOtherRole = false;
            } else if (token.group("assistant") != null || token.group("bareAssistant") != null) {
                isOtherRole = false;
            } else if (token.group("other") != null || token.group("bareOther") != null) {
                isOtherRole = true;
            }
            // `<s>…</s>` is HTML's strike-through, as for an old price, and also the pair of tokens around a
            // Llama text. Llama's pair starts before the first word and ends after the last.
            boolean isStruck =
                    strikeStart >= 0 && token.group().equals(END) && (startsAfterText || wordsFollow(text, at));
            if (isStruck) {
                strike(result, strikeStart);
            } else if (hasText && (isOtherRole || token.group("end") != null)) {
                return result.toString();
            }
            strikeStart = token.group().equals(BEGIN) && !isOtherRole ? result.length() : -1;
            startsAfterText = hasText;
        }
        return isOtherRole
                ? result.toString()
                : result.append(text, at, text.length()).toString();
    }

    /// Whether words follow, and not what a template adds.
    private static boolean wordsFollow(String text, int from) {
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

    private static void strike(StringBuilder result, int strikeStart) {
        String struck = result.substring(strikeStart);
        if (!struck.isBlank() && struck.indexOf('\n') < 0 && struck.length() <= MAX_STRUCK) {
            result.insert(strikeStart, STRIKE).append(STRIKE);
        }
    }
}
