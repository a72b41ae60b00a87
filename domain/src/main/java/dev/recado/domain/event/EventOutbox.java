package dev.recado.domain.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The business events that still have to be delivered to the business's server. [EventLog#record] adds them, due
/// at once, if a server is configured. The delivery state is part of the stored event, so that a restart forgets
/// none. Every method may throw [dev.recado.domain.PortUnavailableException]; a retry is safe and may help.
/// Thread-safe.
public interface EventOutbox {

    /// Claims due events, the longest due first, for this process only: each is due again at `until`.
    List<Due> claim(Instant now, Instant until, int limit);

    /// Marks an event as delivered, even one that was set aside meanwhile. A repeat is harmless.
    void delivered(String id, Instant at);

    /// Makes an event due at this time. An event that is delivered or set aside stays so.
    void postpone(String id, Instant due, String reason);

    /// Stops the delivery of an event and counts it. A delivered event stays so.
    void setAside(String id, String reason, Instant at);

    /// Makes all events that were set aside due at this time, as if never tried.
    ///
    /// @return how many; a repeat finds none
    int requeue(Instant due);

    /// Counts the waiting events. The cost does not grow with the number of delivered events.
    Count count();

    /// @param attempts how often it was claimed, including this time
    record Due(BusinessEvent event, int attempts) {}

    /// @param waiting at most [#COUNT_LIMIT]
    /// @param oldest the due time of the event that is due the longest
    /// @param setAside at most [#COUNT_LIMIT]
    record Count(int waiting, Optional<Instant> oldest, int setAside) {
        /// Counting stops here.
        public static final int COUNT_LIMIT = 10_000;
    }
}
