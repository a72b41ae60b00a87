package dev.recado.adapter.simulator.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// Posts to Recado as a provider does, and records the exchange. Gives up after 15 s. Thread-safe.
public final class RecordingHttpClient implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration TOTAL = Duration.ofSeconds(15);

    private @Nullable HttpClient client;
    private final InstantSource clock;

    public RecordingHttpClient(InstantSource clock) {
        this.clock = clock;
    }

    /// Posts `body` to `target`. A connection failure is recorded in the trace, not thrown.
    public HttpTrace post(HttpTrace.Kind kind, URI target, Map<String, String> headers, String body) {
        var request = HttpRequest.newBuilder(withoutFragment(target)).POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        var recordedHeaders = new LinkedHashMap<>(headers);
        recordedHeaders.put("Host", target.getRawAuthority());
        return exchange(kind, request, new HttpTrace.Request("POST", target.toString(), recordedHeaders, body));
    }

    public HttpTrace get(HttpTrace.Kind kind, URI url) {
        return exchange(kind, HttpRequest.newBuilder(url), new HttpTrace.Request("GET", url.toString(), Map.of(), ""));
    }

    private HttpTrace exchange(HttpTrace.Kind kind, HttpRequest.Builder request, HttpTrace.Request sent) {
        var at = clock.instant();
        try {
            var answer = client().send(request.timeout(TOTAL).build(), HttpResponse.BodyHandlers.ofString());
            var received = new LinkedHashMap<String, String>();
            answer.headers().map().forEach((name, values) -> received.put(name, String.join(", ", values)));
            var response = new HttpTrace.Response(answer.statusCode(), received, answer.body());
            return new HttpTrace(kind, at, since(at), sent, response, null);
        } catch (IOException e) {
            return new HttpTrace(kind, at, since(at), sent, null, e.getClass().getSimpleName());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new HttpTrace(kind, at, since(at), sent, null, "interrupted");
        }
    }

    /// Created on first use: it sets up TLS, which the start need not wait for.
    private synchronized HttpClient client() {
        var created = client;
        if (created == null) {
            created = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .build();
            client = created;
        }
        return created;
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.shutdownNow();
        }
    }

    private Duration since(Instant at) {
        return Duration.between(at, clock.instant());
    }

    private static URI withoutFragment(URI url) {
        var text = url.toString();
        var hash = text.indexOf('#');
        return hash < 0 ? url : URI.create(text.substring(0, hash));
    }
}
