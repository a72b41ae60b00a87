package dev.recado.domain.message;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The time in which WhatsApp takes free text to a user: 24 hours from whatever the user wrote last.
///
/// @param lastWroteAt as the provider tells; null while it is not known, and then the provider is to say
public record ServiceWindow(@Nullable Instant lastWroteAt) {
    public static final Duration LENGTH = Duration.ofHours(24);

    public boolean isOpen(Instant now) {
        return lastWroteAt == null || now.isBefore(lastWroteAt.plus(LENGTH));
    }

    /// The window as these messages leave it.
    public ServiceWindow after(List<InboundMessage> messages) {
        Instant newest = lastWroteAt;
        for (InboundMessage message : messages) {
            if (!message.content().isWrittenByUser()) {
                continue;
            }
            newest = newest == null || message.writtenAt().isAfter(newest) ? message.writtenAt() : newest;
        }
        return new ServiceWindow(newest);
    }
}
