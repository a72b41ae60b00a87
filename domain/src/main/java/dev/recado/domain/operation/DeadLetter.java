package dev.recado.domain.operation;

import dev.recado.domain.identity.MessageId;
import dev.recado.domain.message.Failure;
import dev.recado.domain.message.InboundMessage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A message that could not be answered. Operators look at it and replay it once the cause is repaired.
///
/// @param at when it became a dead letter
/// @param replayedAs the copy that replaced it, once it was replayed
public record DeadLetter(
        InboundMessage message,
        Failure failure,
        Instant at,
        @Nullable MessageId replayedAs) {}
