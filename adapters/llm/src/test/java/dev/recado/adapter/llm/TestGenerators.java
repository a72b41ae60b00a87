package dev.recado.adapter.llm;

import dev.recado.adapter.llm.chat.FallbackResponseGenerator;
import dev.recado.adapter.llm.chat.LangChainChatModels;
import dev.recado.adapter.llm.chat.LangChainModel;
import dev.recado.adapter.llm.chat.ModelProbe;
import dev.recado.adapter.llm.chat.TokenPrices;
import dev.recado.adapter.llm.chat.UsageMeter;
import dev.recado.adapter.llm.http.ProviderHttpClient;
import dev.recado.adapter.llm.http.ProviderHttpClientBuilder;
import dev.recado.adapter.llm.openai.OpenAiSettings;
import dev.recado.adapter.llm.prompt.PromptBuilder;
import dev.recado.adapter.llm.prompt.PromptData;
import dev.recado.adapter.llm.provider.CallExecutor;
import dev.recado.adapter.llm.provider.CircuitBreaker;
import dev.recado.adapter.llm.provider.ConcurrencyLimit;
import dev.recado.adapter.llm.provider.Provider;
import dev.recado.adapter.llm.provider.ProviderClient;
import dev.recado.adapter.llm.provider.RetryPolicy;
import dev.recado.adapter.llm.provider.Sleeper;
import dev.recado.adapter.llm.reply.AnswerTokenBudget;
import dev.recado.domain.answer.ResponseGenerator.Prompt;
import dev.recado.domain.conversation.Utterance;
import dev.recado.domain.message.Role;
import dev.recado.domain.text.Language;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Builds generators for tests: a clock that moves only when someone waits, a pause that takes no time.
public final class TestGenerators {

    public static final String KEY = "sk-test-NeverShowThis123456";
    public static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    public static final PromptData DATA = new PromptData(text -> text);

    final List<Duration> waits = new ArrayList<>();
    final ConcurrencyLimit limit;
    final ModelProbe health;
    final CircuitBreaker circuitBreaker;
    final UsageMeter usageMeter;
    private volatile Instant now = NOW;
    final InstantSource clock = () -> now;
    private Sleeper sleeper = this::pass;

    TestGenerators() {
        this(1024);
    }

    TestGenerators(int atOnce) {
        limit = new ConcurrencyLimit(atOnce);
        circuitBreaker = new CircuitBreaker(clock);
        usageMeter = new UsageMeter(new TokenPrices(new BigDecimal("1"), new BigDecimal("2")), clock);
        health = new ModelProbe(
                List.of(new ModelProbe.ProviderStatus(
                        Provider.OPENAI, "test-model", "127.0.0.1", circuitBreaker, usageMeter)),
                limit);
    }

    private void pass(Duration wait) {
        waits.add(wait);
        now = now.plus(wait);
    }

    /// Advances the clock without waiting.
    void passes(Duration time) {
        now = now.plus(time);
    }

    TestGenerators pausing(Sleeper other) {
        sleeper = other;
        return this;
    }

    FallbackResponseGenerator at(String baseUrl) {
        return at(baseUrl, clock, Duration.ofSeconds(30));
    }

    FallbackResponseGenerator at(String baseUrl, InstantSource time, Duration timeout) {
        OpenAiSettings settings = new OpenAiSettings(KEY, baseUrl, "test-model", null);
        var http = new ProviderHttpClientBuilder(new ProviderHttpClient(time));
        // Always the longest wait, so that tests see the upper bound.
        RandomGenerator widest = new RandomGenerator() {
            @Override
            public long nextLong() {
                return -1L;
            }
        };
        var line = new ProviderClient(
                settings.modelOrDefault(),
                new CallExecutor(timeout, limit, time),
                new RetryPolicy(widest),
                circuitBreaker,
                sleeper);
        var promptBuilder = new PromptBuilder("You are {bot_name}.", "Recado", DATA, 8_000);
        return new FallbackResponseGenerator(
                List.of(new LangChainModel(
                        Provider.OPENAI,
                        most -> LangChainChatModels.openAi(settings, most, http),
                        new AnswerTokenBudget(1024, time),
                        promptBuilder,
                        line,
                        usageMeter)),
                DATA,
                true,
                "",
                health,
                time);
    }

    static Prompt prompt(Instant deadline, Utterance... history) {
        return new Prompt(List.of(history), "¿Abren hoy?", Language.SPANISH, "Ana", deadline);
    }

    /// One minute after the clock's start.
    static Prompt prompt(Utterance... history) {
        return prompt(NOW.plusSeconds(60), history);
    }

    public static Utterance turn(Role role, String text) {
        return new Utterance(role, text, NOW);
    }
}
