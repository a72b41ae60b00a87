package dev.recado.adapter.knowledge.language;

import dev.recado.domain.text.Language;
import dev.recado.domain.text.LanguageDetector;
import jakarta.inject.Singleton;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Detects the language of a chat message by its common words, and by its spelling where words are not listed.
/// Returns nothing when two languages score alike, or when most of the text fits none.
@Singleton
public final class WordLanguageDetector implements LanguageDetector {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]++(?:['-][\\p{L}\\p{M}]++)*+");
    private static final Pattern ENGLISH_SHORT_FORM = Pattern.compile("s|t|m|d|ll|ve|re");
    private static final Pattern FRENCH_ELISION = Pattern.compile("(?:[ldjcnsmt]|qu|jusqu)'.*");

    /// The first words are enough.
    private static final int MAX_CHARACTERS = 1000;

    private static final double LEAD = 0.9;
    private static final double RELATIVE_LEAD = 0.15;
    private static final int FEW_WORDS = 3;
    private static final double MIN_SCORE_PER_WORD = 0.3;

    private final LanguageWordLists words;

    public WordLanguageDetector(LanguageWordLists words) {
        this.words = words;
    }

    @Override
    public Optional<Language> detect(String text) {
        String start = text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) : text;
        String lower = Normalizer.normalize(start, Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .replace('’', '\'');
        SpellingHints.Scores scores = new SpellingHints.Scores();
        if (lower.indexOf('¿') >= 0 || lower.indexOf('¡') >= 0) {
            scores.add(Language.SPANISH, 1.5);
        }
        int counted = 0;
        for (Matcher word = WORD.matcher(AddressRemover.without(lower)); word.find(); ) {
            counted++;
            count(word.group(), scores);
        }
        return decide(scores, counted);
    }

    private void count(String word, SpellingHints.Scores scores) {
        if (listed(word, scores)) {
            return;
        }
        int apostrophe = word.indexOf('\'');
        if (apostrophe > 0) {
            String after = word.substring(apostrophe + 1);
            if (ENGLISH_SHORT_FORM.matcher(after).matches()) {
                scores.add(Language.ENGLISH, 1);
                return;
            }
            if (FRENCH_ELISION.matcher(word).matches()) {
                scores.add(Language.FRENCH, 1);
                listed(after, scores);
                return;
            }
        }
        boolean partListed = false;
        if (word.indexOf('-') > 0) {
            for (String part : word.split("-", -1)) {
                partListed |= listed(part, scores);
            }
        }
        if (!partListed) {
            SpellingHints.weigh(word, scores);
        }
    }

    private boolean listed(String word, SpellingHints.Scores scores) {
        Set<Language> having = words.languagesOf(word);
        if (having == null) {
            return false;
        }
        double weight = switch (having.size()) {
            case 1 -> 1.0;
            case 2 -> 0.8;
            default -> 0.6;
        };
        having.forEach(language -> scores.add(language, weight));
        return true;
    }

    private Optional<Language> decide(SpellingHints.Scores scores, int counted) {
        Language best = Language.SPANISH;
        for (Language language : words.languages()) {
            best = scores.of(language) > scores.of(best) ? language : best;
        }
        double second = 0;
        for (Language language : words.languages()) {
            second = language.equals(best) ? second : Math.max(second, scores.of(language));
        }
        double score = scores.of(best);
        double lead = score - second;
        boolean sure = lead >= LEAD
                && lead >= RELATIVE_LEAD * score
                && (counted <= FEW_WORDS || score >= MIN_SCORE_PER_WORD * counted);
        return sure ? Optional.of(best) : Optional.empty();
    }
}
