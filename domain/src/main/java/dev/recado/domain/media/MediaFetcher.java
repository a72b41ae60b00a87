package dev.recado.domain.media;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.event.Event;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.media.DownloadAttempt.Failed;
import dev.recado.domain.media.DownloadAttempt.Settled;
import dev.recado.domain.media.DownloadAttempt.Stale;
import dev.recado.domain.media.MediaSource.Whereabouts;
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
    private static final int MOST_TRIES = 4;
    private static final int AT_ONCE = 16;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(300);

    private final Map<Channel, MediaSource> sources;
    private final RedirectFollower trail;
    private final Pacing pacing;
    private final EventSink events;
    private final Semaphore permits = new Semaphore(AT_ONCE);

    /// The clock, pause and jitter of retries.
    public record Pacing(InstantSource clock, Pause pause, RandomGenerator chance) {}

    /// Waits for a duration, or until the thread is interrupted.
    @FunctionalInterface
    public interface Pause {
        void of(Duration duration) throws InterruptedException;
    }

    /// @param loopbackToo whether loopback addresses are allowed, for the simulator
    public MediaFetcher(
            Map<Channel, MediaSource> sources,
            Download download,
            MediaFolder folder,
            boolean loopbackToo,
            Pacing pacing,
            EventSink events) {
        this.sources = Map.copyOf(sources);
        this.trail =
                new RedirectFollower(download, new MediaDownload(folder, pacing.clock()), pacing.clock(), loopbackToo);
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
            entered = permits.tryAcquire(Math.max(0, left(end).toMillis()), TimeUnit.MILLISECONDS);
            return entered
                    ? tries(new MediaRequest(source, file, file.attachment().sha256(), end))
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

    private FetchOutcome tries(MediaRequest errand) throws InterruptedException {
        boolean anew = false;
        String reason = "no time";
        for (int tries = 0; tries < MOST_TRIES && left(errand.end()).isPositive(); tries++) {
            switch (once(errand, anew)) {
                case Settled settled -> {
                    return settled.fetched();
                }
                case Stale stale -> {
                    if (anew) {
                        return lost(stale);
                    }
                    anew = true;
                }
                case Failed failed -> {
                    reason = failed.reason();
                    pause(tries, errand.end());
                }
            }
        }
        return new FetchOutcome.Unavailable(reason);
    }

    private DownloadAttempt once(MediaRequest errand, boolean anew) {
        try {
            return switch (errand.source().locate(errand.file().attachment(), anew)) {
                case Whereabouts.At at -> trail.follow(at.url(), errand.told(at.sha256()));
                case Whereabouts.Nowhere ignored -> new Settled(new FetchOutcome.Gone());
            };
        } catch (PortUnavailableException e) {
            return new Failed(String.valueOf(e.getMessage()));
        }
    }

    private static FetchOutcome lost(Stale stale) {
        return stale.status() == 404 || stale.status() == 410
                ? new FetchOutcome.Gone()
                : new FetchOutcome.Unavailable("the provider refuses our credentials: HTTP " + stale.status());
    }

    /// Doubles each time, plus a jitter of up to half; never beyond the end.
    private void pause(int tries, Instant end) throws InterruptedException {
        if (tries + 1 == MOST_TRIES) {
            return;
        }
        double millis = FIRST_PAUSE.toMillis()
                * Math.pow(2, tries)
                * (1 + pacing.chance().nextDouble() / 2);
        Duration pause = Duration.ofMillis((long) millis);
        if (pause.compareTo(left(end)) < 0) {
            pacing.pause().of(pause);
        }
    }

    private Duration left(Instant end) {
        return Duration.between(pacing.clock().instant(), end);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
