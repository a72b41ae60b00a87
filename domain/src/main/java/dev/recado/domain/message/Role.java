package dev.recado.domain.message;

import java.util.Locale;

/// Who said something.
public enum Role {
    USER,
    ASSISTANT,
    AGENT,
    SYSTEM;

    /// The name as stored: lower case.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException for a name that is no role
    public static Role ofId(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
