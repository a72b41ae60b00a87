package dev.recado.domain.event;

import java.util.List;

/// The permanent log of business events, with the leads and handoff requests among them. Every method may throw
/// [dev.recado.domain.PortUnavailableException]; a retry is safe and may help. Thread-safe.
public interface EventLog {

    /// Records events, then removes them from their conversations, in a constant number of writes. A known event
    /// stays as it is. A repeat is harmless, also after an interrupted call.
    ///
    /// @return the events that were new
    List<BusinessEvent> record(List<BusinessEvent> events);

    /// Returns events that conversations still keep: usually none, or those being recorded right now; otherwise
    /// those a stopped process left. The cost does not grow with the number of conversations.
    ///
    /// @param limit the most conversations
    List<BusinessEvent> unrecorded(int limit);
}
