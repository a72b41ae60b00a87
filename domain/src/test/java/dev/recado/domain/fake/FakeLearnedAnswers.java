package dev.recado.domain.fake;

import dev.recado.domain.answer.LearnedAnswers;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Learned answers in memory.
public final class FakeLearnedAnswers implements LearnedAnswers {
    private final Map<String, Kept> answers = new HashMap<>();

    /// Whether answers are learned.
    public boolean on;

    private record Kept(Learned answer, Instant expires) {}

    public int size() {
        return answers.size();
    }

    @Override
    public Optional<Learned> find(String key, Instant now) {
        return Optional.ofNullable(answers.get(key))
                .filter(kept -> kept.expires().isAfter(now))
                .map(Kept::answer);
    }

    @Override
    public void learn(String key, Learned answer, Instant expires) {
        if (on) {
            answers.put(key, new Kept(answer, expires));
        }
    }
}
