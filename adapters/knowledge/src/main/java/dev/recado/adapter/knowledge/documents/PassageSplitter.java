package dev.recado.adapter.knowledge.documents;

import dev.recado.domain.text.Sentences;
import java.util.ArrayList;
import java.util.List;

/// Cuts a section into passages of about the same length, at paragraphs where one ends near enough, else at lines and
/// sentences; a sentence too long for a passage is cut between words. Passages do not overlap, and together have all
/// of the text's words.
public final class PassageSplitter {
    static final int MOST_WORDS = 200;
    static final int MOST_CHARACTERS = 1_600;
    private static final int USUAL_WORDS = 150;
    private static final double NEAR_ENOUGH = 0.7;

    private PassageSplitter() {}

    public static List<String> split(String text) {
        List<Piece> pieces = pieces(text);
        int words = pieces.stream().mapToInt(Piece::words).sum();
        int share = (int) Math.ceil(words / Math.max(1, Math.ceil((double) words / USUAL_WORDS)));
        List<String> passages = new ArrayList<>();
        StringBuilder passage = new StringBuilder();
        int held = 0;
        int left = words;
        for (Piece piece : pieces) {
            boolean full = held + piece.words() > MOST_WORDS || passage.length() + piece.size() > MOST_CHARACTERS;
            boolean enough = left >= (1 - NEAR_ENOUGH) * share
                    && (held >= share || (piece.afterParagraph() && held >= NEAR_ENOUGH * share));
            if (!passage.isEmpty() && (full || enough)) {
                passages.add(passage.toString());
                passage.setLength(0);
                held = 0;
            }
            passage.append(passage.isEmpty() ? "" : piece.gap()).append(piece.text());
            held += piece.words();
            left -= piece.words();
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

    /// The sentence, or where it is too long its parts.
    private static List<String> parts(String sentence) {
        if (words(sentence) <= MOST_WORDS && sentence.length() <= MOST_CHARACTERS) {
            return List.of(sentence);
        }
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        int held = 0;
        for (String word : sentence.split("\\s+", -1)) {
            for (String bit : bits(word)) {
                if (held == USUAL_WORDS || part.length() + 1 + bit.length() > MOST_CHARACTERS) {
                    parts.add(part.toString());
                    part.setLength(0);
                    held = 0;
                }
                part.append(part.isEmpty() ? "" : " ").append(bit);
                held++;
            }
        }
        parts.add(part.toString());
        return parts.stream().filter(each -> !each.isBlank()).toList();
    }

    private static List<String> bits(String word) {
        List<String> bits = new ArrayList<>();
        String rest = word;
        while (rest.length() > MOST_CHARACTERS) {
            int end =
                    Character.isHighSurrogate(rest.charAt(MOST_CHARACTERS - 1)) ? MOST_CHARACTERS - 1 : MOST_CHARACTERS;
            bits.add(rest.substring(0, end));
            rest = rest.substring(end);
        }
        bits.add(rest);
        return bits;
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
