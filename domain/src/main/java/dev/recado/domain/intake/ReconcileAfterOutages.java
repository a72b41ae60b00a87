package dev.recado.domain.intake;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.Timer;
import dev.recado.domain.conversation.SessionStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reconciles by itself where webhooks may have been missed: while Recado was not running, and when some were
/// refused. At once, and ever so often for a while, as a provider may be late itself.
public final class ReconcileAfterOutages {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration RETRY = Duration.ofSeconds(15);
    private static final Duration WATCH = Duration.ofMinutes(30);
    /// What was on its way, and clocks that differ.
    private static final Duration MARGIN = Duration.ofMinutes(2);
    /// Nobody waits for an answer to what is older, and it could not be sent any more.
    private static final Duration LONGEST = Duration.ofHours(24);

    private final ReconcileUseCase reconcile;
    private final SessionStore sessions;
    private final Duration every;
    private final Timer timer;
    private final InstantSource clock;
    private @Nullable Instant missedSince;
    private Instant watchUntil = Instant.MIN;

    /// @param every how often while there is reason to; zero: never
    public ReconcileAfterOutages(
            ReconcileUseCase reconcile, SessionStore sessions, Duration every, Timer timer, InstantSource clock) {
        this.reconcile = reconcile;
        this.sessions = sessions;
        this.every = every;
        this.timer = timer;
        this.clock = clock;
    }

    /// Recado starts: what came since it was last at work may be missing. On a first start nothing is: what a
    /// former bot has answered is not answered again.
    public void start() {
        if (every.isPositive()) {
            Instant started = clock.instant();
            timer.after(Duration.ZERO, () -> lookBack(started));
        }
    }

    /// A webhook was refused, as its message could not be stored. A repeat is harmless.
    public void refused() {
        if (every.isPositive()) {
            watch(clock.instant());
        }
    }

    private void lookBack(Instant started) {
        try {
            Optional<Instant> last = sessions.lastActivity(started);
            // At work again before it could look: how long it was away is not known any more.
            last.ifPresent(at -> watch(at.isBefore(started) ? at : started.minus(LONGEST)));
        } catch (PortUnavailableException e) {
            timer.after(RETRY, () -> lookBack(started));
        }
    }

    private synchronized void watch(Instant missed) {
        Instant since = missed.minus(MARGIN);
        Instant earlier = missedSince;
        missedSince = earlier == null || since.isBefore(earlier) ? since : earlier;
        watchUntil = clock.instant().plus(WATCH);
        if (earlier == null) {
            timer.after(SOON, this::look);
        }
    }

    private void look() {
        boolean done = true;
        try {
            reconcile.reconcile(since());
        } catch (PortUnavailableException e) {
            done = false;
        }
        later(done);
    }

    private synchronized Instant since() {
        Instant oldest = clock.instant().minus(LONGEST);
        Instant since = missedSince;
        return since == null || since.isBefore(oldest) ? oldest : since;
    }

    private synchronized void later(boolean done) {
        if (done && !clock.instant().isBefore(watchUntil)) {
            missedSince = null;
        } else {
            timer.after(done || every.compareTo(RETRY) < 0 ? every : RETRY, this::look);
        }
    }
}
