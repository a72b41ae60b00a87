package dev.recado.adapter.meta.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recado.adapter.http.CallLimits;
import dev.recado.adapter.http.HttpResult;
import dev.recado.adapter.http.OutboundHttpClient;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;

/// The HTTP client for the Graph API: one try, one deadline. The token is sent only to the configured base URL.
/// Thread-safe.
public final class GraphClient implements AutoCloseable {
    private static final int MAX_ANSWER = 1 << 20;

    private final MetaSettings settings;
    private final OutboundHttpClient http;

    public GraphClient(MetaSettings settings, CallLimits limits) {
        this.settings = settings;
        this.http = new OutboundHttpClient(limits, MAX_ANSWER);
    }

    /// Meta's answer, with any status.
    ///
    /// @param body missing when it is not JSON
    public record Answer(int status, JsonNode body) {
        public boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        /// The error that Meta reports, if any.
        public Optional<GraphError> error() {
            return GraphError.of(body.path("error"));
        }
    }

    /// @param path below the version, without a leading slash
    /// @throws GraphCallException when there was no answer
    public Answer get(String path) {
        return exchange(request(path).GET());
    }

    /// @param path below the version, without a leading slash
    /// @throws GraphCallException when there was no answer
    public Answer post(String path, JsonNode body) {
        return exchange(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(settings.root() + path))
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + settings.token())
                .header("User-Agent", "recado");
    }

    private Answer exchange(HttpRequest.Builder request) {
        return switch (http.send(request.build())) {
            case HttpResult.Response answer -> new Answer(answer.status(), JsonFields.parse(answer.text()));
            case HttpResult.NotSent failure -> throw new GraphCallException.NotSent(failure.reason(), failure.cause());
            case HttpResult.NoResponse failure -> throw new GraphCallException.Lost(failure.reason(), failure.cause());
        };
    }

    @Override
    public void close() {
        http.close();
    }
}
