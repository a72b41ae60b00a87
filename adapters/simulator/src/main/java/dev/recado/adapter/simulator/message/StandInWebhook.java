package dev.recado.adapter.simulator.message;

import dev.recado.adapter.simulator.http.HttpTrace;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/// One inbound webhook of a provider's, ready to be posted to any URL. Posting it again is a redelivery of the
/// same messages.
public sealed interface StandInWebhook permits TwilioInboundWebhook, MetaInboundWebhook {
    /// The id of the message it brings (of the first, when it brings several); empty when it brings none.
    String messageSid();

    /// The address of the user who wrote it; empty when it brings no message.
    String from();

    /// The messages it brings, as they begin their way at `now`.
    List<StandInMessage> messages(Instant now);

    /// The body as it goes over the wire.
    String body();

    /// Posts it to `url` and waits for the answer.
    default HttpTrace postTo(URI url) {
        return postTo(url, url);
    }

    /// Posts it to `target`, where Recado believes that its address is `signedAs`: a public URL that a proxy maps
    /// to `target`, or a wrong one. Meta's signature is over the body alone and so the same for all.
    HttpTrace postTo(URI target, URI signedAs);

    /// Posts it to `url` with this signature, whatever it is; an empty one leaves the header out.
    HttpTrace postWithSignature(URI url, String signature);
}
