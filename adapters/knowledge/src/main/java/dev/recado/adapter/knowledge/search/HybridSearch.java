package dev.recado.adapter.knowledge.search;

import dev.recado.domain.answer.KnowledgeBase.Passage;
import dev.recado.domain.text.Language;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds passages by their words and, where there are vectors, by their meaning. The two lists are merged by
/// reciprocal rank fusion.
public final class HybridSearch {
    /// The constant of reciprocal rank fusion (Cormack et al., 2009).
    private static final int RANK_CONSTANT = 60;

    private static final int CANDIDATES = 50;

    private final PassageIndex index;

    public HybridSearch(PassageIndex index) {
        this.index = index;
    }

    /// @param near the passages nearest in meaning; empty when unknown
    public List<Passage> find(String question, Language language, int limit, Optional<List<PassageVectors.Near>> near) {
        List<PassageIndex.Hit> hits = index.search(question, language, near.isPresent() ? CANDIDATES : limit + 1);
        Map<Integer, WordHit> byWords = new LinkedHashMap<>();
        for (int rank = 0; rank < hits.size(); rank++) {
            WordHit wordHit = wordHit(hits, rank);
            if (wordHit.confidence() > 0) {
                byWords.put(hits.get(rank).passage(), wordHit);
            }
        }
        return merged(byWords, near.orElse(List.of())).stream()
                .limit(limit)
                .map(passage -> passage(passage, byWords.get(passage), near.orElse(List.of()), question))
                .filter(passage -> passage.confidence() > 0)
                .toList();
    }

    private WordHit wordHit(List<PassageIndex.Hit> hits, int rank) {
        PassageIndex.Hit hit = hits.get(rank);
        int rival = rank == 0 ? 1 : 0;
        double other = rival < hits.size() ? hits.get(rival).score() : 0;
        ExcerptSelector excerpts = new ExcerptSelector(index.passages().get(hit.passage()));
        double confidence = ConfidenceModel.of(excerpts.bestCoverage(hit.question()), hit.score(), other);
        return new WordHit(confidence, excerpts.best(hit.question()));
    }

    private static List<Integer> merged(Map<Integer, WordHit> byWords, List<PassageVectors.Near> near) {
        Map<Integer, Double> scores = new HashMap<>();
        int rank = 0;
        for (Integer passage : byWords.keySet()) {
            scores.merge(passage, 1.0 / (RANK_CONSTANT + ++rank), Double::sum);
        }
        for (int at = 0; at < near.size(); at++) {
            scores.merge(near.get(at).passage(), 1.0 / (RANK_CONSTANT + at + 1), Double::sum);
        }
        List<Integer> passages = new ArrayList<>(scores.keySet());
        passages.sort((a, b) -> {
            int byWorth = Double.compare(scores.getOrDefault(b, 0.0), scores.getOrDefault(a, 0.0));
            return byWorth != 0 ? byWorth : Integer.compare(a, b);
        });
        return passages;
    }

    private Passage passage(int number, @Nullable WordHit byWords, List<PassageVectors.Near> near, String question) {
        DocumentPassage text = index.passages().get(number);
        double meaningConfidence = near.stream()
                .filter(each -> each.passage() == number)
                .mapToDouble(PassageVectors.Near::confidence)
                .findFirst()
                .orElse(0);
        return byWords == null
                ? new Passage(
                        text.text(),
                        text.source(),
                        new ExcerptSelector(text).best(index.read(question, text.language())),
                        meaningConfidence)
                : new Passage(
                        text.text(),
                        text.source(),
                        byWords.excerpt(),
                        Math.max(meaningConfidence, byWords.confidence()));
    }

    private record WordHit(double confidence, String excerpt) {}
}
