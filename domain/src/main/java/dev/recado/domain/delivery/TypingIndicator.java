package dev.recado.domain.delivery;

import dev.recado.domain.Timer;
import dev.recado.domain.event.Event;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.message.InboundMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// Shows users a typing indicator, and their message as read, while a reply is decided. Best effort: it delays
/// an answer by a moment at most and ignores failures; a provider that keeps failing is not asked for some
/// minutes.
public final class TypingIndicator {
    /// It lasts 25 seconds at both providers.
    private static final Duration EVERY = Duration.ofSeconds(20);

    private static final long LONGEST_WAIT_MILLIS = 1_000;
    private static final int FAILURES = 5;
    private static final Duration PAUSE = Duration.ofMinutes(5);

    private final Map<Channel, TypingPresence> presences;
    private final Timer timer;
    private final EventSink events;
    private final InstantSource clock;
    private final Map<Channel, Trouble> troubles = new ConcurrentHashMap<>();

    /// @param presences empty to show nothing
    public TypingIndicator(Map<Channel, TypingPresence> presences, Timer timer, EventSink events, InstantSource clock) {
        this.presences = Map.copyOf(presences);
        this.timer = timer;
        this.events = events;
        this.clock = clock;
    }

    /// @param failures in a row
    /// @param until the provider is not asked before this time
    private record Trouble(int failures, Instant until) {}

    /// Shows the indicator on a thread of its own until it is closed. No call begins after the close.
    public Shown to(InboundMessage latest) {
        TypingPresence presence = presences.get(latest.channel());
        if (presence == null) {
            return () -> {};
        }
        Indicator indicator = new Indicator(presence, latest);
        timer.after(Duration.ZERO, indicator::show);
        return indicator;
    }

    /// An indicator that is shown.
    @FunctionalInterface
    public interface Shown extends AutoCloseable {
        /// Waits briefly for a call under way, so that the answer comes after it.
        @Override
        void close();
    }

    private final class Indicator implements Shown {
        private final TypingPresence presence;
        private final InboundMessage latest;
        private final ReentrantLock call = new ReentrantLock();
        private volatile boolean closed;
        private volatile boolean begun;

        private Indicator(TypingPresence presence, InboundMessage latest) {
            this.presence = presence;
            this.latest = latest;
        }

        private void show() {
            call.lock();
            try {
                if (closed || isPaused(presence.channel())) {
                    return;
                }
                begun = true;
                presence.typing(latest);
                troubles.remove(presence.channel());
            } catch (RuntimeException e) {
                failed(presence.channel(), e);
            } finally {
                call.unlock();
            }
            timer.after(EVERY, this::show);
        }

        @Override
        public void close() {
            closed = true;
            try {
                if (call.tryLock(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
                    call.unlock();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (!begun) {
                timer.after(Duration.ZERO, this::read);
            }
        }

        private void read() {
            if (isPaused(presence.channel())) {
                return;
            }
            try {
                presence.read(latest);
            } catch (RuntimeException e) {
                failed(presence.channel(), e);
            }
        }
    }

    private boolean isPaused(Channel channel) {
        Trouble trouble = troubles.get(channel);
        return trouble != null && clock.instant().isBefore(trouble.until());
    }

    private void failed(Channel channel, RuntimeException cause) {
        Trouble trouble = troubles.compute(channel, (_, before) -> {
            int failures = before == null ? 1 : before.failures() + 1;
            boolean enough = failures == FAILURES;
            Instant until = before == null ? Instant.MIN : before.until();
            return new Trouble(enough ? 0 : failures, enough ? clock.instant().plus(PAUSE) : until);
        });
        if (trouble.failures() == 0) {
            events.publish(new Event.TypingPaused(channel, String.valueOf(cause.getMessage()), PAUSE));
        }
    }
}
