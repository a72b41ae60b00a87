package dev.recado.adapter.console.operator;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

/// The answer to a test message that the provider accepted.
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
record TestMessageResponse(String outcome, String externalId) {}
