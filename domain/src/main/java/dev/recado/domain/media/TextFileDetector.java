package dev.recado.domain.media;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Detects text files: UTF-8 without control characters.
final class TextFileDetector {
    static final String PLAIN = "text/plain";
    private static final Pattern PAGE = Pattern.compile("<(!doctype html|html|head|body|script|iframe)\\b.*");

    private TextFileDetector() {}

    static Optional<String> of(byte[] head) {
        CharBuffer words = CharBuffer.allocate(head.length + 1);
        // a character cut off at the end is no error
        CoderResult read = UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(head), words, false);
        words.flip();
        if (head.length == 0 || read.isError() || words.chars().anyMatch(TextFileDetector::isControl)) {
            return Optional.empty();
        }
        String start = words.subSequence(0, Math.min(words.length(), 64))
                .toString()
                .replace("\ufeff", "")
                .strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s", " ");
        if (start.startsWith("begin:vcard")) {
            return Optional.of("text/vcard");
        }
        if (start.startsWith("begin:vcalendar")) {
            return Optional.of("text/calendar");
        }
        return Optional.of(PAGE.matcher(start).matches() ? "text/html" : PLAIN);
    }

    /// Returns whether files of this type are plain text that no browser runs.
    static boolean isKind(String type) {
        return type.equals("text/csv") || type.equals("text/markdown") || type.equals("application/json");
    }

    private static boolean isControl(int c) {
        return (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f') || c == 0x7f;
    }
}
