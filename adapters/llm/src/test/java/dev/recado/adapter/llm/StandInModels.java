package dev.recado.adapter.llm;

import static dev.recado.adapter.llm.TestGenerators.DATA;
import static dev.recado.adapter.llm.TestGenerators.KEY;
import static dev.recado.adapter.llm.TestGenerators.NOW;

import dev.recado.adapter.llm.anthropic.AnthropicSettings;
import dev.recado.adapter.llm.chat.FallbackResponseGenerator;
import dev.recado.adapter.llm.chat.ModelProbe;
import dev.recado.adapter.llm.gemini.GeminiSettings;
import dev.recado.adapter.llm.http.ProviderHttpClient;
import dev.recado.adapter.llm.openai.OpenAiSettings;
import dev.recado.adapter.llm.prompt.PromptSettings;
import dev.recado.adapter.llm.provider.ConcurrencyLimit;
import dev.recado.adapter.llm.provider.Provider;
import dev.recado.adapter.llm.provider.RetryPolicy;
import dev.recado.adapter.simulator.model.ModelStandIn;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Builds generators as the factory does, against stand-ins: a clock that moves only when someone waits, unless
/// it is real.
final class StandInModels {

    final List<Duration> waits = new ArrayList<>();
    final ConcurrencyLimit limit = new ConcurrencyLimit(1024);
    private Instant now = NOW;
    private final ModelStandIn standIn;

    StandInModels(ModelStandIn standIn) {
        this.standIn = standIn;
    }

    InstantSource clock() {
        return () -> now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /// Records waits without waiting.
    FallbackResponseGenerator asking(Provider first, @Nullable Provider second) {
        return generator(first, second, clock(), Duration.ofSeconds(10));
    }

    /// Uses the wall clock, for calls that hang.
    FallbackResponseGenerator hasty(Provider provider) {
        return generator(provider, null, InstantSource.system(), Duration.ofMillis(300));
    }

    ModelProbe health(ModelFactory.Models models) {
        return new ModelProbe(models.statuses(), limit);
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

    ProviderClients lines(InstantSource clock) {
        // Always the longest wait, so that tests see the upper bound.
        RandomGenerator widest = () -> -1L;
        return new ProviderClients(
                new LazySupplier<>(() -> new ProviderHttpClient(clock)),
                limit,
                new RetryPolicy(widest),
                wait -> {
                    waits.add(wait);
                    pass(wait);
                },
                clock);
    }

    private FallbackResponseGenerator generator(
            Provider first, @Nullable Provider second, InstantSource clock, Duration timeout) {
        ModelFactory.Models models = factory(first, second, timeout).models(lines(clock), DATA);
        return new FallbackResponseGenerator(models.languageModels(), DATA, true, "", health(models), clock);
    }
}
