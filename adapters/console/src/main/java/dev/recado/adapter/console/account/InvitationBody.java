package dev.recado.adapter.console.account;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

/// A person who was invited.
///
/// @param link to be handed to the person; it is shown this once
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
record InvitationBody(PersonBody person, String link, String expiresAt) {}
