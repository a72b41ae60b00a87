package dev.recado.domain.turn;

import dev.recado.domain.BackgroundTask;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.Timer;
import dev.recado.domain.conversation.SessionStore;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.Inbox;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Finds messages that wait in the store and that no process works on: after a process died, the reply to a
/// write was lost, or the [Dispatcher] was full. It takes the oldest first, and no more than there is room for.
public final class RecoverySweeper implements BackgroundTask {
    private static final Duration RETRY = Duration.ofSeconds(2);
    /// How far the clocks of several machines may differ.
    private static final Duration SKEW = Duration.ofMinutes(1);

    private static final Duration PERIOD = Duration.ofSeconds(2);
    /// Longer than the dispatcher waits for a user who keeps writing: a younger message most likely waits on
    /// purpose.
    private static final Duration LEFT_ALONE = Duration.ofSeconds(6);

    private static final int PAGE = 500;
    /// Bounds one sweep when other processes work on most of what waits.
    private static final int PAGES = 100;

    private final Inbox inbox;
    private final SessionStore sessions;
    private final Dispatcher dispatcher;
    private final Timer timer;
    private final InstantSource clock;
    private final RandomGenerator chance;
    private final AtomicBoolean requested = new AtomicBoolean();

    public RecoverySweeper(
            Inbox inbox,
            SessionStore sessions,
            Dispatcher dispatcher,
            Timer timer,
            InstantSource clock,
            RandomGenerator chance) {
        this.inbox = inbox;
        this.sessions = sessions;
        this.dispatcher = dispatcher;
        this.timer = timer;
        this.clock = clock;
        this.chance = chance;
    }

    /// Schedules a sweep, repeated until the store answers. Requests made meanwhile are merged into it.
    public void request() {
        if (requested.compareAndSet(false, true)) {
            timer.after(RETRY, this::look);
        }
    }

    /// Sweeps now, repeated until the store answers, and from then on about every two seconds.
    @Override
    public void start() {
        if (requested.compareAndSet(false, true)) {
            timer.after(Duration.ZERO, this::look);
        }
        timer.after(period(), this::sweep);
    }

    /// The period, varied by a quarter, so that processes that start together do not sweep together.
    private Duration period() {
        return PERIOD.plusMillis((long) (PERIOD.toMillis() * (chance.nextDouble() - 0.5) / 2));
    }

    private void sweep() {
        try {
            take(clock.instant().minus(LEFT_ALONE));
        } catch (PortUnavailableException e) {
            // the next sweep finds the same
        } finally {
            timer.after(period(), this::sweep);
        }
    }

    private void look() {
        requested.set(false);
        try {
            take(clock.instant().plus(SKEW));
        } catch (PortUnavailableException e) {
            request();
        }
    }

    private void take(Instant before) {
        Instant from = Instant.EPOCH;
        for (int page = 0; page < PAGES && dispatcher.hasRoom(); page++) {
            List<InboundMessage> found = inbox.unanswered(from, before, PAGE);
            bring(found);
            if (found.size() < PAGE) {
                return;
            }
            Instant last = found.getLast().receivedAt().truncatedTo(ChronoUnit.MILLIS);
            from = last.isAfter(from) ? last : from.plusMillis(1);
        }
    }

    /// Hands one message of each conversation to the dispatcher: its turn reads the others.
    private void bring(List<InboundMessage> found) {
        List<InboundMessage> idle = found.stream()
                .filter(message -> !dispatcher.holds(message.conversationId()))
                .toList();
        if (idle.isEmpty()) {
            return;
        }
        Set<ConversationId> elsewhere = sessions.claimedElsewhere(
                idle.stream().map(InboundMessage::conversationId).collect(Collectors.toSet()), clock.instant());
        for (InboundMessage message : idle) {
            if (!elsewhere.contains(message.conversationId()) && !dispatcher.holds(message.conversationId())) {
                dispatcher.recovered(message);
            }
        }
    }
}
