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

/// Finds passages by their words and, where there are vectors, by their meaning: the two lists are merged by
/// reciprocal rank.
public final class HybridSearch {
    /// From here on ranks weigh about the same (Cormack et al., 2009).
    private static final int RANKS_EVEN_OUT = 60;

    private static final int LISTED = 50;

    private final PassageIndex index;

    public HybridSearch(PassageIndex index) {
        this.index = index;
    }

    /// @param near the passages nearest in meaning, if that is known
    public List<Passage> find(String question, Language language, int limit, Optional<List<PassageVectors.Near>> near) {
        List<PassageIndex.Hit> hits = index.search(question, language, near.isPresent() ? LISTED : limit + 1);
        Map<Integer, Found> byWords = new LinkedHashMap<>();
        for (int rank = 0; rank < hits.size(); rank++) {
            Found found = found(hits, rank);
            if (found.confidence() > 0) {
                byWords.put(hits.get(rank).passage(), found);
            }
        }
        return merged(byWords, near.orElse(List.of())).stream()
                .limit(limit)
                .map(passage -> passage(passage, byWords.get(passage), near.orElse(List.of()), question))
                .filter(passage -> passage.confidence() > 0)
                .toList();
    }

    private Found found(List<PassageIndex.Hit> hits, int rank) {
        PassageIndex.Hit hit = hits.get(rank);
        int rival = rank == 0 ? 1 : 0;
        double other = rival < hits.size() ? hits.get(rival).score() : 0;
        ExcerptSelector excerpts = new ExcerptSelector(index.passages().get(hit.passage()));
        double confidence = ConfidenceModel.of(excerpts.said(hit.question()), hit.score(), other);
        return new Found(confidence, excerpts.best(hit.question()));
    }

    private static List<Integer> merged(Map<Integer, Found> byWords, List<PassageVectors.Near> near) {
        Map<Integer, Double> worth = new HashMap<>();
        int rank = 0;
        for (Integer passage : byWords.keySet()) {
            worth.merge(passage, 1.0 / (RANKS_EVEN_OUT + ++rank), Double::sum);
        }
        for (int at = 0; at < near.size(); at++) {
            worth.merge(near.get(at).passage(), 1.0 / (RANKS_EVEN_OUT + at + 1), Double::sum);
        }
        List<Integer> passages = new ArrayList<>(worth.keySet());
        passages.sort((a, b) -> {
            int byWorth = Double.compare(worth.getOrDefault(b, 0.0), worth.getOrDefault(a, 0.0));
            return byWorth != 0 ? byWorth : Integer.compare(a, b);
        });
        return passages;
    }

    private Passage passage(int number, @Nullable Found byWords, List<PassageVectors.Near> near, String question) {
        DocumentPassage text = index.passages().get(number);
        double meant = near.stream()
                .filter(each -> each.passage() == number)
                .mapToDouble(PassageVectors.Near::confidence)
                .findFirst()
                .orElse(0);
        return byWords == null
                ? new Passage(
                        text.text(),
                        text.source(),
                        new ExcerptSelector(text).best(index.read(question, text.language())),
                        meant)
                : new Passage(text.text(), text.source(), byWords.excerpt(), Math.max(meant, byWords.confidence()));
    }

    private record Found(double confidence, String excerpt) {}
}
