package dev.recado.domain.media;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.event.Event;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.media.DownloadAttempt.Failed;
import dev.recado.domain.media.DownloadAttempt.Finished;
import dev.recado.domain.media.DownloadAttempt.Stale;
import dev.recado.domain.media.MediaSource.Location;
import dev.recado.domain.message.InboundMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// Fetches users' files from their provider. It never throws: a failure is a value, so that a file cannot fail a
/// turn. Thread-safe.
public final class MediaFetcher {
    private static final int MAX_ATTEMPTS = 4;
    private static final int MAX_CONCURRENT = 16;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(300);

    private final Map<Channel, MediaSource> sources;
    private final RedirectFollower redirectFollower;
    private final Pacing pacing;
    private final EventSink events;
    private final Semaphore permits = new Semaphore(MAX_CONCURRENT);

    /// The clock, pause and jitter of retries.
    public record Pacing(InstantSource clock, Pause pause, RandomGenerator random) {}

    /// Waits for a duration, or until the thread is interrupted.
    @FunctionalInterface
    public interface Pause {
        void of(Duration duration) throws InterruptedException;
    }

    /// @param allowLoopback whether loopback addresses are allowed, for the simulator
    public MediaFetcher(
            Map<Channel, MediaSource> sources,
            Download download,
            MediaFolder folder,
            boolean allowLoopback,
            Pacing pacing,
            EventSink events) {
        this.sources = Map.copyOf(sources);
        this.redirectFollower = new RedirectFollower(
                download, new MediaDownload(folder, pacing.clock()), pacing.clock(), allowLoopback);
        this.pacing = pacing;
        this.events = events;
    }

    /// Fetches one file of a message, with as many attempts as its time allows. A repeat fetches again. Publishes
    /// an [Event.MediaFetched].
    ///
    /// @param file one of [MessageFile#of]
    /// @param deadline no attempt starts after it, and a running one is cut off; [MediaLimit#time] may end it
    ///     sooner
    public FetchOutcome fetch(InboundMessage message, MessageFile file, Instant deadline) {
        Instant start = pacing.clock().instant();
        Instant end = earlier(deadline, start.plus(MediaLimit.of(file.kind()).time()));
        FetchOutcome fetched = permitted(message.channel(), file, end);
        events.publish(new Event.MediaFetched(
                message.id(),
                file.kind(),
                fetched.outcome(),
                fetched.reason(),
                fetched instanceof FetchOutcome.File found ? found.size() : 0,
                Duration.between(start, pacing.clock().instant())));
        return fetched;
    }

    private FetchOutcome permitted(Channel channel, MessageFile file, Instant end) {
        MediaSource source = sources.get(channel);
        if (source == null) {
            return new FetchOutcome.Unavailable(channel.id() + " is not configured");
        }
        boolean entered = false;
        try {
            entered = permits.tryAcquire(Math.max(0, remaining(end).toMillis()), TimeUnit.MILLISECONDS);
            return entered
                    ? fetchWithRetries(
                            new MediaRequest(source, file, file.attachment().sha256(), end))
                    : new FetchOutcome.Unavailable("too many files are being fetched");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new FetchOutcome.Unavailable("interrupted");
        } catch (RuntimeException e) {
            return new FetchOutcome.Unavailable("broken: " + e.getClass().getSimpleName());
        } finally {
            if (entered) {
                permits.release();
            }
        }
    }

    private FetchOutcome fetchWithRetries(MediaRequest request) throws InterruptedException {
        boolean refresh = false;
        String reason = "no time";
        for (int tries = 0; tries < MAX_ATTEMPTS && remaining(request.end()).isPositive(); tries++) {
            switch (attempt(request, refresh)) {
                case Finished settled -> {
                    return settled.outcome();
                }
                case Stale stale -> {
                    if (refresh) {
                        return giveUp(stale);
                    }
                    refresh = true;
                }
                case Failed failed -> {
                    reason = failed.reason();
                    pause(tries, request.end());
                }
            }
        }
        return new FetchOutcome.Unavailable(reason);
    }

    private DownloadAttempt attempt(MediaRequest request, boolean refresh) {
        try {
            return switch (request.source().locate(request.file().attachment(), refresh)) {
                case Location.At at -> redirectFollower.follow(at.url(), request.withChecksum(at.sha256()));
                case Location.Gone _ -> new Finished(new FetchOutcome.Gone());
            };
        } catch (PortUnavailableException e) {
            return new Failed(String.valueOf(e.getMessage()));
        }
    }

    private static FetchOutcome giveUp(Stale stale) {
        return stale.status() == 404 || stale.status() == 410
                ? new FetchOutcome.Gone()
                : new FetchOutcome.Unavailable("the provider refuses our credentials: HTTP " + stale.status());
    }

    /// Doubles each time, plus a jitter of up to half; never beyond the end.
    private void pause(int tries, Instant end) throws InterruptedException {
        if (tries + 1 == MAX_ATTEMPTS) {
            return;
        }
        double millis = FIRST_PAUSE.toMillis()
                * Math.pow(2, tries)
                * (1 + pacing.random().nextDouble() / 2);
        Duration pause = Duration.ofMillis((long) millis);
        if (pause.compareTo(remaining(end)) < 0) {
            pacing.pause().of(pause);
        }
    }

    private Duration remaining(Instant end) {
        return Duration.between(pacing.clock().instant(), end);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
