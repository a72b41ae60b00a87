package dev.recado.adapter.simulator;

import dev.recado.adapter.simulator.StandInMessage.Direction;
import dev.recado.adapter.simulator.StandInMessage.Progress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.List;

/// One inbound webhook of Twilio's, ready to be posted to any URL. Posting it again is a redelivery of the same
/// message.
public final class TwilioWebhook implements StandInWebhook {
    private final Form form;
    private final TwilioPost poster;

    TwilioWebhook(Form form, TwilioPost poster) {
        this.form = form;
        this.poster = poster;
    }

    @Override
    public String messageSid() {
        return form.firstOr("MessageSid", "");
    }

    @Override
    public String from() {
        return form.firstOr("From", "");
    }

    public String to() {
        return form.firstOr("To", "");
    }

    public Form form() {
        return form;
    }

    @Override
    public List<StandInMessage> messages(Instant now) {
        return List.of(new StandInMessage(
                messageSid(),
                Provider.TWILIO,
                Direction.INBOUND,
                from(),
                to(),
                TwilioContent.of(form),
                Progress.begun("receiving", now)));
    }

    @Override
    public String body() {
        return form.encoded();
    }

    /// The value of `X-Twilio-Signature` for this webhook at `url`.
    public String signature(URI url) {
        return poster.signature(url, form);
    }

    /// A request with everything in it but the URL's host, for clients of one's own.
    public HttpRequest.Builder request(URI url) {
        return HttpRequest.newBuilder(url)
                .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
                .header("User-Agent", "TwilioProxy/1.1")
                .header("X-Twilio-Signature", signature(url))
                .POST(HttpRequest.BodyPublishers.ofString(body()));
    }

    @Override
    public HttpTrace postTo(URI target, URI signedAs) {
        return poster.post(HttpTrace.Kind.WEBHOOK, target, signedAs, form);
    }

    @Override
    public HttpTrace postWithSignature(URI url, String signature) {
        return poster.send(HttpTrace.Kind.WEBHOOK, url, form, signature);
    }
}
