package dev.recado.domain.turn;

import dev.recado.domain.turn.AnswerConversationUseCase.Outcome;
import java.time.Duration;

/// What a step of a turn means for the rest of the turn.
public sealed interface Step {
    /// How soon a turn is run again whose claim was lost, or whose conversation is busy for a moment.
    Duration SOON = Duration.ofMillis(300);

    Step CONTINUE = new Continue();

    /// Another process has claimed the conversation: the turn ends without a further write.
    Stop CLAIM_LOST = new Stop(Outcome.deferred(SOON, "the claim was lost"));

    /// The next step runs.
    record Continue() implements Step {}

    /// The turn ends: the conversation was given back, is gone, or is another process's.
    record Stop(Outcome outcome) implements Step {}
}
