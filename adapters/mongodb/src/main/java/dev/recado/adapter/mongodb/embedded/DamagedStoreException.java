package dev.recado.adapter.mongodb.embedded;

import org.jspecify.annotations.Nullable;

/// Thrown when the embedded store's file differs from what was written. The message completes "it is damaged: …".
final class DamagedStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ChunkChecksums.@Nullable Sum place;

    DamagedStoreException(String reason) {
        super(reason);
        this.place = null;
    }

    DamagedStoreException(String reason, Throwable cause) {
        super(reason, cause);
        this.place = null;
    }

    /// @param place what was written there
    DamagedStoreException(String reason, ChunkChecksums.@Nullable Sum place, @Nullable Throwable cause) {
        super(reason, cause);
        this.place = place;
    }

    /// What was written at the damaged place; null when unknown.
    ChunkChecksums.@Nullable Sum place() {
        return place;
    }
}
