package dev.recado.adapter.llm;

import dev.recado.domain.port.ResponseGenerator.Prompt;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One provider, answering.
interface Answerer {

    Provider provider();

    /// The model's name, by which answers are counted.
    String model();

    /// Answers, or says why not; by the deadline.
    ///
    /// @param desk what the model may do besides, and what all of it costs
    /// @param alone nothing else answers if this fails
    TryOutcome<Words> answer(Prompt prompt, ToolDesk desk, Instant deadline, boolean alone) throws InterruptedException;

    /// What is told to the user.
    ///
    /// @param text never blank
    /// @param thread the provider's own name of the conversation; null where it has none
    record Words(String text, @Nullable String thread) {}
}
