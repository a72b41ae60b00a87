package dev.recado.domain.message;

import java.util.Locale;

/// The author of a message.
public enum Role {
    USER,
    ASSISTANT,
    AGENT,
    SYSTEM;

    /// The name as stored: lower case.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException for an unknown name
    public static Role ofId(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
