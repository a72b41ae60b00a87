package dev.recado.domain.guard;

import dev.recado.domain.text.NormalizedText;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Knows a text that must not be told, and finds it in another: a long run of its words, whatever stands around them
/// and however they are marked. A translation, a paraphrase or a cipher is not found.
public final class LeakDetector {
    /// Words in a row that nobody writes by chance, and that a rule to be quoted ("we are open from nine to eight")
    /// rarely has.
    private static final int RUN = 14;

    private final Set<String> runs;

    private LeakDetector(Set<String> runs) {
        this.runs = runs;
    }

    /// @param secret a shorter one leaks when all of it is told; one of a few words is none
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
