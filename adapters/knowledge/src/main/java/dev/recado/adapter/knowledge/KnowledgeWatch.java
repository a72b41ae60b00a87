package dev.recado.adapter.knowledge;

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
final class KnowledgeWatch implements ApplicationEventListener<ServerStartupEvent>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KnowledgeWatch.class);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("knowledge").daemon().factory());

    private final Duration first;
    private final Duration every;
    private final List<Runnable> looks;

    /// @param first how long the first look waits
    KnowledgeWatch(Duration first, Duration every, List<Runnable> looks) {
        this.first = first;
        this.every = every;
        this.looks = List.copyOf(looks);
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent started) {
        start();
    }

    void start() {
        looks.forEach(look -> {
            var _ = thread.scheduleWithFixedDelay(
                    () -> safely(look), first.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
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
