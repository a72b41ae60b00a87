package dev.recado.domain.people;

import java.util.Locale;

/// What a person of the business may do. Each role may do what the roles before it may.
public enum PersonRole {
    /// Answers users, and sees the conversations that wait, are nobody's or the person's own.
    AGENT,
    /// Sees every conversation, assigns them to others, and reads the reports.
    SUPERVISOR,
    /// Manages people and settings, exports and erases.
    ADMIN;

    /// The name as stored and shown: lower case.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException for an unknown name
    public static PersonRole ofId(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }

    public boolean includes(PersonRole other) {
        return compareTo(other) >= 0;
    }
}
