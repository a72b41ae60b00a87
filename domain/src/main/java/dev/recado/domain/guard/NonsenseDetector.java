package dev.recado.domain.guard;

import dev.recado.domain.text.NormalizedText;
import java.util.List;

/// Detects texts without meaning: only punctuation or emoji, one repeated letter, a run of adjacent keys. They
/// are often an accident, so the first is answered like any text, and all count as the same text for the repeat
/// limit.
public final class NonsenseDetector {
    /// The common form of all meaningless texts.
    private static final String NONSENSE = "?";

    private static final List<String> ROWS = List.of("qwertyuiop", "asdfghjklñ", "zxcvbnm", "azertyuiop", "qsdfghjklm");
    private static final int SHORTEST = 4;

    private NonsenseDetector() {}

    /// Returns the text's words, the form in which repeats are compared.
    public static String normalForm(String text) {
        String plain = NormalizedText.of(text);
        return plain.isEmpty() || isNonsense(plain.replace(" ", "")) ? NONSENSE : plain;
    }

    private static boolean isNonsense(String letters) {
        return letters.length() >= SHORTEST
                && letters.chars().allMatch(Character::isLetter)
                && (letters.chars().distinct().count() == 1 || isKeyboardRun(letters));
    }

    /// Returns whether the letters are only runs of three or more adjacent keys: "asdf", "poiuy", "asdasd".
    private static boolean isKeyboardRun(String letters) {
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
