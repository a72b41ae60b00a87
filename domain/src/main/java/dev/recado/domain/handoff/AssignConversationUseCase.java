package dev.recado.domain.handoff;

import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.message.Author;

/// Changes who has a conversation.
public interface AssignConversationUseCase {

    /// Takes the step, and returns once it is stored; a repeat changes nothing. Of two people who take a
    /// conversation at the same time one gets it, and the other is told who has it. Thread-safe.
    ///
    /// @throws dev.recado.domain.PortUnavailableException when it may not be stored; a retry is safe and may help
    Assignment change(ConversationId id, AssignmentStep step);

    /// Takes the step [AssignmentStep.Take].
    default Assignment take(ConversationId id, Author person) {
        return change(id, new AssignmentStep.Take(person));
    }

    /// Takes the step [AssignmentStep.Assign].
    default Assignment assign(ConversationId id, Author to, Author by) {
        return change(id, new AssignmentStep.Assign(to, by));
    }

    /// Takes the step [AssignmentStep.PassOn].
    default Assignment passOn(ConversationId id, Author to, Author by) {
        return change(id, new AssignmentStep.PassOn(to, by));
    }

    /// Takes the step [AssignmentStep.GiveBack].
    default Assignment giveBack(ConversationId id, Author by) {
        return change(id, new AssignmentStep.GiveBack(by));
    }

    /// Takes the step [AssignmentStep.Close].
    default Assignment close(ConversationId id, Author by) {
        return change(id, new AssignmentStep.Close(by));
    }

    /// What is asked for.
    sealed interface AssignmentStep {
        /// The conversation becomes this person's, who asks for it. The bot is silent from then on, also with a reply
        /// that it has not stored yet. Refused while another person has it.
        record Take(Author person) implements AssignmentStep {}

        /// The conversation becomes a person's, whoever has it.
        ///
        /// @param by who decides so
        record Assign(Author to, Author by) implements AssignmentStep {}

        /// The conversation becomes a colleague's. Refused while another person than the one who decides so has it.
        record PassOn(Author to, Author by) implements AssignmentStep {}

        /// The bot answers again, and an open request for a person is withdrawn. Refused while another person has it.
        record GiveBack(Author by) implements AssignmentStep {}

        /// The conversation is settled: the user's next message opens it again, for the bot. Refused while another
        /// person has it.
        record Close(Author by) implements AssignmentStep {}
    }

    /// The outcome of a step.
    sealed interface Assignment {
        /// The conversation is as was asked for.
        record Done(Conversation conversation) implements Assignment {}

        /// Nothing was changed, because another person has the conversation.
        record HeldBy(Author who) implements Assignment {}

        record NotFound() implements Assignment {}
    }
}
