package dev.recado.adapter.knowledge.faq;

import dev.recado.adapter.knowledge.search.DocumentPassage;
import dev.recado.adapter.knowledge.search.ExcerptSelector;
import dev.recado.adapter.knowledge.search.ParsedQuestion;
import dev.recado.adapter.knowledge.search.PassageIndex;
import dev.recado.domain.text.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Decides whether a document answers a question better than a curated answer does. Both are scored alike, by how
/// much of the question each covers.
public final class DocumentPrecedence {
    /// How many of the passages that share words with a question are scored.
    private static final int MAX_PASSAGES = 3;

    /// A passage with a word that the curated answer lacks may cover this share of the rest.
    private static final double MIN_SHARE = 0.8;

    private volatile PassageIndex index = new PassageIndex(List.of());

    /// Replaces the documents.
    public void replace(PassageIndex documents) {
        index = documents;
    }

    /// Whether a passage covers a word of the question that the curated answer lacks, and nearly as much overall.
    boolean isBetterAnswer(String question, Language language, List<QuestionWord> words) {
        PassageIndex documents = index;
        if (documents.passages().isEmpty() || words.stream().noneMatch(QuestionWord::isLacking)) {
            return false;
        }
        return documents.search(question, language, MAX_PASSAGES).stream()
                .anyMatch(hit -> isBetterAnswer(documents, hit.passage(), words));
    }

    private static boolean isBetterAnswer(PassageIndex documents, int passage, List<QuestionWord> words) {
        DocumentPassage text = documents.passages().get(passage);
        List<Optional<ParsedQuestion.Word>> asked = words.stream()
                .map(word -> documents.word(word.written(), text.language()))
                .toList();
        List<Double> weights = new ArrayList<>();
        double curatedScore = 0;
        for (int at = 0; at < words.size(); at++) {
            QuestionWord word = words.get(at);
            double rarity = asked.get(at).map(ParsedQuestion.Word::rarity).orElse(word.rarity());
            weights.add(word.weight() * Math.min(word.rarity(), rarity));
            curatedScore += weights.get(at) * word.covered();
        }
        for (Set<String> stems : new ExcerptSelector(text).neighbours()) {
            double score = 0;
            boolean coversLacking = false;
            for (int at = 0; at < words.size(); at++) {
                double likeness =
                        asked.get(at).map(word -> word.coverageBy(stems)).orElse(0.0);
                score += weights.get(at) * likeness;
                coversLacking |= likeness > 0 && words.get(at).isLacking();
            }
            if (coversLacking && score > MIN_SHARE * curatedScore) {
                return true;
            }
        }
        return false;
    }

    /// A significant word of a question.
    ///
    /// @param covered how well the curated answer's entry covers it, up to 1
    /// @param rarity among the curated answers
    record QuestionWord(String written, double weight, double covered, double rarity) {
        boolean isLacking() {
            return covered == 0;
        }
    }
}
