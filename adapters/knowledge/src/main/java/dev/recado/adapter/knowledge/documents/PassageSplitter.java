package dev.recado.adapter.knowledge.documents;

import dev.recado.domain.text.Sentences;
import java.util.ArrayList;
import java.util.List;

/// Splits a section into passages of similar length: at paragraphs where one ends nearby, otherwise at lines and
/// sentences. A sentence that is too long for a passage is split between words. Passages do not overlap, and
/// together contain all words of the text.
public final class PassageSplitter {
    static final int MAX_WORDS = 200;
    static final int MAX_CHARACTERS = 1_600;
    private static final int TARGET_WORDS = 150;
    private static final double MIN_FILL = 0.7;

    private PassageSplitter() {}

    public static List<String> split(String text) {
        List<Piece> pieces = pieces(text);
        int words = pieces.stream().mapToInt(Piece::words).sum();
        int target = (int) Math.ceil(words / Math.max(1, Math.ceil((double) words / TARGET_WORDS)));
        List<String> passages = new ArrayList<>();
        StringBuilder passage = new StringBuilder();
        int count = 0;
        int remaining = words;
        for (Piece piece : pieces) {
            boolean full = count + piece.words() > MAX_WORDS || passage.length() + piece.size() > MAX_CHARACTERS;
            boolean enough = remaining >= (1 - MIN_FILL) * target
                    && (count >= target || (piece.afterParagraph() && count >= MIN_FILL * target));
            if (!passage.isEmpty() && (full || enough)) {
                passages.add(passage.toString());
                passage.setLength(0);
                count = 0;
            }
            passage.append(passage.isEmpty() ? "" : piece.gap()).append(piece.text());
            count += piece.words();
            remaining -= piece.words();
        }
        if (!passage.isEmpty()) {
            passages.add(passage.toString());
        }
        return passages;
    }

    private static List<Piece> pieces(String text) {
        List<Piece> pieces = new ArrayList<>();
        for (String paragraph : text.strip().split("\\R\\s*\\R", -1)) {
            String gap = "\n\n";
            for (String line : paragraph.lines().toList()) {
                for (String sentence : Sentences.of(line)) {
                    for (String part : parts(sentence)) {
                        pieces.add(new Piece(part, gap));
                        gap = " ";
                    }
                }
                gap = "\n";
            }
        }
        return pieces;
    }

    /// The sentence, or its parts where it is too long.
    private static List<String> parts(String sentence) {
        if (words(sentence) <= MAX_WORDS && sentence.length() <= MAX_CHARACTERS) {
            return List.of(sentence);
        }
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        int count = 0;
        for (String word : sentence.split("\\s+", -1)) {
            for (String chunk : chunks(word)) {
                if (count == TARGET_WORDS || part.length() + 1 + chunk.length() > MAX_CHARACTERS) {
                    parts.add(part.toString());
                    part.setLength(0);
                    count = 0;
                }
                part.append(part.isEmpty() ? "" : " ").append(chunk);
                count++;
            }
        }
        parts.add(part.toString());
        return parts.stream().filter(each -> !each.isBlank()).toList();
    }

    private static List<String> chunks(String word) {
        List<String> chunks = new ArrayList<>();
        String rest = word;
        while (rest.length() > MAX_CHARACTERS) {
            int end = Character.isHighSurrogate(rest.charAt(MAX_CHARACTERS - 1)) ? MAX_CHARACTERS - 1 : MAX_CHARACTERS;
            chunks.add(rest.substring(0, end));
            rest = rest.substring(end);
        }
        chunks.add(rest);
        return chunks;
    }

    private static int words(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+", -1).length;
    }

    private record Piece(String text, String gap) {
        int words() {
            return PassageSplitter.words(text);
        }

        int size() {
            return gap.length() + text.length();
        }

        boolean afterParagraph() {
            return gap.length() == 2;
        }
    }
}
