package dev.recado.domain.intake;

import dev.recado.domain.PortUnavailableException;
import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// Does pieces of work at the same time, and waits for all of them.
///
/// @param threads runs each task on its own thread, which may block
record ParallelWork(Executor threads) {

    /// @throws PortUnavailableException when the wait is interrupted
    <T> void each(Collection<T> pieces, Consumer<T> work) {
        CountDownLatch remaining = new CountDownLatch(pieces.size());
        for (T piece : pieces) {
            threads.execute(() -> {
                try {
                    work.accept(piece);
                } finally {
                    remaining.countDown();
                }
            });
        }
        try {
            remaining.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PortUnavailableException("interrupted while draining the spool", e);
        }
    }
}
