package dev.recado.domain.operation;

import dev.recado.domain.identity.MessageId;
import dev.recado.domain.message.Failure;
import dev.recado.domain.message.InboundMessage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A message that was not answered and is set aside: for people to look at and, when the cause is mended, to
/// replay.
///
/// @param at when it was set aside
/// @param replayedAs the copy that took its place, once it was replayed
public record DeadLetter(
        InboundMessage message,
        Failure failure,
        Instant at,
        @Nullable MessageId replayedAs) {}
