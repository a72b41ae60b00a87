package dev.recado.domain.delivery;

import dev.recado.domain.delivery.MessageSender.SendOutcome;
import java.time.Duration;

/// What came of trying a part.
sealed interface AttemptResult {
    record Made(SendOutcome outcome) implements AttemptResult {}

    /// An earlier try had brought it to the provider, which says nothing of what the sender can do now.
    record Found(SendOutcome.Accepted accepted) implements AttemptResult {}

    /// It was not tried: its time has not come.
    record Early(Duration by) implements AttemptResult {}

    /// It was not tried: its sender can send nothing for now.
    record Blocked(Duration by, String code) implements AttemptResult {}
}
