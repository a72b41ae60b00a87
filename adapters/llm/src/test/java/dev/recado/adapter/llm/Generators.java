package dev.recado.adapter.llm;

import dev.recado.domain.model.Language;
import dev.recado.domain.model.Role;
import dev.recado.domain.model.Turn;
import dev.recado.domain.port.ResponseGenerator.Prompt;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Builds generators for tests: a clock that moves only when someone waits, a pause that takes no time.
final class Generators {

    static final String KEY = "sk-test-NeverShowThis123456";
    static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    static final GivenData DATA = new GivenData(text -> text);

    final List<Duration> waits = new ArrayList<>();
    final CallLimit limit;
    final ModelHealth health;
    final Breaker breaker;
    final Spending spending;
    private volatile Instant now = NOW;
    final InstantSource clock = () -> now;
    private Pause pause = this::pass;

    Generators() {
        this(1024);
    }

    Generators(int atOnce) {
        limit = new CallLimit(atOnce);
        breaker = new Breaker(clock);
        spending = new Spending(new Prices(new BigDecimal("1"), new BigDecimal("2")), clock);
        health = new ModelHealth(
                List.of(new ModelHealth.Listed(Provider.OPENAI, "test-model", "127.0.0.1", breaker, spending)), limit);
    }

    private void pass(Duration wait) {
        waits.add(wait);
        now = now.plus(wait);
    }

    /// Time passes without anybody waiting.
    void passes(Duration time) {
        now = now.plus(time);
    }

    Generators pausing(Pause other) {
        pause = other;
        return this;
    }

    ModelGenerator at(String baseUrl) {
        return at(baseUrl, clock, Duration.ofSeconds(30));
    }

    ModelGenerator at(String baseUrl, InstantSource time, Duration timeout) {
        OpenAiSettings settings = new OpenAiSettings(KEY, baseUrl, "test-model", null);
        var http = new ProviderHttpClientBuilder(new ProviderHttpClient(time));
        // Always the widest wait: what a test sees is the upper bound.
        RandomGenerator widest = new RandomGenerator() {
            @Override
            public long nextLong() {
                return -1L;
            }
        };
        var line = new ProviderLine(
                settings.modelOrDefault(), new Caller(timeout, limit, time), new RetryPolicy(widest), breaker, pause);
        var assembly = new PromptAssembly("You are {bot_name}.", "Recado", DATA, 8_000);
        return new ModelGenerator(
                List.of(new ChatAnswerer(
                        Provider.OPENAI,
                        most -> ChatModels.openAi(settings, most, http),
                        new AnswerRoom(1024, time),
                        assembly,
                        line,
                        spending)),
                DATA,
                true,
                "",
                health,
                time);
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
