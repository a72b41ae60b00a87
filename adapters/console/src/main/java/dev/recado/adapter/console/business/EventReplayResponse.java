package dev.recado.adapter.console.business;

import io.micronaut.serde.annotation.Serdeable;

/// @param again how many events are published again
@Serdeable.Serializable
record EventReplayResponse(int again) {}
