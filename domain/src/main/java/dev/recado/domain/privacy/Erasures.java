package dev.recado.domain.privacy;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The store of requests to erase a user's data. Every method may throw
/// [dev.recado.domain.PortUnavailableException]; a retry is safe and may help. Thread-safe.
public interface Erasures {

    /// Stores a request. One with the same id begins again, with these keys and this time; what it counted stays.
    ///
    /// @param due when a background task goes on with it
    void begin(String id, Set<String> digests, String sealedKeys, Instant requestedAt, Instant due);

    Optional<Erasure> find(String id);

    /// Claims requests that are due, the longest due first: each is due again at `until`.
    List<Erasure> claim(Instant now, Instant until, int limit);

    /// Makes a request due at this time. A finished one stays finished.
    void postpone(String id, Instant due);

    /// Adds to what was erased. An unknown request is ignored.
    ///
    /// @param what a [RecordKind] or a constant of [Erasure]
    void count(String id, String what, long more);

    /// Adds the names of files. A repeat is harmless.
    void addFiles(String id, Collection<String> files);

    /// Counts a pass.
    ///
    /// @param requestedAt of the request that was carried out: one that began again meanwhile is not changed
    /// @param due when to look again; null when nothing is left to do: the keys are then forgotten
    void passed(String id, Instant requestedAt, @Nullable Instant due);

    /// Returns requests that were changed at this time or later, the newest first, for what a process keeps on its
    /// own disk.
    List<Erasure> changedSince(Instant time, int limit);
}
