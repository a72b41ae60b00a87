package dev.recado.domain.notification;

import dev.recado.domain.message.Notification;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the business tells users unasked, and what became of it. Each method is one atomic write to one document, or
/// one read.
public interface Notifications {

    /// Stores a notification and returns when it is safe. It is due at once.
    ///
    /// @return the one that is there under its id already; empty when this is the first
    Optional<Kept> put(Notification notification);

    Optional<Kept> find(String id);

    /// Those that are not closed and whose time has come, oldest first. The cost does not grow with the closed ones.
    List<String> due(Instant now, int limit);

    /// Takes one that is due, so that no other process does: it is due again at the given time.
    ///
    /// @return empty when it is not due, or closed
    Optional<Taken> take(String id, Instant now, Instant until);

    /// It is due at this time. One that somebody else has taken since, or that is closed, stays as it is.
    void postpone(Taken taken, Instant due);

    /// Nothing more is done about it.
    ///
    /// @param reason in a word or a few, fit for a log; null when all went well
    /// @return false when somebody else has taken it since, or it is closed: it stays as it is
    boolean close(Taken taken, Notification.Status status, @Nullable String reason, Instant at);

    /// One that was sent is due again, for a part of it was taken back. Any other stays as it is.
    void reopen(String id, Instant due);

    /// One that is this process's to send.
    ///
    /// @param until when it is due again, by which it is known who has it
    record Taken(Notification notification, Instant until) {}

    /// One as stored.
    record Kept(
            Notification notification,
            Notification.Status status,
            @Nullable String reason) {}
}
