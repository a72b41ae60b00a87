package dev.recado.application.configuration;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds variables that look like settings of Recado and are not: those with a prefix of its settings, and
/// those that differ from one by a letter or two.
final class UnknownSettings {
    private static final List<String> PREFIXES =
            List.of("RECADO_", "TWILIO_", "WHATSAPP_", "OPENAI_", "GEMINI_", "ANTHROPIC_", "MONGODB_", "TALIA_");
    private static final String FORMER = "TALIA_";
    private static final int MOST_SLIPS = 2;
    /// In a shorter name two different letters make another word.
    private static final int LONG = 8;

    private UnknownSettings() {}

    /// A warning for each, in the order given.
    static List<String> warnings(Collection<String> given, List<String> settings) {
        return given.stream()
                .filter(name -> !settings.contains(name))
                .flatMap(name -> warning(name, settings).stream())
                .toList();
    }

    private static Optional<String> warning(String name, List<String> settings) {
        String bare = name.startsWith(FORMER) ? name.substring(FORMER.length()) : name;
        Optional<String> meant = misspelt(bare, settings);
        boolean ours = PREFIXES.stream().anyMatch(name::startsWith);
        if (!ours && meant.isEmpty()) {
            return Optional.empty();
        }
        String suggestion = meant.or(() -> inOtherWords(bare, settings))
                .map(setting -> ": did you mean " + setting + "?")
                .orElse("");
        return Optional.of(name + " is not a setting of Recado; it is ignored" + suggestion);
    }

    private static Optional<String> misspelt(String name, List<String> settings) {
        String letters = letters(name);
        return settings.stream()
                .filter(setting -> letters(setting).length() >= LONG)
                .filter(setting -> slips(letters, letters(setting)) <= MOST_SLIPS)
                .min(Comparator.comparingInt(setting -> slips(letters, letters(setting))));
    }

    /// A setting's name with one word more or less.
    private static Optional<String> inOtherWords(String name, List<String> settings) {
        Set<String> words = words(name);
        return words.size() < 2
                ? Optional.empty()
                : settings.stream()
                        .filter(setting -> words(setting).containsAll(words) || words.containsAll(words(setting)))
                        .min(Comparator.comparingInt(String::length));
    }

    private static Set<String> words(String name) {
        return Set.copyOf(List.of(name.split("_")));
    }

    private static String letters(String name) {
        return name.replace("_", "");
    }

    /// The edit distance between two names.
    private static int slips(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[other.length()];
    }
}
