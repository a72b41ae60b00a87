package dev.recado.adapter.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// Posts forms as Twilio does: signed with the account's token, answered within 15 s or given up.
final class SignedPost implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration TOTAL = Duration.ofSeconds(15);

    private @Nullable HttpClient client;
    private final String authToken;
    private final InstantSource clock;
    private final Sids sids;

    SignedPost(String authToken, InstantSource clock, Sids sids) {
        this.authToken = authToken;
        this.clock = clock;
        this.sids = sids;
    }

    /// Posts `form` to `target`, signed over `signedAs`. A failure to reach it is told in the trace, not thrown.
    HttpTrace post(HttpTrace.Kind kind, URI target, URI signedAs, Form form) {
        return send(kind, target, form, TwilioSignature.of(signedAs, form, authToken));
    }

    HttpTrace send(HttpTrace.Kind kind, URI target, Form form, String signature) {
        var body = form.encoded();
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8");
        headers.put("Accept", "*/*");
        headers.put("User-Agent", "TwilioProxy/1.1");
        headers.put("I-Twilio-Idempotency-Token", sids.uuid());
        headers.put("X-Home-Region", "us1");
        if (!signature.isEmpty()) {
            headers.put("X-Twilio-Signature", signature);
        }
        var request = HttpRequest.newBuilder(withoutFragment(target))
                .timeout(TOTAL)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        headers.put("Host", target.getRawAuthority());
        var sent = new HttpTrace.Request("POST", target.toString(), headers, body);
        var at = clock.instant();
        try {
            var answer = client().send(request.build(), HttpResponse.BodyHandlers.ofString());
            var received = new LinkedHashMap<String, String>();
            answer.headers().map().forEach((name, values) -> received.put(name, String.join(", ", values)));
            var response = new HttpTrace.Response(answer.statusCode(), received, answer.body());
            return new HttpTrace(kind, at, since(at), sent, response, null);
        } catch (IOException e) {
            return new HttpTrace(kind, at, since(at), sent, null, e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new HttpTrace(kind, at, since(at), sent, null, "interrupted");
        }
    }

    /// Made when first needed: it sets up TLS, for which a start need not wait.
    private synchronized HttpClient client() {
        var made = client;
        if (made == null) {
            made = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .build();
            client = made;
        }
        return made;
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
