package dev.recado.domain.handoff;

import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.message.Author;

/// Changes who has a conversation. Each step is stored before the call returns; a repeat changes nothing. Of
/// two people who take a conversation at the same time one gets it, and the other is told who has it.
/// Thread-safe.
///
/// Every method may throw [dev.recado.domain.PortUnavailableException]; a retry is safe and may help.
public interface AssignConversationUseCase {

    /// Gives the conversation to this person, who asks for it. The bot is silent from then on, also with a
    /// reply that it has not stored yet.
    Assignment take(ConversationId id, Author person);

    /// Gives the conversation to a person, whoever has it.
    ///
    /// @param by who decides so
    Assignment assign(ConversationId id, Author to, Author by);

    /// Lets the bot answer again, and withdraws an open request for a person.
    Assignment giveBack(ConversationId id, Author by);

    /// Settles the conversation: the user's next message opens it again, for the bot.
    Assignment close(ConversationId id, Author by);

    /// The outcome of a step.
    sealed interface Assignment {
        /// The conversation is as was asked for.
        record Done(Conversation conversation) implements Assignment {}

        /// Nothing was changed, because another person has the conversation.
        record HeldBy(Author who) implements Assignment {}

        record NotFound() implements Assignment {}
    }
}
