package dev.recado.domain.intake;

import dev.recado.domain.BackgroundTask;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.Timer;
import dev.recado.domain.conversation.SessionStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reconciles automatically where webhooks may have been missed: after a stop of Recado, and after refused
/// webhooks. It runs at once and then at intervals for a while, because providers may be late too.
public final class ReconcileAfterOutages implements BackgroundTask {
    private static final Duration FIRST_DELAY = Duration.ofSeconds(5);
    private static final Duration RETRY = Duration.ofSeconds(15);
    private static final Duration WATCH = Duration.ofMinutes(30);
    /// For messages in transit, and for differing clocks.
    private static final Duration MARGIN = Duration.ofMinutes(2);
    /// Older messages are not reconciled: nobody waits for their answer, and it could not be sent any more.
    private static final Duration MAX_AGE = Duration.ofHours(24);

    private final ReconcileUseCase useCase;
    private final SessionStore sessions;
    private final Duration interval;
    private final Timer timer;
    private final InstantSource clock;
    private @Nullable Instant missedSince;
    private Instant watchUntil = Instant.MIN;

    /// @param interval the interval while there is a reason; zero disables reconciling
    public ReconcileAfterOutages(
            ReconcileUseCase useCase, SessionStore sessions, Duration interval, Timer timer, InstantSource clock) {
        this.useCase = useCase;
        this.sessions = sessions;
        this.interval = interval;
        this.timer = timer;
        this.clock = clock;
    }

    /// Starts with the time since the last activity, when messages may have been missed. A first start has none:
    /// what an earlier bot answered is not answered again.
    @Override
    public void start() {
        if (interval.isPositive()) {
            Instant started = clock.instant();
            timer.after(Duration.ZERO, () -> lookBack(started));
        }
    }

    /// Signals that a webhook was refused because its message could not be stored. A repeat is harmless.
    public void webhookRefused() {
        if (interval.isPositive()) {
            watch(clock.instant());
        }
    }

    private void lookBack(Instant started) {
        try {
            Optional<Instant> last = sessions.lastActivity(started);
            // This process was active before it could look, so it is unknown how long it was away.
            last.ifPresent(at -> watch(at.isBefore(started) ? at : started.minus(MAX_AGE)));
        } catch (PortUnavailableException _) {
            timer.after(RETRY, () -> lookBack(started));
        }
    }

    private synchronized void watch(Instant missed) {
        Instant since = missed.minus(MARGIN);
        Instant earlier = missedSince;
        missedSince = earlier == null || since.isBefore(earlier) ? since : earlier;
        watchUntil = clock.instant().plus(WATCH);
        if (earlier == null) {
            timer.after(FIRST_DELAY, this::reconcile);
        }
    }

    private void reconcile() {
        boolean done = true;
        try {
            useCase.reconcile(since());
        } catch (PortUnavailableException _) {
            done = false;
        }
        scheduleNext(done);
    }

    private synchronized Instant since() {
        Instant oldest = clock.instant().minus(MAX_AGE);
        Instant since = missedSince;
        return since == null || since.isBefore(oldest) ? oldest : since;
    }

    private synchronized void scheduleNext(boolean done) {
        if (done && !clock.instant().isBefore(watchUntil)) {
            missedSince = null;
        } else {
            timer.after(done || interval.compareTo(RETRY) < 0 ? interval : RETRY, this::reconcile);
        }
    }
}
