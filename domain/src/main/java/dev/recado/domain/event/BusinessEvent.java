package dev.recado.domain.event;

import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.PublicIds;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// An event that the business wants to know of: stored for good and delivered to the business's server. Its
/// id is derived from its subject, so that a repeat changes nothing.
///
/// @param id the type and the subject's id
/// @param details by field name; may be personal data and is never logged
public record BusinessEvent(
        String id, Type type, ConversationId conversationId, Instant at, Map<String, String> details) {
    /// The detail that holds a notification's id.
    public static final String NOTIFICATION_ID = "notification_id";

    public BusinessEvent {
        details = Map.copyOf(details);
    }

    /// @param of the id of the subject, unique within the type: a message's or a part's
    public static BusinessEvent of(
            Type type, String of, ConversationId conversationId, Instant at, Map<String, String> details) {
        return new BusinessEvent(type.id() + "/" + of, type, conversationId, at, details);
    }

    /// Creates the event of a closed conversation.
    ///
    /// @param since the time of the conversation's last activity
    public static BusinessEvent closed(ConversationId conversation, Instant since, Instant at) {
        return of(Type.CONVERSATION_CLOSED, conversation + "@" + since.toEpochMilli(), conversation, at, Map.of());
    }

    /// Creates the event of a conversation that the bot answers again, because a person who wrote from the
    /// phone app has been silent.
    ///
    /// @param version of the conversation's ownership since
    public static BusinessEvent givenBackByIdle(ConversationId conversation, long version, Instant at) {
        return of(Type.HANDOFF_GIVEN_BACK, conversation + "@" + version, conversation, at, Map.of("by", "idle"));
    }

    /// Returns the details by name for use outside the store, with ids in their public form. A notification's
    /// id stays as it is: it derives from the business's own key, and the API expects it unchanged.
    public SortedMap<String, String> publicDetails(PublicIds ids) {
        SortedMap<String, String> shown = new TreeMap<>();
        details.forEach((name, value) -> shown.put(name, name.equals(NOTIFICATION_ID) ? value : ids.of(value)));
        return shown;
    }

    /// Returns this event in another conversation.
    public BusinessEvent in(ConversationId conversation) {
        return new BusinessEvent(id, type, conversation, at, details);
    }

    /// The type of an event, with the names of its details.
    public enum Type {
        MESSAGE_RECEIVED,
        MESSAGE_SENT,
        /// The provider refused it.
        MESSAGE_FAILED,
        /// `name`, `email`, `phone`, `source`: also stored as a lead.
        LEAD_CREATED,
        /// `reason`, `by` (`user`, `model`, `urgent`, `idle`, `removed`), `phone` or `user_id`, `name`,
        /// `text`: also stored as a handoff.
        HANDOFF_REQUESTED,
        /// `by` (`phone_app`, `agent`), `agent`, `agent_name`, `assigned_by`, `assigned_by_name`: a person
        /// took the conversation; its handoff requests are settled.
        HANDOFF_TAKEN,
        /// `by` (`agent`, `user`, `idle`), `agent`, `agent_name`: the bot answers again; open requests are
        /// withdrawn.
        HANDOFF_GIVEN_BACK,
        /// `since`: nobody took the conversation within the time that a request may wait.
        HANDOFF_OVERDUE,
        /// `question` (masked), `language`: the bot said that it does not know.
        QUESTION_UNANSWERED,
        /// `question`, `answer` (both masked), `language`, `message_id`, `agent`, `agent_name`: a person of the
        /// business marked an answer of the bot as wrong.
        ANSWER_MARKED_WRONG,
        NOTIFICATION_SENT,
        OPTED_OUT,
        OPTED_IN,
        LANGUAGE_CHOSEN,
        CONVERSATION_RESET,
        /// `by` (`agent`), `agent`, `agent_name`; without details for a conversation that was idle for long.
        CONVERSATION_CLOSED,
        CONVERSATION_REOPENED,
        /// `limit` (`minute`, `day`, `budget`).
        LIMIT_REACHED,
        /// `guard`, `rule`: stored for audit, without the text.
        GUARD_TRIPPED,
        /// `until`, `strikes`.
        USER_BLOCKED,
        /// A provider accepts nothing until the operator resolves a problem: `channel`, `code`, `reason`,
        /// `remedy`. Recorded in the conversation that met the problem, once per process.
        PROVIDER_BLOCKED,
        /// `channel`, `code`.
        PROVIDER_UNBLOCKED;

        /// Whether a request for a person is no longer open once this has happened.
        public boolean settlesHandoffs() {
            return this == HANDOFF_TAKEN || this == HANDOFF_GIVEN_BACK || this == CONVERSATION_CLOSED;
        }

        /// The name as stored and delivered: lower case.
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// @throws IllegalArgumentException for an unknown name
        public static Type ofId(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }
}
