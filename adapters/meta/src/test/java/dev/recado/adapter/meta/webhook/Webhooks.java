package dev.recado.adapter.meta.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.recado.adapter.meta.api.Fixtures;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// Calls webhooks as Meta does.
public record Webhooks(URI server) {
    public static final String PATH = "/webhooks/meta";
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /// Posts a notification, signed.
    public HttpResponse<String> post(byte[] body) {
        return post(PATH, body, signature(body));
    }

    public HttpResponse<String> post(String path, byte[] body, String signature) {
        return send(request(path, body)
                .header("Content-Type", "application/json")
                .header("X-Hub-Signature-256", signature));
    }

    static String signature(byte[] body) {
        return "sha256=" + new String(new SignatureValidator(Fixtures.SECRET).signature(body), US_ASCII);
    }

    public HttpRequest.Builder request(String path, byte[] body) {
        return at(path).POST(HttpRequest.BodyPublishers.ofByteArray(body));
    }

    HttpResponse<String> get(String pathAndQuery) {
        return send(at(pathAndQuery).GET());
    }

    private HttpRequest.Builder at(String pathAndQuery) {
        return HttpRequest.newBuilder(URI.create(server + pathAndQuery)).timeout(Duration.ofSeconds(20));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
