package dev.recado.adapter.llm;

import static dev.recado.adapter.llm.Generators.DATA;
import static dev.recado.adapter.llm.Generators.KEY;
import static dev.recado.adapter.llm.Generators.NOW;

import dev.recado.adapter.simulator.ModelStandIn;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Builds generators as the factory does, against stand-ins: a clock that moves only when someone waits, unless it
/// is real.
final class Providers {

    final List<Duration> waits = new ArrayList<>();
    final CallLimit limit = new CallLimit(1024);
    private Instant now = NOW;
    private final ModelStandIn standIn;

    Providers(ModelStandIn standIn) {
        this.standIn = standIn;
    }

    InstantSource clock() {
        return () -> now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /// Nobody waits but in name.
    ModelGenerator asking(Provider first, @Nullable Provider second) {
        return generator(first, second, clock(), Duration.ofSeconds(10));
    }

    /// By the wall clock, for what hangs.
    ModelGenerator hasty(Provider provider) {
        return generator(provider, null, InstantSource.system(), Duration.ofMillis(300));
    }

    ModelHealth health(ModelFactory.Models models) {
        return new ModelHealth(models.listed(), limit);
    }

    ModelFactory factory(Provider first, @Nullable Provider second, Duration timeout) {
        String openAi = standIn.baseUrl().toString();
        return new ModelFactory(
                new ModelSettings(first.id(), second == null ? null : second.id(), timeout, 1024, null, null),
                new PromptSettings("Marea", null, false, 8_000, 512, true),
                new OpenAiSettings(KEY, openAi, "gpt-test", null),
                new GeminiSettings(KEY, standIn.geminiBaseUrl().toString(), "gemini-test"),
                new AnthropicSettings(KEY, standIn.anthropicBaseUrl().toString(), "claude-test"));
    }

    Lines lines(InstantSource clock) {
        // Always the widest wait: what a test sees is the upper bound.
        RandomGenerator widest = () -> -1L;
        return new Lines(
                new Once<>(() -> new ProviderHttpClient(clock)),
                limit,
                new RetryPolicy(widest),
                wait -> {
                    waits.add(wait);
                    pass(wait);
                },
                clock);
    }

    private ModelGenerator generator(Provider first, @Nullable Provider second, InstantSource clock, Duration timeout) {
        ModelFactory.Models models = factory(first, second, timeout).models(lines(clock), DATA);
        return new ModelGenerator(models.answerers(), DATA, true, "", health(models), clock);
    }
}
