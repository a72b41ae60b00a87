package dev.recado.domain.privacy;

import java.util.Locale;

/// The kinds of records that a store holds of a user, beside the conversation itself.
public enum RecordKind {
    /// Messages that the user sent, dead letters and the provider's payloads included.
    RECEIVED,
    /// Messages to the user, and notes of people of the business.
    SAID,
    /// Business events, those that wait for the business's server included.
    EVENTS,
    /// Contact details that the user left.
    LEADS,
    /// Requests for a person.
    HANDOFFS,
    /// Messages that wait to be sent to the user, or were.
    NOTIFICATIONS,
    /// Notices to people of the business, and what those notices said to them by WhatsApp.
    STAFF_NOTICES,
    /// Which conversation a business-scoped id belongs to.
    ADDRESSES,
    /// What the business told Recado about the user.
    CONTACTS;

    /// The name as stored and shown: lower case.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException for an unknown name
    public static RecordKind ofId(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }

    /// Whether a record says when it was made.
    boolean isDated() {
        return this != ADDRESSES && this != CONTACTS;
    }
}
