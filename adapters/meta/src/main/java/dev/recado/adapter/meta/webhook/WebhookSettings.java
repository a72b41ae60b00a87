package dev.recado.adapter.meta.webhook;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Settings of the webhook.
///
/// @param metaPaths further paths for the same webhook
@ConfigurationProperties("recado")
@Requires(property = "recado.whatsapp.token")
public record WebhookSettings(
        boolean validateSignatures, AckMode ack, @Nullable List<String> metaPaths) {

    /// What is sent to the user while the answer is prepared.
    public enum AckMode {
        NONE,
        TEXT
    }

    List<String> morePaths() {
        return metaPaths == null ? List.of() : metaPaths;
    }
}
