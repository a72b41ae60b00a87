package dev.recado.domain.handoff;

import dev.recado.domain.handoff.StaffNotice.Kind;
import dev.recado.domain.identity.ConversationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The notices to people of the business that are to be told, and those that were. Every method may throw
/// [dev.recado.domain.PortUnavailableException]; a retry is safe and may help. Thread-safe.
public interface StaffNotices {

    /// Stores notices, due at once, and returns once they are durable. One that is stored already stays as it is,
    /// whatever became of it.
    void put(List<Pending> notices);

    /// Claims due notices of one way, the longest due first, for this process only: each is due again at `until`.
    List<Due> claim(String way, Instant now, Instant until, int limit);

    /// Makes a notice due at this time. One that is closed stays so.
    ///
    /// @param reason why it is not told yet; null when nothing failed
    void postpone(String id, Instant due, @Nullable String reason);

    /// Ends a notice. A repeat is harmless; a notice that was told stays so.
    ///
    /// @param reason a few words; null without a problem
    void close(String id, End end, @Nullable String reason, Instant at);

    /// Counts the notices of a way that wait. The cost does not grow with the closed ones.
    Count count(String way);

    /// A notice as it is stored: what it says is written when it is told.
    ///
    /// @param id derived from the event, the way and the recipient, so that a repeat of the event changes nothing
    /// @param at when it happened
    record Pending(String id, Kind kind, ConversationId conversationId, String way, String recipient, Instant at) {}

    /// @param attempts how often it was claimed, including this time
    record Due(Pending notice, int attempts) {}

    /// How a notice ended.
    enum End {
        TOLD,
        /// Nobody needs to be told any more: the request was settled before.
        SETTLED,
        /// It was given up.
        FAILED
    }

    /// @param waiting at most [#LIMIT]
    /// @param oldest when the notice that waits the longest happened
    record Count(int waiting, Optional<Instant> oldest) {
        /// Counting stops here.
        public static final int LIMIT = 1_000;
    }
}
