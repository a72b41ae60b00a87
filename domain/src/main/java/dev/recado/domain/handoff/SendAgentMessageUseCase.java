package dev.recado.domain.handoff;

import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.message.Author;
import dev.recado.domain.message.OutboundContent.Template;
import dev.recado.domain.text.TextCleaner;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Takes what a person of the business writes to a user.
public interface SendAgentMessageUseCase {

    /// Returns once the message is stored; it is sent in the background, after the person's earlier ones. The
    /// conversation becomes the person's if nobody has it. A repeat under the same key sends nothing twice and
    /// changes nothing, whoever has the conversation by then. Thread-safe.
    ///
    /// @throws dev.recado.domain.PortUnavailableException when it may not be stored; a retry under the same key
    ///     is safe and may help
    AgentMessageResult send(ConversationId id, Draft draft, Author author);

    /// What to send: a text, or an approved template where the service window is closed.
    ///
    /// @param key chosen by the caller, the same for a repeat
    /// @param text may be blank where there is a template; characters that no message can have are removed
    record Draft(String key, String text, @Nullable Template template) {
        public Draft {
            text = TextCleaner.clean(text).strip();
        }
    }

    /// The outcome.
    sealed interface AgentMessageResult {
        /// @param id of the message in the conversation, the same for a repeat
        record Accepted(String id, Instant at) implements AgentMessageResult {}

        /// Nothing of the text is visible, and there is no template.
        record Empty() implements AgentMessageResult {}

        /// Free text is not delivered: the user's last message is older than 24 hours, or there is none.
        ///
        /// @param since when the window closed; null where the user never wrote
        record WindowClosed(@Nullable Instant since) implements AgentMessageResult {}

        /// Another person has the conversation.
        record HeldBy(Author who) implements AgentMessageResult {}

        /// The user wants no messages.
        record OptedOut() implements AgentMessageResult {}

        /// Another message was accepted under this key.
        record Conflict() implements AgentMessageResult {}

        record NotFound() implements AgentMessageResult {}
    }
}
