package dev.recado.adapter.simulator;

import java.net.URI;
import java.util.LinkedHashMap;

/// Posts forms as Twilio does, signed with the account's token.
final class TwilioPost implements AutoCloseable {
    private final TwilioAccount account;
    private final Sids sids;
    private final Poster poster;

    TwilioPost(TwilioAccount account, Sids sids, Poster poster) {
        this.account = account;
        this.sids = sids;
        this.poster = poster;
    }

    String signature(URI url, Form form) {
        return TwilioSignature.of(url, form, account.authToken());
    }

    /// Posts `form` to `target`, signed over `signedAs`.
    HttpTrace post(HttpTrace.Kind kind, URI target, URI signedAs, Form form) {
        return send(kind, target, form, signature(signedAs, form));
    }

    HttpTrace send(HttpTrace.Kind kind, URI target, Form form, String signature) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8");
        headers.put("Accept", "*/*");
        headers.put("User-Agent", "TwilioProxy/1.1");
        headers.put("I-Twilio-Idempotency-Token", sids.uuid());
        headers.put("X-Home-Region", "us1");
        if (!signature.isEmpty()) {
            headers.put("X-Twilio-Signature", signature);
        }
        return poster.post(kind, target, headers, form.encoded());
    }

    @Override
    public void close() {
        poster.close();
    }
}
