package dev.recado.domain.privacy;

import java.util.Locale;

/// What a retention time can be set for.
public enum RetentionKind {
    /// Messages and notes, and conversations in which nothing happened since.
    MESSAGES,
    /// Files of users that a process keeps on its disk.
    MEDIA,
    /// Business events, settled requests for a person, and notices to people of the business.
    EVENTS,
    /// Contact details that users left.
    LEADS,
    /// Notifications that are sent, refused or failed.
    NOTIFICATIONS;

    /// The name as set and shown: lower case.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
