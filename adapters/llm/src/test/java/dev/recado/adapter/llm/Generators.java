package dev.recado.adapter.llm;

import dev.recado.domain.model.Language;
import dev.recado.domain.model.Role;
import dev.recado.domain.model.Turn;
import dev.recado.domain.port.ResponseGenerator.Prompt;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Builds generators for tests: a clock that moves only when someone waits, a pause that takes no time.
final class Generators {

    static final String KEY = "sk-test-NeverShowThis123456";
    static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    final List<Duration> waits = new ArrayList<>();
    final CallLimit limit;
    final ModelHealth health;
    private volatile Instant now = NOW;
    private Pause pause = this::pass;

    Generators() {
        this(1024);
    }

    Generators(int atOnce) {
        limit = new CallLimit(atOnce);
        health = new ModelHealth(Map.of("provider", "openai"), limit);
    }

    final InstantSource clock = () -> now;

    private void pass(Duration wait) {
        waits.add(wait);
        now = now.plus(wait);
    }

    Generators pausing(Pause other) {
        pause = other;
        return this;
    }

    LangChainResponseGenerator at(String baseUrl) {
        return at(baseUrl, clock, Duration.ofSeconds(30));
    }

    LangChainResponseGenerator at(String baseUrl, InstantSource time, Duration timeout) {
        OpenAiSettings settings = new OpenAiSettings(KEY, baseUrl, "test-model", null);
        var model = ModelFactory.chatModel(settings, time);
        // Always the widest wait: what a test sees is the upper bound.
        RandomGenerator widest = new RandomGenerator() {
            @Override
            public long nextLong() {
                return -1L;
            }
        };
        return new LangChainResponseGenerator(
                settings.modelOrDefault(),
                new PromptAssembly("You are {bot_name}.", "Recado"),
                new ChatCall(() -> model, timeout, limit, time),
                new RetryPolicy(widest),
                health,
                pause);
    }

    static Prompt prompt(Instant deadline, Turn... history) {
        return new Prompt(List.of(history), "¿Abren hoy?", Language.SPANISH, "Ana", deadline);
    }

    /// A minute from the clock's start.
    static Prompt prompt(Turn... history) {
        return prompt(NOW.plusSeconds(60), history);
    }

    static Turn turn(Role role, String text) {
        return new Turn(role, text, NOW);
    }
}
