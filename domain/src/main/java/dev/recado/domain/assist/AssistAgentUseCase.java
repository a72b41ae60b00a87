package dev.recado.domain.assist;

import dev.recado.domain.handoff.ConversationSummary;
import dev.recado.domain.text.Language;
import java.util.List;

/// Helps a person of the business who reads a conversation. Nothing is sent to the user, and nothing is stored.
public interface AssistAgentUseCase {

    /// Returns what the assistant wrote; blocks for as long as a model may take. A repeat asks (and pays) again.
    /// Thread-safe.
    ///
    /// @throws dev.recado.domain.PortUnavailableException when the conversation cannot be read; a retry may help
    Assistance assist(ConversationSummary conversation, Task task);

    /// What the person asks for.
    sealed interface Task {
        /// A draft of the answer to what the user wrote last, in the user's language, for the person to check.
        record DraftAnswer() implements Task {}

        /// What the user wants, what was said, and what is open.
        ///
        /// @param language of the person
        record Summarise(Language language) implements Task {}

        /// @param text as shown, with WhatsApp's formatting, which is kept
        record Translate(String text, Language language) implements Task {}
    }

    /// The outcome.
    sealed interface Assistance {
        /// @param text in WhatsApp's formatting, never blank
        /// @param sources the curated answers and passages that were given to the model, or quoted; best first
        /// @param model provider and name; empty where no model was asked
        record Written(String text, List<String> sources, String model) implements Assistance {
            public Written {
                sources = List.copyOf(sources);
            }
        }

        /// Neither the curated answers nor the documents know an answer, and there is no model to ask.
        record NothingFound() implements Assistance {}

        /// The user wrote nothing that could be answered, or the conversation has no words to summarise.
        record NothingToDo() implements Assistance {}

        /// The task needs a model, and none is configured.
        record NoModel() implements Assistance {}

        /// The day's answers are used up ([dev.recado.domain.guard.UsageLimits]).
        record BudgetUsed() implements Assistance {}

        /// The model, or its provider's guard, declined.
        record Declined() implements Assistance {}

        /// @param reason fit for the log, without content
        record Failed(String reason) implements Assistance {}
    }
}
