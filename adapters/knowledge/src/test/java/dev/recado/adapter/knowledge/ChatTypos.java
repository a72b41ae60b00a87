package dev.recado.adapter.knowledge;

import dev.recado.domain.text.Language;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;

/// Writes a question as people type on a phone: lower case, no accents, no question marks, shorthand, and in one
/// word of five a typo: two letters swapped, one left out, one doubled, or the neighbouring key.
final class ChatTypos {
    private static final Map<Language, Map<String, String>> SHORTHAND = Map.of(
            Language.SPANISH,
            Map.of(
                    "que", "q", "porque", "xq", "por", "x", "tambien", "tb", "donde", "dnd", "cuando", "cdo", "para",
                    "pa", "cuanto", "cto"),
            Language.ENGLISH,
            Map.of(
                    "you", "u", "are", "r", "what", "wat", "because", "cuz", "people", "ppl", "for", "4", "to", "2",
                    "your", "ur", "with", "w"));
    private static final String KEYS = "qwertyuiopasdfghjklzxcvbnm";
    private static final int ONE_IN = 5;
    private static final int SHORTEST_MISTYPED = 4;

    private final Language language;
    private final Random chance;

    ChatTypos(Language language, long seed) {
        this.language = language;
        this.chance = new Random(seed);
    }

    String typed(String question) {
        String plain = Normalizer.normalize(question.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+|[¿?¡!]", "");
        StringJoiner typed = new StringJoiner(" ");
        for (String word : plain.strip().split("\\s+", -1)) {
            String shorthand = SHORTHAND.getOrDefault(language, Map.of()).get(word);
            typed.add(shorthand == null ? mistyped(word) : shorthand);
        }
        return typed.toString();
    }

    private String mistyped(String word) {
        if (word.length() < SHORTEST_MISTYPED
                || !word.chars().allMatch(Character::isLetter)
                || chance.nextInt(ONE_IN) != 0) {
            return word;
        }
        int at = chance.nextInt(word.length());
        String before = word.substring(0, at);
        String after = word.substring(at + 1);
        return switch (chance.nextInt(4)) {
            case 0 -> after.isEmpty() ? before : before + after.charAt(0) + word.charAt(at) + after.substring(1);
            case 1 -> before + after;
            case 2 -> before + word.charAt(at) + word.charAt(at) + after;
            default -> before + KEYS.charAt((KEYS.indexOf(word.charAt(at)) + 1) % KEYS.length()) + after;
        };
    }
}
