package dev.recado.domain.event;

import java.util.List;

/// Takes business events for recording, after they are stored with their conversation.
@FunctionalInterface
public interface BusinessEventSink {

    /// Takes the events over. Quick, and never throws. A crash loses nothing, because conversations keep their
    /// events until they are recorded. A repeat is harmless. Thread-safe.
    void submit(List<BusinessEvent> events);
}
