package dev.recado.adapter.simulator.core;

import dev.recado.adapter.simulator.http.HttpTrace;
import dev.recado.adapter.simulator.message.StandInMessage;
import java.time.Duration;

/// Something the stand-in saw or did, told to those who listen in the order it happened.
public sealed interface StandInEvent {
    /// A message is new or got further.
    record MessageChanged(StandInMessage message) implements StandInEvent {}

    /// A message was deleted by Recado.
    record MessageDeleted(String sid) implements StandInEvent {}

    /// Recado shows that it is typing to the user who wrote the message `sid`, for `atMost` or until its next
    /// message.
    record Typing(String sid, String user, Duration atMost) implements StandInEvent {}

    /// An exchange that has to do with the message `sid`.
    record Traced(String sid, HttpTrace trace) implements StandInEvent {}

    /// Takes events. Called on the thread that made them, with the record locked: be quick, and do not call back.
    @FunctionalInterface
    interface Listener {
        void happened(StandInEvent event);
    }

    /// Ends the telling when closed.
    @FunctionalInterface
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
