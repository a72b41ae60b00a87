package dev.recado.domain.usecase;

import dev.recado.domain.port.MessageSender.SendOutcome;
import java.time.Duration;

/// What came of trying a part.
sealed interface Attempt {
    record Made(SendOutcome outcome) implements Attempt {}

    /// An earlier try had brought it to the provider, which says nothing of what the sender can do now.
    record Found(SendOutcome.Accepted accepted) implements Attempt {}

    /// It was not tried: its time has not come.
    record Early(Duration by) implements Attempt {}

    /// It was not tried: its sender can send nothing for now.
    record Blocked(Duration by, String code) implements Attempt {}
}
