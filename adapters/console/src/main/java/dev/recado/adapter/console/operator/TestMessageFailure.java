package dev.recado.adapter.console.operator;

import io.micronaut.serde.annotation.Serdeable;

/// The answer to a test message that the provider did not accept.
///
/// @param code the provider's
@Serdeable.Serializable
record TestMessageFailure(String error, String code, String message) {}
