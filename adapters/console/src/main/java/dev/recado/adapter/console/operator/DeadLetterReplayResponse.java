package dev.recado.adapter.console.operator;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

/// @param replayedAs the id of the copy that is answered now
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
record DeadLetterReplayResponse(String id, String replayedAs) {}
