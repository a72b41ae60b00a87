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

/// Polls the operator's files for changes. It runs on its own platform thread, because indexing is CPU-bound and
/// would block the few carriers of virtual threads. It begins once the server runs, so that a failed start does
/// not index.
public final class FileChangePoller implements ApplicationEventListener<ServerStartupEvent>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileChangePoller.class);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("knowledge").daemon().factory());

    private final Duration first;
    private final Duration every;
    private final List<Runnable> refreshes;

    /// @param first the delay before the first check
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
