package dev.recado.domain.handoff;

import dev.recado.domain.conversation.Conversation;
import java.time.Instant;

/// Tells people of the business once more of a user who waits.
@FunctionalInterface
public interface StaffReminder {
    /// Nobody is reminded.
    StaffReminder NONE = (_, _) -> {};

    /// Returns once the notices are stored. A repeat for the same opening is harmless.
    ///
    /// @param opening when somebody is there again
    /// @throws dev.recado.domain.PortUnavailableException when they may not be stored; a retry is safe and
    ///     may help
    void remind(Conversation waiting, Instant opening);
}
