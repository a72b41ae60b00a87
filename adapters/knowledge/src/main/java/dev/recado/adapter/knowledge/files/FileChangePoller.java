package dev.recado.adapter.knowledge.files;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks again and again whether what the business has written down has changed. On a platform thread of its own:
/// indexing is computing, and would hold up the few threads that carry all the virtual ones. It begins once there is a
/// server: a start that fails has done and said nothing of this.
public final class FileChangePoller implements ApplicationEventListener<ServerStartupEvent>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileChangePoller.class);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("knowledge").daemon().factory());

    private final Duration first;
    private final Duration every;
    private final List<Runnable> refreshes;

    /// @param first how long the first look waits
    public FileChangePoller(Duration first, Duration every, List<Runnable> refreshes) {
        this.first = first;
        this.every = every;
        this.refreshes = List.copyOf(refreshes);
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent started) {
        start();
    }

    public void start() {
        refreshes.forEach(refresh -> {
            var _ = thread.scheduleWithFixedDelay(
                    () -> safely(refresh), first.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        });
    }

    private static void safely(Runnable refresh) {
        try {
            refresh.run();
        } catch (RuntimeException e) {
            LOG.error("[KB] a look at the documents broke", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
