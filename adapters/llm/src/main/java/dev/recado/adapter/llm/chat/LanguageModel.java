package dev.recado.adapter.llm.chat;

import dev.recado.adapter.llm.outcome.CallOutcome;
import dev.recado.adapter.llm.provider.Provider;
import dev.recado.adapter.llm.tools.ToolSession;
import dev.recado.domain.answer.ResponseGenerator.Prompt;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One provider, answering.
public interface LanguageModel {

    Provider provider();

    /// The model's name, by which answers are counted.
    String model();

    /// Answers, or says why not; by the deadline.
    ///
    /// @param toolSession what the model may do besides, and what all of it costs
    /// @param noFallback nothing else answers if this fails
    CallOutcome<Words> answer(Prompt prompt, ToolSession toolSession, Instant deadline, boolean noFallback)
            throws InterruptedException;

    /// What is told to the user.
    ///
    /// @param text never blank
    /// @param thread the provider's own name of the conversation; null where it has none
    record Words(String text, @Nullable String thread) {}
}
