package dev.recado.domain.guard;

import dev.recado.domain.text.NormalizedText;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Detects whether an answer quotes a secret text, such as the system prompt: a long run of its words, whatever
/// surrounds them and however they are formatted. A translation, paraphrase or cipher is not detected.
public final class LeakDetector {
    /// A run of words that nobody writes by chance, and longer than most rules that may be quoted ("we are open
    /// from nine to eight").
    private static final int RUN = 14;

    private final Set<String> runs;

    private LeakDetector(Set<String> runs) {
        this.runs = runs;
    }

    /// @param secret a text shorter than a run leaks only as a whole; a text of a few words never does
    public static LeakDetector of(String secret) {
        return new LeakDetector(runs(secret, Math.min(RUN, words(secret).size())));
    }

    public boolean isLeakedIn(String answer) {
        if (runs.isEmpty()) {
            return false;
        }
        int length = words(runs.iterator().next()).size();
        return runs(answer, length).stream().anyMatch(runs::contains);
    }

    private static Set<String> runs(String text, int length) {
        Set<String> found = new HashSet<>();
        List<String> words = words(text);
        for (int at = 0; length > 4 && at + length <= words.size(); at++) {
            found.add(String.join(" ", words.subList(at, at + length)));
        }
        return found;
    }

    private static List<String> words(String text) {
        return List.of(NormalizedText.of(text).split(" "));
    }
}
