package dev.recado.adapter.simulator;

import java.net.URI;
import java.util.LinkedHashMap;

/// Posts JSON as Meta does, signed with the app's secret.
final class MetaPost implements AutoCloseable {
    private final MetaAccount account;
    private final Poster poster;

    MetaPost(MetaAccount account, Poster poster) {
        this.account = account;
        this.poster = poster;
    }

    String signature(String body) {
        return MetaSignature.of(body, account.appSecret());
    }

    HttpTrace post(HttpTrace.Kind kind, URI target, String body) {
        return send(kind, target, body, signature(body));
    }

    HttpTrace send(HttpTrace.Kind kind, URI target, String body, String signature) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/json");
        headers.put("Accept", "*/*");
        headers.put("User-Agent", "facebookexternalua");
        if (!signature.isEmpty()) {
            headers.put("X-Hub-Signature-256", signature);
        }
        return poster.post(kind, target, headers, body);
    }

    @Override
    public void close() {
        poster.close();
    }
}
