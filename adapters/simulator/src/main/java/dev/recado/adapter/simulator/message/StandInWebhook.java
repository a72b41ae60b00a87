package dev.recado.adapter.simulator.message;

import dev.recado.adapter.simulator.http.HttpTrace;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/// An inbound webhook of a provider's, ready to be posted to any URL. Posting it again is a redelivery.
public sealed interface StandInWebhook permits TwilioInboundWebhook, MetaInboundWebhook {
    /// The id of its message (the first when it has several); empty when it has none.
    String messageSid();

    /// The address of the user who wrote it; empty when it has no message.
    String from();

    /// Its messages, with delivery starting at `now`.
    List<StandInMessage> messages(Instant now);

    /// The body as sent.
    String body();

    /// Posts it to `url` and waits for the response.
    default HttpTrace postTo(URI url) {
        return postTo(url, url);
    }

    /// Posts it to `target`, signed for the URL `signedAs`: a public URL that a proxy maps to `target`, or a
    /// wrong one. Meta signs only the body, so its signature is always the same.
    HttpTrace postTo(URI target, URI signedAs);

    /// Posts it to `url` with this signature; an empty one leaves the header out.
    HttpTrace postWithSignature(URI url, String signature);
}
