package dev.recado.adapter.knowledge.faq;

import dev.recado.adapter.knowledge.language.WordForms;
import dev.recado.domain.text.Language;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// A phrase of an urgent entry: words in order. `a/b` matches either word; `^` at the start matches only at the
/// start of a sentence; `?` before an `unless` phrase applies it to the whole sentence if that is about no
/// person.
///
/// @param words for each position, the words that match there
/// @param first whether it matches only at the start of the sentence
/// @param general whether it excuses the whole sentence
record UrgentPhrase(List<Set<Form>> words, boolean first, boolean general) {
    private static final Pattern NOT_A_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    UrgentPhrase {
        words = List.copyOf(words);
    }

    /// A word with its sound and its stem, by which inflected and mistyped forms match.
    record Form(String word, String sound, String stem) {
        static Form of(String word, Language language) {
            return new Form(word, WordForms.sound(word, language), WordForms.stem(word, language));
        }
    }

    static List<UrgentPhrase> all(Collection<String> texts, Language language) {
        return texts.stream()
                .map(text -> of(text, language))
                .filter(phrase -> !phrase.words().isEmpty())
                .toList();
    }

    private static UrgentPhrase of(String text, Language language) {
        String marks = text.substring(
                0, text.length() - text.replaceFirst("^[?^]+", "").length());
        List<Set<Form>> words = new ArrayList<>();
        for (String position : text.substring(marks.length()).strip().split("\\s+", -1)) {
            Set<Form> alternatives = new LinkedHashSet<>();
            for (String word : position.split("/", -1)) {
                words(word).forEach(plain -> alternatives.add(Form.of(plain, language)));
            }
            if (!alternatives.isEmpty()) {
                words.add(alternatives);
            }
        }
        return new UrgentPhrase(words, marks.contains("^"), marks.contains("?"));
    }

    static List<String> words(String text) {
        String folded = WordForms.fold(text).replace("n't", "nt").replace("n’t", "nt");
        List<String> words = new ArrayList<>();
        for (String word : NOT_A_WORD.split(folded, -1)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }
}
