package dev.recado.domain.identity;

import java.util.Locale;

/// The provider that carries messages between WhatsApp and Recado.
public enum Channel {
    TWILIO,
    META;

    /// The name as stored and logged: lower case.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException for an unknown name
    public static Channel ofId(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
