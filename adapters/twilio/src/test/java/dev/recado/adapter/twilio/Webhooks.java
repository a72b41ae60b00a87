package dev.recado.adapter.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recado.adapter.twilio.inbound.Fixtures;
import dev.recado.adapter.twilio.inbound.TestSignature;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// Calls webhooks as Twilio does.
public final class Webhooks {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI server;
    private final String publicUrl;

    public Webhooks(URI server, String publicUrl) {
        this.server = server;
        this.publicUrl = publicUrl;
    }

    /// Posts a form, signed for the public URL.
    public HttpResponse<String> post(String path, byte[] body) {
        return post(
                path,
                body,
                TestSignature.sign(publicUrl + path, Fixtures.form(body).fields()));
    }

    public HttpResponse<String> post(String path, String body) {
        return post(path, body.getBytes(UTF_8));
    }

    public HttpResponse<String> post(String path, byte[] body, String signature) {
        return send(request(path, body)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Twilio-Signature", signature));
    }

    public HttpRequest.Builder request(String path, byte[] body) {
        return HttpRequest.newBuilder(URI.create(server + path))
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
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
