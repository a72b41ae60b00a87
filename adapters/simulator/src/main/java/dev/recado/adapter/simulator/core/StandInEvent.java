package dev.recado.adapter.simulator.core;

import dev.recado.adapter.simulator.http.HttpTrace;
import dev.recado.adapter.simulator.message.StandInMessage;
import java.time.Duration;

/// An event of a stand-in, passed to listeners in order.
public sealed interface StandInEvent {
    /// A message is new or changed.
    record MessageChanged(StandInMessage message) implements StandInEvent {}

    /// Recado deleted a message.
    record MessageDeleted(String sid) implements StandInEvent {}

    /// Recado shows the typing indicator to the user who wrote the message `sid`, for `atMost` or until its next
    /// message.
    record Typing(String sid, String user, Duration atMost) implements StandInEvent {}

    /// An exchange of the message `sid`.
    record Traced(String sid, HttpTrace trace) implements StandInEvent {}

    /// Receives events. Called on the thread that caused them, with the log locked: must be quick and not call
    /// back.
    @FunctionalInterface
    interface Listener {
        void happened(StandInEvent event);
    }

    /// Ends the subscription when closed.
    @FunctionalInterface
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
