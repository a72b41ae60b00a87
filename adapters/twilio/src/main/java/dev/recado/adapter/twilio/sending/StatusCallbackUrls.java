package dev.recado.adapter.twilio.sending;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recado.domain.identity.PartId;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The addresses that Twilio tells the fate of each part to: known only where the public URL is.
///
/// @param publicUrl without a slash at its end
public record StatusCallbackUrls(@Nullable String publicUrl) {
    public static final String PART = "part";
    static final String PATH = "/webhooks/twilio/status";

    /// The address for this part; it names the part, so that a callback that overtakes our own record finds it.
    public Optional<URI> of(PartId part) {
        return Optional.ofNullable(publicUrl)
                .map(url -> URI.create(url + PATH + "?" + PART + "=" + URLEncoder.encode(part.value(), UTF_8)));
    }
}
