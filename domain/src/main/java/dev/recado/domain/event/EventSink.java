package dev.recado.domain.event;

/// Takes the news of what happens: for the log, for metrics, for whoever listens.
@FunctionalInterface
public interface EventSink {

    /// Takes one piece of news. Quick, never throws, never blocks on I/O for long.
    void publish(Event event);
}
