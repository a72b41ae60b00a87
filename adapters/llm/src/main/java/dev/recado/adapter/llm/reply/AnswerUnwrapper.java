package dev.recado.adapter.llm.reply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes off what a model wraps a whole answer in: a fence of Markdown, a tag, a JSON object.
final class AnswerUnwrapper {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final Set<String> PROSE = Set.of("markdown", "md", "text", "txt", "plaintext", "plain", "whatsapp");

    private static final Set<String> FIELDS =
            Set.of("answer", "response", "reply", "message", "text", "content", "output", "final_answer");

    private static final Pattern TAG =
            Pattern.compile("^<(answer|response|reply|final|final_answer|output)>", Pattern.CASE_INSENSITIVE);

    private static final int SHORTEST_FENCE = 3;

    private AnswerUnwrapper() {}

    static String off(String text) {
        return outOfJson(outOfFence(outOfTag(text.strip())));
    }

    private static String outOfTag(String text) {
        Matcher tag = TAG.matcher(text);
        if (!tag.find()) {
            return text;
        }
        // what follows the answer is for the user too
        String name = tag.group(1);
        return text.replaceAll("(?i)</" + name + ">(?=\\S)", "\n")
                .replaceAll("(?i)</?" + name + ">", "")
                .strip();
    }

    private static String outOfFence(String text) {
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

    /// The three or more backticks or tildes that the text begins with; empty when it does not.
    private static String fence(String text) {
        int length = 0;
        while (length < text.length() && text.charAt(length) == text.charAt(0)) {
            length++;
        }
        boolean isFence = length >= SHORTEST_FENCE && (text.charAt(0) == '`' || text.charAt(0) == '~');
        return isFence ? text.substring(0, length) : "";
    }

    /// The line that closes the fence, with fences inside it opened and closed in between; -1 when none does.
    private static int end(String text, int from, String fence) {
        boolean isInside = false;
        for (int at = from; at >= 0 && at < text.length(); ) {
            int line = text.indexOf('\n', at);
            String said = text.substring(at, line < 0 ? text.length() : line).strip();
            if (said.startsWith(fence)) {
                boolean opens = !said.equals(fence(said));
                if (!opens && !isInside) {
                    return at;
                }
                isInside = opens;
            }
            at = line < 0 ? -1 : line + 1;
        }
        return -1;
    }

    private static boolean looksLikeCode(String text) {
        return text.chars().anyMatch(c -> "{}=;<>\\$".indexOf(c) >= 0);
    }

    private static String outOfJson(String text) {
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
        } catch (JsonProcessingException e) {
            return text;
        }
    }
}
