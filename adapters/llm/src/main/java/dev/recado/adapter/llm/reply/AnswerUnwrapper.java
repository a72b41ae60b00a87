package dev.recado.adapter.llm.reply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Removes what a model wraps a whole answer in: a Markdown fence, a tag, a JSON object.
final class AnswerUnwrapper {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final Set<String> PROSE = Set.of("markdown", "md", "text", "txt", "plaintext", "plain", "whatsapp");

    private static final Set<String> FIELDS =
            Set.of("answer", "response", "reply", "message", "text", "content", "output", "final_answer");

    private static final Pattern TAG =
            Pattern.compile("^<(answer|response|reply|final|final_answer|output)>", Pattern.CASE_INSENSITIVE);

    private static final int MIN_FENCE = 3;

    private AnswerUnwrapper() {}

    static String unwrap(String text) {
        return unwrapJson(unwrapFence(unwrapTag(text.strip())));
    }

    private static String unwrapTag(String text) {
        Matcher tag = TAG.matcher(text);
        if (!tag.find()) {
            return text;
        }
        // Text behind the answer is for the user as well.
        String name = tag.group(1);
        return text.replaceAll("(?i)</" + name + ">(?=\\S)", "\n")
                .replaceAll("(?i)</?" + name + ">", "")
                .strip();
    }

    private static String unwrapFence(String text) {
        int line = text.indexOf('\n');
        String fence = fence(text);
        if (fence.isEmpty() || line < 0) {
            return text;
        }
        String language = text.substring(fence.length(), line).strip().toLowerCase(Locale.ROOT);
        boolean isProse = PROSE.contains(language) || (language.isEmpty() && !looksLikeCode(text.substring(line)));
        if (!isProse) {
            return text;
        }
        int end = end(text, line + 1, fence);
        if (end < 0) {
            return text.substring(line + 1).strip();
        }
        int after = text.indexOf('\n', end);
        return after < 0 || text.substring(after).isBlank()
                ? text.substring(line + 1, end).strip()
                : text;
    }

    /// The three or more backticks or tildes at the start of the text; empty when there are none.
    private static String fence(String text) {
        int length = 0;
        while (length < text.length() && text.charAt(length) == text.charAt(0)) {
            length++;
        }
        boolean isFence = length >= MIN_FENCE && (text.charAt(0) == '`' || text.charAt(0) == '~');
        return isFence ? text.substring(0, length) : "";
    }

    /// The start of the line that closes the fence, skipping fences inside it; -1 when there is none.
    private static int end(String text, int from, String fence) {
        boolean inNested = false;
        for (int at = from; at >= 0 && at < text.length(); ) {
            int line = text.indexOf('\n', at);
            String trimmed = text.substring(at, line < 0 ? text.length() : line).strip();
            if (trimmed.startsWith(fence)) {
                boolean opens = !trimmed.equals(fence(trimmed));
                if (!opens && !inNested) {
                    return at;
                }
                inNested = opens;
            }
            at = line < 0 ? -1 : line + 1;
        }
        return -1;
    }

    private static boolean looksLikeCode(String text) {
        return text.chars().anyMatch(c -> "{}=;<>\\$".indexOf(c) >= 0);
    }

    private static String unwrapJson(String text) {
        if (!text.startsWith("{") || !text.endsWith("}")) {
            return text;
        }
        try {
            JsonNode node = JSON.readTree(text);
            if (node.size() != 1) {
                return text;
            }
            var field = node.properties().iterator().next();
            return FIELDS.contains(field.getKey()) && field.getValue().isTextual()
                    ? field.getValue().asText().strip()
                    : text;
        } catch (JsonProcessingException _) {
            return text;
        }
    }
}
