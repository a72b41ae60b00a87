package dev.recado.adapter.llm;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.recado.adapter.llm.http.ProviderHttpClient;
import dev.recado.adapter.llm.http.ProviderHttpClientBuilder;
import dev.recado.adapter.llm.openai.OpenAiRestClient;
import dev.recado.adapter.llm.provider.CallExecutor;
import dev.recado.adapter.llm.provider.CircuitBreaker;
import dev.recado.adapter.llm.provider.ConcurrencyLimit;
import dev.recado.adapter.llm.provider.ProviderClient;
import dev.recado.adapter.llm.provider.RetryPolicy;
import dev.recado.adapter.llm.provider.Sleeper;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What the clients of all providers share: one HTTP client, created on first use, and one limit on the calls in
/// flight.
record ProviderClients(
        Supplier<HttpClient> http, ConcurrencyLimit limit, RetryPolicy retries, Sleeper sleeper, InstantSource clock) {

    static ProviderClients of(ConcurrencyLimit limit, InstantSource clock, RandomGenerator random) {
        return new ProviderClients(
                new LazySupplier<>(() -> new ProviderHttpClient(clock)),
                limit,
                new RetryPolicy(random),
                Sleeper.real(),
                clock);
    }

    /// @param timeout the longest that one call may take
    ProviderClient to(String model, Duration timeout) {
        return new ProviderClient(
                model, new CallExecutor(timeout, limit, clock), retries, new CircuitBreaker(clock), sleeper);
    }

    OpenAiRestClient openAi(String baseUrl, @Nullable String apiKey) {
        return new OpenAiRestClient(baseUrl, apiKey, http);
    }

    /// The HTTP client in the form that LangChain4j takes.
    HttpClientBuilder builder() {
        return new ProviderHttpClientBuilder(http.get());
    }
}
