package dev.recado.adapter.meta.webhook;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How webhooks are reached, judged and answered.
///
/// @param metaPaths further paths for the same handlers
@ConfigurationProperties("recado")
@Requires(property = "recado.whatsapp.token")
public record WebhookSettings(
        @Bindable(defaultValue = "true") boolean validateSignatures,
        @Bindable(defaultValue = "NONE") AckMode ack,
        @Nullable List<String> metaPaths) {

    /// What is sent while the answer is made.
    public enum AckMode {
        NONE,
        TEXT
    }

    List<String> morePaths() {
        return metaPaths == null ? List.of() : metaPaths;
    }
}
