package dev.recado.adapter.inbox.page;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Duration;

/// What the page must know before anybody is logged in.
///
/// @param simulator whether there is a chat page to write from as a customer
/// @param model whether a language model is configured
/// @param patience seconds that a request for a person may wait before it is late
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
record PageSettingsResponse(String botName, boolean simulator, boolean model, long patience) {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    static PageSettingsResponse of(InboxPageSettings settings, boolean model) {
        Duration patience = settings.humanTimeout();
        return new PageSettingsResponse(
                settings.botName(),
                settings.simulator().equals("on"),
                model,
                (patience == null ? PATIENCE : patience).toSeconds());
    }
}
