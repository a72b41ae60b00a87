package dev.recado.adapter.twilio.sending;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recado.domain.identity.PartId;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The status callback URL of each part; known only where the public URL is.
///
/// @param publicUrl without a trailing slash
public record StatusCallbackUrls(@Nullable String publicUrl) {
    public static final String PART = "part";
    static final String PATH = "/webhooks/twilio/status";

    /// The URL for this part. It carries the part's id, so that a callback that arrives before our own record
    /// finds the part.
    public Optional<URI> of(PartId part) {
        return Optional.ofNullable(publicUrl)
                .map(url -> URI.create(url + PATH + "?" + PART + "=" + URLEncoder.encode(part.value(), UTF_8)));
    }
}
