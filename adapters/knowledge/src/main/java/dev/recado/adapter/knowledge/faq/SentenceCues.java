package dev.recado.adapter.knowledge.faq;

import dev.recado.adapter.knowledge.language.LanguageProperties;
import dev.recado.domain.text.Language;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Words that show that a sentence is about a person and not about a thing in general, and words that negate or
/// join. Folded as by [dev.recado.adapter.knowledge.language.WordForms]. All are empty for a language that does not
/// ship with Recado: there every excuse
/// counts.
///
/// @param personal phrases of a sentence about a person
/// @param negations words that negate what follows
/// @param conjunctions words that join two parts of a sentence
record SentenceCues(List<UrgentPhrase> personal, Set<String> negations, Set<String> conjunctions) {
    private static final Map<Language, SentenceCues> READ = new ConcurrentHashMap<>();

    static SentenceCues of(Language language) {
        return READ.computeIfAbsent(language, SentenceCues::read);
    }

    private static SentenceCues read(Language language) {
        LanguageProperties lists = LanguageProperties.of(language);
        return new SentenceCues(
                UrgentPhrase.all(lists.phrases("personal"), language),
                lists.words("negation"),
                lists.words("conjunction"));
    }

    boolean negates(String word) {
        return negations.contains(word);
    }

    boolean joins(String word) {
        return conjunctions.contains(word);
    }
}
