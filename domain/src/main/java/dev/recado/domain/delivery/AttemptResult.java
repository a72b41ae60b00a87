package dev.recado.domain.delivery;

import dev.recado.domain.delivery.MessageSender.SendOutcome;
import java.time.Duration;

/// The result of trying one part.
sealed interface AttemptResult {
    record Made(SendOutcome outcome) implements AttemptResult {}

    /// An earlier try had reached the provider; this says nothing about what the sender can do now.
    record Found(SendOutcome.Accepted accepted) implements AttemptResult {}

    /// The part was not tried: its time has not come.
    record Early(Duration by) implements AttemptResult {}

    /// The part was not tried: its sender is blocked.
    record Blocked(Duration by, String code) implements AttemptResult {}
}
