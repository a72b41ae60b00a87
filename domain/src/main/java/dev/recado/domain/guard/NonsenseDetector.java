package dev.recado.domain.guard;

import dev.recado.domain.text.NormalizedText;
import java.util.List;

/// Texts that say nothing: marks and emoji alone, one letter drawn out, fingers along a row of keys. Often an accident,
/// so one is answered like any text; the next ones are taken for the same.
public final class NonsenseDetector {
    /// What stands for all of them.
    private static final String MARK = "?";

    private static final List<String> ROWS = List.of("qwertyuiop", "asdfghjklñ", "zxcvbnm", "azertyuiop", "qsdfghjklm");
    private static final int SHORTEST = 4;

    private NonsenseDetector() {}

    /// The text in the form by which it is known again: its words alone.
    public static String normal(String text) {
        String plain = NormalizedText.of(text);
        return plain.isEmpty() || isNonsense(plain.replace(" ", "")) ? MARK : plain;
    }

    private static boolean isNonsense(String letters) {
        return letters.length() >= SHORTEST
                && letters.chars().allMatch(Character::isLetter)
                && (letters.chars().distinct().count() == 1 || alongKeys(letters));
    }

    /// "asdf", "poiuy", "asdasd": nothing but runs of three keys and more, each beside the one before.
    private static boolean alongKeys(String letters) {
        return ROWS.stream().anyMatch(row -> {
            int from = 0;
            while (from < letters.length()) {
                int to = runEnd(letters, from, row);
                if (to - from < 3) {
                    return false;
                }
                from = to;
            }
            return true;
        });
    }

    private static int runEnd(String letters, int from, String row) {
        int way = 0;
        int at = from + 1;
        for (int key = row.indexOf(letters.charAt(from)); key >= 0 && at < letters.length(); at++) {
            int next = row.indexOf(letters.charAt(at));
            int step = next - key;
            if (next < 0 || Math.abs(step) != 1 || (way != 0 && step != way)) {
                break;
            }
            way = step;
            key = next;
        }
        return at;
    }
}
