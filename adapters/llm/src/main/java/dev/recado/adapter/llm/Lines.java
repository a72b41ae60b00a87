package dev.recado.adapter.llm;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What all ways to providers share: one HTTP client, made when it is first needed, and one limit on the calls
/// that are under way.
record Lines(Supplier<HttpClient> http, CallLimit limit, RetryPolicy retries, Pause pause, InstantSource clock) {

    static Lines of(CallLimit limit, InstantSource clock, RandomGenerator random) {
        return new Lines(
                new Once<>(() -> new ProviderHttpClient(clock)), limit, new RetryPolicy(random), Pause.real(), clock);
    }

    /// @param timeout the longest one call may take
    ProviderLine to(String model, Duration timeout) {
        return new ProviderLine(model, new Caller(timeout, limit, clock), retries, new Breaker(clock), pause);
    }

    OpenAiCalls openAi(String baseUrl, @Nullable String apiKey) {
        return new OpenAiCalls(baseUrl, apiKey, http);
    }

    /// For LangChain4j.
    HttpClientBuilder builder() {
        return new ProviderHttpClientBuilder(http.get());
    }
}
