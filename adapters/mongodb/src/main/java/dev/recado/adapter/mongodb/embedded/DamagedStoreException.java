package dev.recado.adapter.mongodb.embedded;

import org.jspecify.annotations.Nullable;

/// The embedded store's file is not what was written. The message says what is wrong with it, as the end of "it is
/// damaged: …".
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

    /// What was written where the damage is; null where that is not known.
    ChunkChecksums.@Nullable Sum place() {
        return place;
    }
}
