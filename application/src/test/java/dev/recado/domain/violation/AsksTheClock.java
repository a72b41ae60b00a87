package dev.recado.domain.violation;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

/// Asks the clock by a call, and for an id by a method reference.
public final class AsksTheClock {
    final Supplier<UUID> ids = UUID::randomUUID;

    Instant now() {
        return Instant.now();
    }
}
