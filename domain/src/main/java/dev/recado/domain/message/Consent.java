package dev.recado.domain.message;

import java.util.Locale;

/// What a user agrees to receive from the business, from the most to the least.
public enum Consent {
    EVERYTHING,
    /// Answers, but no notifications.
    ANSWERS_ALONE,
    NOTHING;

    /// The name as stored: lower case.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException for an unknown name
    public static Consent ofId(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }

    /// Returns the stricter of the two.
    public Consent with(Consent other) {
        return compareTo(other) < 0 ? other : this;
    }
}
