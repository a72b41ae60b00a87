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

/// The documents as they are now, for curated answers to be measured against: on one scale, by how much of what is
/// asked each says.
public final class DocumentPrecedence {
    /// How many of the passages that share words with a question are measured.
    private static final int MEASURED = 3;

    /// A passage with a word that the curated answer lacks may say so much less of the rest.
    private static final double NEARLY = 0.8;

    private volatile PassageIndex index = new PassageIndex(List.of());

    /// From now on these are the documents.
    public void replace(PassageIndex documents) {
        index = documents;
    }

    /// Whether a passage says a word of the question that the curated answer lacks, and nearly as much in all.
    boolean answersBetter(String question, Language language, List<AskedWord> words) {
        PassageIndex documents = index;
        if (documents.passages().isEmpty() || words.stream().noneMatch(AskedWord::isLacking)) {
            return false;
        }
        return documents.search(question, language, MEASURED).stream()
                .anyMatch(hit -> answersBetter(documents, hit.passage(), words));
    }

    private static boolean answersBetter(PassageIndex documents, int passage, List<AskedWord> words) {
        DocumentPassage text = documents.passages().get(passage);
        List<Optional<ParsedQuestion.Word>> asked = words.stream()
                .map(word -> documents.word(word.written(), text.language()))
                .toList();
        List<Double> worth = new ArrayList<>();
        double curated = 0;
        for (int at = 0; at < words.size(); at++) {
            AskedWord word = words.get(at);
            double rarity = asked.get(at).map(ParsedQuestion.Word::rarity).orElse(word.rarity());
            worth.add(word.weight() * Math.min(word.rarity(), rarity));
            curated += worth.get(at) * word.covered();
        }
        for (Set<String> stems : new ExcerptSelector(text).neighbours()) {
            double said = 0;
            boolean more = false;
            for (int at = 0; at < words.size(); at++) {
                double likeness =
                        asked.get(at).map(word -> word.coverageBy(stems)).orElse(0.0);
                said += worth.get(at) * likeness;
                more |= likeness > 0 && words.get(at).isLacking();
            }
            if (more && said > NEARLY * curated) {
                return true;
            }
        }
        return false;
    }

    /// A word of a question that tells it from others.
    ///
    /// @param covered how well the curated answer's entry has it, up to 1
    /// @param rarity among the curated answers
    record AskedWord(String written, double weight, double covered, double rarity) {
        boolean isLacking() {
            return covered == 0;
        }
    }
}
