package dev.recado.adapter.simulator.message;

import dev.recado.adapter.simulator.account.TwilioSigningClient;
import dev.recado.adapter.simulator.http.Form;
import dev.recado.adapter.simulator.http.HttpTrace;
import dev.recado.adapter.simulator.message.StandInMessage.Direction;
import dev.recado.adapter.simulator.message.StandInMessage.Progress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.List;

/// An inbound webhook of Twilio's, ready to be posted to any URL. Posting it again is a redelivery.
public final class TwilioInboundWebhook implements StandInWebhook {
    private final Form form;
    private final TwilioSigningClient webhookClient;

    TwilioInboundWebhook(Form form, TwilioSigningClient webhookClient) {
        this.form = form;
        this.webhookClient = webhookClient;
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
                SimulatedProvider.TWILIO,
                Direction.INBOUND,
                from(),
                to(),
                TwilioContentReader.of(form),
                Progress.begun("receiving", now)));
    }

    @Override
    public String body() {
        return form.encoded();
    }

    /// The value of `X-Twilio-Signature` for this webhook at `url`.
    public String signature(URI url) {
        return webhookClient.signature(url, form);
    }

    /// A request with everything except the URL's host, for other clients.
    public HttpRequest.Builder request(URI url) {
        return HttpRequest.newBuilder(url)
                .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
                .header("User-Agent", "TwilioProxy/1.1")
                .header("X-Twilio-Signature", signature(url))
                .POST(HttpRequest.BodyPublishers.ofString(body()));
    }

    @Override
    public HttpTrace postTo(URI target, URI signedAs) {
        return webhookClient.post(HttpTrace.Kind.WEBHOOK, target, signedAs, form);
    }

    @Override
    public HttpTrace postWithSignature(URI url, String signature) {
        return webhookClient.send(HttpTrace.Kind.WEBHOOK, url, form, signature);
    }
}
