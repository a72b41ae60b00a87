package dev.recado.domain.conversation;

import java.util.Locale;

/// Who owns a conversation: the bot (`open`), nobody yet (`waiting` for a human), a human, or nobody any more
/// (`closed`).
public enum ConversationStatus {
    OPEN,
    WAITING,
    HUMAN,
    CLOSED;

    /// The name as stored: lower case.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException for a name that is no status
    public static ConversationStatus ofId(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
