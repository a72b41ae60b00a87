package dev.recado.adapter.console.account;

import io.micronaut.serde.annotation.Serdeable;

/// Who has just logged in.
///
/// @param csrf what the header `X-CSRF-Token` must say in each change
@Serdeable.Serializable
record LoginBody(PersonBody person, String csrf) {}
