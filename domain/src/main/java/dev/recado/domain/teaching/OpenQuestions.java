package dev.recado.domain.teaching;

import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.message.Author;
import java.time.Instant;
import java.util.List;

/// The events of questions that nobody has dealt with. [dev.recado.domain.event.EventLog#record] adds them. Every
/// method may throw [dev.recado.domain.PortUnavailableException]; a retry is safe and may help. Thread-safe.
public interface OpenQuestions {

    /// Returns the open ones, newest first. The cost does not grow with the number of other events.
    List<BusinessEvent> open(int limit);

    /// Takes a question off the list for good. A repeat, or an unknown id, changes nothing.
    ///
    /// @param id of the event
    /// @return false when it was not open
    boolean settle(String id, Author by, Instant at);
}
