package dev.recado.adapter.twilio.webhook;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Settings of the webhook.
///
/// @param publicUrl the base URL that Twilio is configured with; unset: each request's own
/// @param twilioPaths further paths for the same webhook
@ConfigurationProperties("recado")
@Requires(property = "recado.twilio.account-sid")
public record WebhookSettings(
        @Nullable String publicUrl,
        boolean validateSignatures,
        ReplyMode replyMode,
        AckMode ack,
        Duration twimlBudget,
        @Nullable List<String> twilioPaths) {

    /// How the answer is sent.
    enum ReplyMode {
        /// Through the REST API.
        REST,
        /// In the webhook's response as far as it is ready in time, the rest through the REST API.
        TWIML
    }

    /// What the webhook's response contains while the answer is prepared.
    public enum AckMode {
        NONE,
        TEXT
    }

    /// The public URL without a trailing slash, if one is set.
    public Optional<String> publicBase() {
        return Optional.ofNullable(publicUrl)
                .map(url -> url.strip().replaceAll("/+$", ""))
                .filter(url -> !url.isEmpty());
    }

    List<String> morePaths() {
        return twilioPaths == null ? List.of() : twilioPaths;
    }
}
