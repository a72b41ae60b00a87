package dev.recado.domain.event;

/// A consumer of technical events: the log, metrics, and other listeners.
@FunctionalInterface
public interface EventSink {

    /// Takes one event. Quick, never throws, and never blocks long on I/O. Thread-safe.
    void publish(Event event);
}
