package dev.recado.domain.fake;

import dev.recado.domain.answer.KnowledgeBase;
import dev.recado.domain.text.Language;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Documents in which each passage matches one word.
public final class FakeKnowledge implements KnowledgeBase {
    private final Map<String, Passage> passages = new LinkedHashMap<>();
    private final List<String> questions = new ArrayList<>();

    /// Changes when a document does.
    public String version = "1";

    /// Adds a passage that questions with this word match, with this confidence.
    public FakeKnowledge on(String word, String excerpt, double confidence) {
        String source = word + ".md";
        passages.put(
                word.toLowerCase(Locale.ROOT), new Passage("## " + word + "\n" + excerpt, source, excerpt, confidence));
        return this;
    }

    /// The questions, in order.
    public List<String> questions() {
        return List.copyOf(questions);
    }

    @Override
    public List<Passage> search(String question, Language language, int limit) {
        questions.add(question);
        String words = question.toLowerCase(Locale.ROOT);
        return passages.entrySet().stream()
                .filter(entry -> words.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .sorted(Comparator.comparingDouble(Passage::confidence).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public String version() {
        return version;
    }
}
