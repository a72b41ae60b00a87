package dev.recado.adapter.console;

import io.micronaut.serde.annotation.Serdeable;

/// The body of every error response.
///
/// @param error a word for programs, in snake_case
/// @param message a sentence for people
@Serdeable.Serializable
public record ErrorBody(String error, String message) {}
