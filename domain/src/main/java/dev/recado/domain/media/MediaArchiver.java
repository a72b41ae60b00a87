package dev.recado.domain.media;

import dev.recado.domain.BackgroundTask;
import dev.recado.domain.Timer;
import dev.recado.domain.event.Event;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.MessageContext.Audience;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Fetches files into the cache after their message was stored, where caching is enabled: in the background, a
/// few at a time, and best effort. Files it misses (too many waiting, a stop, an outage of the provider) are
/// fetched on demand.
public final class MediaArchiver implements BackgroundTask, EventSink {
    private static final int MAX_CONCURRENT = 4;
    private static final int MAX_QUEUED = 1_000;
    private static final Duration BETWEEN_SWEEPS = Duration.ofHours(1);

    private final MediaCache media;
    private final Executor threads;
    private final Timer timer;
    private final Deque<InboundMessage> queue = new ArrayDeque<>();
    private int workers;

    public MediaArchiver(MediaCache media, Executor threads, Timer timer) {
        this.media = media;
        this.threads = threads;
        this.timer = timer;
    }

    /// Starts the regular sweep of expired files.
    @Override
    public void start() {
        timer.after(Duration.ZERO, this::sweep);
    }

    /// Queues the files of a stored message.
    @Override
    public void publish(Event event) {
        if (media.isEnabled()
                && event instanceof Event.Received received
                && received.message().context().audience() == Audience.BOT
                && !MessageFile.of(received.message().content()).isEmpty()
                && startsWorker(received.message())) {
            threads.execute(this::work);
        }
    }

    private synchronized boolean startsWorker(InboundMessage message) {
        if (queue.size() >= MAX_QUEUED) {
            return false;
        }
        queue.add(message);
        if (workers >= MAX_CONCURRENT) {
            return false;
        }
        workers++;
        return true;
    }

    private void work() {
        InboundMessage message = next();
        while (message != null) {
            for (int i = 0; i < MessageFile.of(message.content()).size(); i++) {
                fetch(message, i);
            }
            message = next();
        }
    }

    private synchronized @Nullable InboundMessage next() {
        InboundMessage message = queue.poll();
        if (message == null) {
            workers--;
        }
        return message;
    }

    private void fetch(InboundMessage message, int index) {
        if (media.get(message, index) instanceof FetchOutcome.File file && !file.cached()) {
            try {
                Files.deleteIfExists(file.path());
            } catch (IOException _) {
                // the next start sweeps it
            }
        }
    }

    private void sweep() {
        try {
            media.sweep();
        } catch (IOException _) {
            // the next sweep tries again
        }
        if (media.isEnabled()) {
            timer.after(BETWEEN_SWEEPS, this::sweep);
        }
    }
}
