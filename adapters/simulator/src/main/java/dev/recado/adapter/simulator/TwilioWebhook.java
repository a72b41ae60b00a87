package dev.recado.adapter.simulator;

import java.net.URI;
import java.net.http.HttpRequest;

/// One inbound webhook of Twilio's, ready to be posted to any URL. Posting it again is a redelivery of the same
/// message.
public final class TwilioWebhook {
    private final Form form;
    private final String authToken;
    private final SignedPost poster;

    TwilioWebhook(Form form, String authToken, SignedPost poster) {
        this.form = form;
        this.authToken = authToken;
        this.poster = poster;
    }

    public String messageSid() {
        return form.firstOr("MessageSid", "");
    }

    public String from() {
        return form.firstOr("From", "");
    }

    public String to() {
        return form.firstOr("To", "");
    }

    public Form form() {
        return form;
    }

    /// The body as it goes over the wire.
    public String body() {
        return form.encoded();
    }

    /// The value of `X-Twilio-Signature` for this webhook at `url`.
    public String signature(URI url) {
        return TwilioSignature.of(url, form, authToken);
    }

    /// A request with everything in it but the URL's host, for clients of one's own.
    public HttpRequest.Builder request(URI url) {
        return HttpRequest.newBuilder(url)
                .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
                .header("User-Agent", "TwilioProxy/1.1")
                .header("X-Twilio-Signature", signature(url))
                .POST(HttpRequest.BodyPublishers.ofString(body()));
    }

    /// Posts it to `url`, signed over `url`, and waits for the answer.
    public HttpTrace postTo(URI url) {
        return postTo(url, url);
    }

    /// Posts it to `target` with the signature over `signedAs`: a public URL that a proxy maps to `target`, or a wrong
    /// one.
    public HttpTrace postTo(URI target, URI signedAs) {
        return poster.post(HttpTrace.Kind.WEBHOOK, target, signedAs, form);
    }

    /// Posts it to `url` with this signature, whatever it is; an empty one leaves the header out.
    public HttpTrace postWithSignature(URI url, String signature) {
        return poster.send(HttpTrace.Kind.WEBHOOK, url, form, signature);
    }
}
