package dev.recado.adapter.llm.chat;

import dev.recado.adapter.llm.outcome.CallOutcome;
import dev.recado.adapter.llm.provider.Provider;
import dev.recado.adapter.llm.tools.ToolSession;
import dev.recado.domain.answer.ResponseGenerator.Prompt;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One configured model of a provider.
public interface LanguageModel {

    Provider provider();

    /// The model's name, used in metrics and logs.
    String model();

    /// Answers the prompt, or returns why there is no answer, by the deadline. Retries are done inside.
    ///
    /// @param toolSession executes the model's tool calls, and collects actions and token usage
    /// @param noFallback no other model answers if this one fails
    CallOutcome<ModelAnswer> answer(Prompt prompt, ToolSession toolSession, Instant deadline, boolean noFallback)
            throws InterruptedException;

    /// A model's answer to the user.
    ///
    /// @param text never blank
    /// @param thread the provider's id of the conversation; null where it keeps none
    record ModelAnswer(String text, @Nullable String thread) {}
}
