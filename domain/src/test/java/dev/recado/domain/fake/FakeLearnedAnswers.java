package dev.recado.domain.fake;

import dev.recado.domain.answer.LearnedAnswers;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Learned answers in memory.
public final class FakeLearnedAnswers implements LearnedAnswers {
    private final Map<String, StoredAnswer> answers = new HashMap<>();

    /// Whether answers are learned.
    public boolean enabled;

    private record StoredAnswer(Learned answer, Instant expires) {}

    public int size() {
        return answers.size();
    }

    @Override
    public Optional<Learned> find(String key, Instant now) {
        return Optional.ofNullable(answers.get(key))
                .filter(kept -> kept.expires().isAfter(now))
                .map(StoredAnswer::answer);
    }

    @Override
    public void learn(String key, Learned answer, Instant expires) {
        if (enabled) {
            answers.put(key, new StoredAnswer(answer, expires));
        }
    }
}
