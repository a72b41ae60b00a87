package dev.recado.domain.handoff;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.Timer;
import dev.recado.domain.event.Event;
import dev.recado.domain.event.Event.StaffNoticeProcessed.NoticeResult;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.handoff.StaffNotices.Due;
import dev.recado.domain.handoff.StaffNotices.End;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Tells the notices of one way, a few at a time. Each way has its own, so that one that fails or hangs holds up no
/// other. A notice that is not told is tried again with growing waits, and given up after a day.
final class StaffWay {
    /// Longer than one attempt takes.
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration MAX_AGE = Duration.ofHours(24);
    private static final long FIRST_WAIT_MILLIS = 5_000;
    private static final long MAX_WAIT_MILLIS = 1_800_000;
    private static final int MAX_CONCURRENT = 4;

    private final StaffNotifier notifier;
    private final StaffNotices notices;
    private final StaffNoticeWriter writer;
    private final Timer timer;
    private final InstantSource clock;
    private final EventSink events;
    private final RandomGenerator random;
    private int inFlight;
    private boolean stopping;
    private volatile State state = new State(null, null, null);

    /// @param lastTold when it last told somebody; null before
    /// @param failure why the last attempt failed; null when it did not
    record State(
            @Nullable Instant lastTold,
            @Nullable String failure,
            @Nullable Instant failedAt) {}

    StaffWay(
            StaffNotifier notifier,
            StaffNotices notices,
            StaffNoticeWriter writer,
            StaffNoticeSender.TimeSource time,
            EventSink events,
            RandomGenerator random) {
        this.notifier = notifier;
        this.notices = notices;
        this.writer = writer;
        this.timer = time.timer();
        this.clock = time.clock();
        this.events = events;
        this.random = random;
    }

    String name() {
        return notifier.way();
    }

    int recipients() {
        return notifier.recipients().size();
    }

    State state() {
        return state;
    }

    synchronized void stop() {
        stopping = true;
    }

    /// Looks for due notices.
    void poll() {
        int room = reserve();
        if (room == 0) {
            return;
        }
        List<Due> due = List.of();
        try {
            Instant now = clock.instant();
            due = notices.claim(name(), now, now.plus(LEASE), room);
        } catch (PortUnavailableException _) {
            // the next sweep finds the same notices
        } finally {
            release(room - due.size());
            due.forEach(one -> timer.after(Duration.ZERO, () -> tell(one)));
        }
    }

    private synchronized int reserve() {
        int room = stopping ? 0 : MAX_CONCURRENT - inFlight;
        inFlight += room;
        return room;
    }

    private synchronized void release(int count) {
        inFlight -= count;
    }

    private void tell(Due due) {
        try {
            settle(due, clock.instant());
        } catch (PortUnavailableException _) {
            // it is due again when its lease expires
        } finally {
            release(1);
            timer.after(Duration.ZERO, this::poll);
        }
    }

    private void settle(Due due, Instant start) {
        StaffNotices.Pending pending = due.notice();
        if (!notifier.recipients().contains(pending.recipient())) {
            close(due, End.SETTLED, "no longer configured", start);
            return;
        }
        Optional<StaffNotice> notice = writer.write(pending, start);
        if (notice.isEmpty()) {
            close(due, End.SETTLED, null, start);
            return;
        }
        switch (notifier.tell(notice.get(), pending.recipient())) {
            case StaffNotifier.Outcome.Told _ -> told(due, start);
            case StaffNotifier.Outcome.UnderWay(Duration after) -> notYet(due, after, start);
            case StaffNotifier.Outcome.NotTold(String reason) -> failed(due, reason, start);
            case StaffNotifier.Outcome.Refused(String reason) -> giveUp(due, reason, start);
        }
    }

    private void told(Due due, Instant start) {
        Instant now = clock.instant();
        notices.close(due.notice().id(), End.TOLD, null, now);
        state = new State(now, null, null);
        publish(due, NoticeResult.TOLD, null, start);
    }

    private void notYet(Due due, Duration after, Instant start) {
        if (isTooOld(due)) {
            giveUp(due, "it did not leave within a day", start);
        } else {
            notices.postpone(due.notice().id(), clock.instant().plus(after), null);
            timer.after(after, this::poll);
        }
    }

    private void failed(Due due, String reason, Instant start) {
        if (isTooOld(due)) {
            giveUp(due, reason, start);
            return;
        }
        Duration wait = backoff(due.attempts());
        remember(reason);
        notices.postpone(due.notice().id(), clock.instant().plus(wait), reason);
        publish(due, NoticeResult.RETRY, reason, start);
        timer.after(wait, this::poll);
    }

    private void giveUp(Due due, String reason, Instant start) {
        remember(reason);
        close(due, End.FAILED, reason, start);
        publish(due, NoticeResult.FAILED, reason, start);
    }

    private void close(Due due, End end, @Nullable String reason, Instant at) {
        notices.close(due.notice().id(), end, reason, at);
    }

    private boolean isTooOld(Due due) {
        return clock.instant().isAfter(due.notice().at().plus(MAX_AGE));
    }

    private void remember(String reason) {
        state = new State(state.lastTold(), reason, clock.instant());
    }

    /// Doubles each time, with a jitter of one fifth.
    private Duration backoff(int attempt) {
        long millis = Math.min(MAX_WAIT_MILLIS, FIRST_WAIT_MILLIS << Math.min(20, attempt - 1));
        return Duration.ofMillis((long) (millis * (0.8 + 0.4 * random.nextDouble())));
    }

    private void publish(Due due, NoticeResult result, @Nullable String reason, Instant start) {
        events.publish(new Event.StaffNoticeProcessed(
                due.notice().id(),
                due.notice().conversationId(),
                name(),
                due.attempts(),
                result,
                reason,
                Duration.between(start, clock.instant())));
    }
}
