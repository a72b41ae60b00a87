package dev.recado.domain.message;

import java.util.Locale;

/// The medium a message came through. Providers deliver plain SMS to the same webhook; the bot answers WhatsApp
/// only.
public enum Source {
    WHATSAPP,
    SMS;

    /// The name as stored and logged: lower case.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
