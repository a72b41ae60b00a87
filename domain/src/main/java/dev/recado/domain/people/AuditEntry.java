package dev.recado.domain.people;

import dev.recado.domain.message.Author;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A record of who did what.
///
/// @param subject the id of what it was done to: a conversation, a person, a token; null for nothing
/// @param details further words; no text of a user, no number, no secret
public record AuditEntry(
        String id,
        Instant at,
        Author who,
        Action action,
        @Nullable String subject,
        Map<String, String> details) {

    public AuditEntry {
        details = Map.copyOf(details);
    }

    /// What is recorded.
    public enum Action {
        LOGGED_IN,
        LOGIN_FAILED,
        LOGGED_OUT,
        LOGGED_OUT_EVERYWHERE,
        FIRST_ADMIN_SET_UP,
        PERSON_INVITED,
        INVITATION_ACCEPTED,
        PASSWORD_CHANGED,
        PERSON_CHANGED,
        TOKEN_CREATED,
        TOKEN_REVOKED,
        CONVERSATION_READ,
        MESSAGE_SENT,
        NOTE_WRITTEN,
        CONVERSATION_TAKEN,
        CONVERSATION_ASSIGNED,
        CONVERSATION_GIVEN_BACK,
        CONVERSATION_CLOSED,
        CANNED_REPLY_CHANGED,
        LABEL_CHANGED,
        ANSWER_CHANGED,
        ANSWER_MARKED_WRONG,
        QUESTION_DISMISSED,
        DATA_EXPORTED,
        DATA_ERASED;

        /// The name as stored and shown: lower case.
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// @throws IllegalArgumentException for an unknown name
        public static Action ofId(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }
}
