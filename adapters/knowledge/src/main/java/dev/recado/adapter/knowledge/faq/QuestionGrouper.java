package dev.recado.adapter.knowledge.faq;

import dev.recado.adapter.knowledge.language.QueryNormalizer;
import dev.recado.domain.teaching.QuestionLikeness;
import dev.recado.domain.text.Language;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Groups questions by the stems that they share, as the curated answers are matched: shorthand is expanded,
/// courtesies are left out, and stop words and details count little.
public final class QuestionGrouper implements QuestionLikeness {
    /// The share of the words of both that two questions of a group have in common.
    private static final double ALIKE = 0.5;
    private static final int MAX_WORDS = 24;

    @Override
    public List<List<Integer>> groups(List<String> texts, Language language) {
        QueryNormalizer normalizer = QueryNormalizer.of(language);
        List<Group> groups = new ArrayList<>();
        for (int at = 0; at < texts.size(); at++) {
            Map<String, Double> words = words(normalizer, texts.get(at));
            Group best = null;
            double most = ALIKE;
            for (Group group : groups) {
                double likeness = likeness(words, group.words());
                if (likeness >= most && (best == null || likeness > most)) {
                    best = group;
                    most = likeness;
                }
            }
            if (best == null) {
                best = new Group(words, new ArrayList<>());
                groups.add(best);
            }
            best.positions().add(at);
        }
        return groups.stream().map(group -> List.copyOf(group.positions())).toList();
    }

    /// @param words of its first question
    private record Group(Map<String, Double> words, List<Integer> positions) {}

    private static Map<String, Double> words(QueryNormalizer normalizer, String text) {
        Map<String, Double> words = new HashMap<>();
        normalizer.read(text).words().stream()
                .limit(MAX_WORDS)
                .forEach(word -> words.merge(word.stem(), word.weight(), Math::max));
        return words;
    }

    private static double likeness(Map<String, Double> one, Map<String, Double> other) {
        double shared = 0;
        double all = 0;
        for (Map.Entry<String, Double> word : one.entrySet()) {
            all += word.getValue();
            shared += other.containsKey(word.getKey()) ? word.getValue() : 0;
        }
        for (Map.Entry<String, Double> word : other.entrySet()) {
            all += one.containsKey(word.getKey()) ? 0 : word.getValue();
        }
        return all == 0 ? 0 : shared / all;
    }
}
