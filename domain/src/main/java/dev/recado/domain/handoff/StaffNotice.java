package dev.recado.domain.handoff;

import dev.recado.domain.identity.ConversationId;
import java.util.Locale;

/// What one person of the business is told of one conversation.
///
/// @param id the same for a repeat; holds no address
/// @param subject one line without control characters
/// @param body with the user's last words, how long they wait, and a link where there is one
public record StaffNotice(String id, Kind kind, ConversationId conversationId, String subject, String body) {

    /// The occasion.
    public enum Kind {
        /// A user asks for a person.
        REQUESTED,
        /// A user wrote of an emergency.
        URGENT,
        /// Nobody has taken the conversation in time.
        OVERDUE;

        /// The name as stored: lower case.
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// @throws IllegalArgumentException for an unknown name
        public static Kind ofId(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }
}
