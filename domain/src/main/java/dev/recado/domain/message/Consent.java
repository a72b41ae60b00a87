package dev.recado.domain.message;

import java.util.Locale;

/// What a user wants to hear from the business, from the most to the least.
public enum Consent {
    EVERYTHING,
    /// Answers, and nothing unasked.
    ANSWERS_ALONE,
    NOTHING;

    /// The name as stored: lower case.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException for a name that is none
    public static Consent ofId(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }

    /// The stricter of both.
    public Consent with(Consent other) {
        return compareTo(other) < 0 ? other : this;
    }
}
