package dev.recado.adapter.knowledge.faq;

import dev.recado.adapter.knowledge.language.WordForms;
import dev.recado.domain.text.Language;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Words in their order, as an urgent entry has them. `a/b` is either word; `^` before the first has it begin the
/// sentence; `?` before an excuse has it count for the whole sentence, where that speaks of nobody.
///
/// @param words for each place, those that may stand there
/// @param first whether the first of them begins the sentence
/// @param general whether it is an excuse for the whole sentence
record UrgentPhrase(List<Set<Form>> words, boolean first, boolean general) {
    private static final Pattern NOT_A_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    UrgentPhrase {
        words = List.copyOf(words);
    }

    /// A word, and what its bent and mistyped forms share with it.
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
        for (String place : text.substring(marks.length()).strip().split("\\s+", -1)) {
            Set<Form> either = new LinkedHashSet<>();
            for (String word : place.split("/", -1)) {
                words(word).forEach(plain -> either.add(Form.of(plain, language)));
            }
            if (!either.isEmpty()) {
                words.add(either);
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
