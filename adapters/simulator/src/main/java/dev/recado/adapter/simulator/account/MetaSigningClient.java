package dev.recado.adapter.simulator.account;

import dev.recado.adapter.simulator.http.HttpTrace;
import dev.recado.adapter.simulator.http.RecordingHttpClient;
import java.net.URI;
import java.util.LinkedHashMap;

/// Posts JSON as Meta does, signed with the app secret.
public final class MetaSigningClient implements AutoCloseable {
    private final MetaAccount account;
    private final RecordingHttpClient webhookClient;

    public MetaSigningClient(MetaAccount account, RecordingHttpClient webhookClient) {
        this.account = account;
        this.webhookClient = webhookClient;
    }

    public String signature(String body) {
        return MetaSignature.of(body, account.appSecret());
    }

    public HttpTrace post(HttpTrace.Kind kind, URI target, String body) {
        return send(kind, target, body, signature(body));
    }

    public HttpTrace send(HttpTrace.Kind kind, URI target, String body, String signature) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/json");
        headers.put("Accept", "*/*");
        headers.put("User-Agent", "facebookexternalua");
        if (!signature.isEmpty()) {
            headers.put("X-Hub-Signature-256", signature);
        }
        return webhookClient.post(kind, target, headers, body);
    }

    @Override
    public void close() {
        webhookClient.close();
    }
}
