package dev.recado.adapter.knowledge;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks again and again whether what the business has written down has changed. On a platform thread of its own:
/// indexing is computing, and would hold up the few threads that carry all the virtual ones.
final class Watch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("knowledge").daemon().factory());

    /// @param start how long the first look waits
    Watch(Duration start, Duration every, List<Runnable> looks) {
        looks.forEach(look -> {
            var _ = thread.scheduleWithFixedDelay(
                    () -> safely(look), start.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        });
    }

    private static void safely(Runnable look) {
        try {
            look.run();
        } catch (RuntimeException e) {
            LOG.error("[KB] a look at the documents broke", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
