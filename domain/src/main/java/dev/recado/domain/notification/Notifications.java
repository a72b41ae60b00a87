package dev.recado.domain.notification;

import dev.recado.domain.message.Notification;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The store of notifications and their states. Each method is one atomic write to one document, or one read.
/// Every method may throw [dev.recado.domain.PortUnavailableException]; a retry is safe and may help.
/// Thread-safe.
public interface Notifications {

    /// Stores a notification, due at once, and returns once it is durable. A repeat changes nothing.
    ///
    /// @return the one already stored with this id; empty when this is the first
    Optional<StoredNotification> put(Notification notification);

    Optional<StoredNotification> find(String id);

    /// Returns open notifications that are due: first those with an author, which answer a user, then the
    /// others; both oldest first. The cost does not grow with the closed ones, and that of those with an
    /// author not with the others.
    List<DueNotification> due(Instant now, int limit);

    /// Claims a due notification for this process: it is due again at `until`.
    ///
    /// @return empty when it is not due, or closed
    Optional<ClaimedNotification> claim(String id, Instant now, Instant until);

    /// Makes it due at this time. One that another process claimed since, or that is closed, stays as it is.
    void postpone(ClaimedNotification claim, Instant due);

    /// Closes it.
    ///
    /// @param reason a few words, fit for the log; null without a problem
    /// @return false when another process claimed it since, or it is closed; it stays as it is
    boolean close(ClaimedNotification claim, Notification.Status status, @Nullable String reason, Instant at);

    /// Whether an earlier message with an author to the same user is still open: the messages of a
    /// conversation are sent in the order in which they were accepted.
    boolean followsAnOpenOne(Notification message);

    /// Makes a sent notification due again, because a part of it was taken back. Any other stays as it is.
    void reopen(String id, Instant due);

    /// @param unasked whether it has no author
    record DueNotification(String id, boolean unasked) {}

    /// A notification claimed by this process.
    ///
    /// @param until when it is due again, which identifies the claim
    record ClaimedNotification(Notification notification, Instant until) {}

    /// A stored notification.
    record StoredNotification(
            Notification notification,
            Notification.Status status,
            @Nullable String reason) {}
}
