package dev.recado.domain.message;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The period in which WhatsApp accepts free text to a user: 24 hours from the user's last message.
///
/// @param lastWroteAt when the user last wrote, as the provider states; null while it is not known, and then only
///     the provider can decide
public record ServiceWindow(@Nullable Instant lastWroteAt) {
    public static final Duration LENGTH = Duration.ofHours(24);

    public boolean isOpen(Instant now) {
        return lastWroteAt == null || now.isBefore(lastWroteAt.plus(LENGTH));
    }

    /// Returns the window after these messages.
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
