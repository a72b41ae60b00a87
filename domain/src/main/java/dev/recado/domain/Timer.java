package dev.recado.domain;

import java.time.Duration;

/// Runs a task once, later. The task may block: it gets a thread of its own.
@FunctionalInterface
public interface Timer {

    /// A delay of zero or less runs the task at once, on another thread. After the process began to stop, tasks
    /// may be dropped: whatever matters is in the store.
    void after(Duration delay, Runnable task);
}
