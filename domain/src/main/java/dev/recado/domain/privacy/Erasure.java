package dev.recado.domain.privacy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A request to erase a user's data. It stays stored after it is carried out, without anything that tells who the
/// user was but digests under the store's key.
///
/// @param id the digest of the user's conversation
/// @param digests of all conversations that the user has or had
/// @param sealedKeys the [UserKeys], encrypted; null when nothing is left to do
/// @param requestedAt what the user writes later is not erased
/// @param passes how often everything was looked for and erased
/// @param erased how many records of each kind were erased
/// @param files the names of erased messages' files, for processes that keep them on their disk
public record Erasure(
        String id,
        Set<String> digests,
        @Nullable String sealedKeys,
        Instant requestedAt,
        int passes,
        Map<String, Long> erased,
        List<String> files) {
    /// What is counted beside the [RecordKind]s.
    public static final String CONVERSATIONS = "conversations";

    public static final String FILES = "files";
    public static final String SPOOLED = "spooled";
    /// Refusals that stay as digests.
    public static final String OPT_OUT = "opt_out";

    public Erasure {
        digests = Set.copyOf(digests);
        erased = Map.copyOf(erased);
        files = List.copyOf(files);
    }

    /// Whether everything was erased that was there when it was asked for. What other processes still had in
    /// memory is looked for a while longer.
    public boolean isDone() {
        return passes > 0;
    }

    public long count(String what) {
        return erased.getOrDefault(what, 0L);
    }
}
