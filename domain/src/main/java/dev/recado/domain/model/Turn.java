package dev.recado.domain.model;

import java.time.Instant;

/// One thing said in a conversation, as the model sees it.
public record Turn(Role role, String text, Instant at) {}
