package dev.recado.adapter.simulator.account;

import dev.recado.adapter.simulator.http.Form;
import dev.recado.adapter.simulator.http.HttpTrace;
import dev.recado.adapter.simulator.http.RecordingHttpClient;
import java.net.URI;
import java.util.LinkedHashMap;

/// Posts forms as Twilio does, signed with the auth token.
public final class TwilioSigningClient implements AutoCloseable {
    private final TwilioAccount account;
    private final ProviderIdGenerator idGenerator;
    private final RecordingHttpClient webhookClient;

    public TwilioSigningClient(
            TwilioAccount account, ProviderIdGenerator idGenerator, RecordingHttpClient webhookClient) {
        this.account = account;
        this.idGenerator = idGenerator;
        this.webhookClient = webhookClient;
    }

    public String signature(URI url, Form form) {
        return TwilioSignature.of(url, form, account.authToken());
    }

    /// Posts `form` to `target`, with a signature for the URL `signedAs`.
    public HttpTrace post(HttpTrace.Kind kind, URI target, URI signedAs, Form form) {
        return send(kind, target, form, signature(signedAs, form));
    }

    public HttpTrace send(HttpTrace.Kind kind, URI target, Form form, String signature) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8");
        headers.put("Accept", "*/*");
        headers.put("User-Agent", "TwilioProxy/1.1");
        headers.put("I-Twilio-Idempotency-Token", idGenerator.uuid());
        headers.put("X-Home-Region", "us1");
        if (!signature.isEmpty()) {
            headers.put("X-Twilio-Signature", signature);
        }
        return webhookClient.post(kind, target, headers, form.encoded());
    }

    @Override
    public void close() {
        webhookClient.close();
    }
}
