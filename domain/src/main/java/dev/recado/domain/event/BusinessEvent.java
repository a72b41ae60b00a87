package dev.recado.domain.event;

import dev.recado.domain.identity.ConversationId;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/// Something that the business wants to know of: kept for good, and told to whoever listens. Its id is derived
/// from what it tells of, so that telling it again changes nothing.
///
/// @param id the type and what it tells of
/// @param details by field; may be personal, and is never logged
public record BusinessEvent(
        String id, Type type, ConversationId conversationId, Instant at, Map<String, String> details) {
    public BusinessEvent {
        details = Map.copyOf(details);
    }

    /// @param of what it tells of, unique among those of its type: a message's id, a part's
    public static BusinessEvent of(
            Type type, String of, ConversationId conversationId, Instant at, Map<String, String> details) {
        return new BusinessEvent(type.id() + "/" + of, type, conversationId, at, details);
    }

    /// That a conversation was closed.
    ///
    /// @param since when anything had happened in it last
    public static BusinessEvent closed(ConversationId conversation, Instant since, Instant at) {
        return of(Type.CONVERSATION_CLOSED, conversation + "@" + since.toEpochMilli(), conversation, at, Map.of());
    }

    /// In another conversation.
    public BusinessEvent in(ConversationId conversation) {
        return new BusinessEvent(id, type, conversation, at, details);
    }

    /// What can happen.
    public enum Type {
        MESSAGE_RECEIVED,
        MESSAGE_SENT,
        /// The provider will not have it.
        MESSAGE_FAILED,
        /// `name`, `email`, `phone`, `source`: also kept among the leads.
        LEAD_CREATED,
        /// `reason`, `by` (`user`, `model`, `urgent`), `phone` or `user_id`, `name`, `text`: also kept among the
        /// hand-overs.
        HANDOFF_REQUESTED,
        /// `by` (`phone_app`): a person has the conversation; its requests are settled.
        HANDOFF_TAKEN,
        NOTIFICATION_SENT,
        OPTED_OUT,
        OPTED_IN,
        LANGUAGE_CHOSEN,
        CONVERSATION_RESET,
        CONVERSATION_CLOSED,
        CONVERSATION_REOPENED,
        /// `limit` (`minute`, `day`, `budget`).
        LIMIT_REACHED,
        /// `guard`, `rule`: kept for audit, without the text.
        GUARD_TRIPPED,
        /// `until`, `strikes`.
        USER_BLOCKED,
        /// A provider takes nothing until the operator mends something: `channel`, `code`, `reason`, `remedy`. It is
        /// told in the conversation that found out, once by each process.
        PROVIDER_BLOCKED,
        /// `channel`, `code`.
        PROVIDER_UNBLOCKED;

        /// The name as stored and told: lower case.
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// @throws IllegalArgumentException for a name that is no type
        public static Type ofId(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }
}
