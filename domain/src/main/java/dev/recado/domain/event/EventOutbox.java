package dev.recado.domain.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The events that the business's own server is still to be told of. They come in by {@link EventLog#record}, each due
/// at once, where there is such a server; a state of the stored event, so that no restart forgets one.
public interface EventOutbox {

    /// Takes those whose time has come, the longest due first, so that no other process does: each is due again at
    /// the given time.
    List<Due> take(Instant now, Instant until, int limit);

    /// The server has it, even one that was set aside meanwhile. A repeat changes nothing.
    void delivered(String id, Instant at);

    /// It is due at this time. One that is delivered or set aside stays so.
    void postpone(String id, Instant due, String reason);

    /// It is not told any more, and counted. One that is delivered stays so.
    void setAside(String id, String reason, Instant at);

    /// All that were set aside are due at this time, as if they had never been tried.
    ///
    /// @return how many; a repeat finds none
    int takeUpAgain(Instant due);

    /// The cost does not grow with those that are delivered.
    Count count();

    /// @param attempts how often it was taken, this time included
    record Due(BusinessEvent event, int attempts) {}

    /// @param waiting at most {@link #MOST}
    /// @param oldest when the one that is due the longest is, or was
    /// @param setAside at most {@link #MOST}
    record Count(int waiting, Optional<Instant> oldest, int setAside) {
        /// No further is counted.
        public static final int MOST = 10_000;
    }
}
