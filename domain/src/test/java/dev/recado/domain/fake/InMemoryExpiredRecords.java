package dev.recado.domain.fake;

import dev.recado.domain.privacy.ExpiredRecords;
import dev.recado.domain.privacy.OptOuts;
import dev.recado.domain.privacy.RetentionKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Erases by age from the stores in memory.
public record InMemoryExpiredRecords(InMemoryStore store, OptOuts optOuts) implements ExpiredRecords {

    @Override
    public Step erase(RetentionKind kind, Instant before, int limit, @Nullable Place after) {
        int erased = store.expire(kind, before, limit, optOuts);
        return new Step(erased, erased == limit ? new Place(0, Instant.EPOCH, "") : null);
    }
}
