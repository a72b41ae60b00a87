package dev.recado.domain.intake;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.Timer;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.turn.AnswerConversationUseCase;
import dev.recado.domain.turn.FailureNotices;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keeps a user's messages in order when several processes lost the store: another process's spool may hold an
/// older message while the store accepts a newer one here. After an outage no turn begins until the others had
/// time to report their spools and to drain them; the wait is bounded, because a process may have died. Without
/// an outage this costs nothing.
public final class OrderAfterOutage implements AnswerConversationUseCase, Processes.Watch {
    /// The interval of reports to the others: long in normal operation, short after an outage.
    private static final Duration PERIOD = Duration.ofSeconds(10);

    private static final Duration OUTAGE_PERIOD = Duration.ofMillis(250);
    /// A process without a report for this long counts as gone.
    private static final Duration PRESENCE_TIMEOUT = Duration.ofSeconds(30);
    /// By then a webhook that met the outage is in its process's spool, and the others know it.
    private static final Duration SETTLING = Duration.ofSeconds(4);

    /// The longest wait, also when the store fails repeatedly.
    private static final Duration MAX_WAIT = Duration.ofSeconds(20);

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final AnswerConversationUseCase turns;
    private final Processes processes;
    private final DurableIntake intake;
    private final FailureNotices failureNotices;
    private final Timer timer;
    private final InstantSource clock;
    private volatile State state = new State.Clear();
    private boolean polling;

    public OrderAfterOutage(
            AnswerConversationUseCase turns,
            Processes processes,
            DurableIntake intake,
            FailureNotices failureNotices,
            Timer timer,
            InstantSource clock) {
        this.turns = turns;
        this.processes = processes;
        this.intake = intake;
        this.failureNotices = failureNotices;
        this.timer = timer;
        this.clock = clock;
    }

    private sealed interface State {
        record Clear() implements State {}

        /// @param first when the store first came back, if no turns ran since
        record Lost(@Nullable Instant first) implements State {}

        /// @param since when the store came back
        /// @param first when it first came back since turns last ran
        record Settling(Instant since, Instant first) implements State {}
    }

    /// Starts reporting this process to the others, and watching the store.
    public void start() {
        processes.watch(this);
        timer.after(Duration.ZERO, this::reportPeriodically);
    }

    @Override
    public Outcome answer(Waiting waiting) {
        // A conversation with a failure notice that was sent is recorded at once, so that no other process
        // answers it.
        return state instanceof State.Settling && !hasPendingNotice(waiting)
                ? Outcome.deferred(PAUSE, "another process may keep older messages")
                : turns.answer(waiting);
    }

    private boolean hasPendingNotice(Waiting waiting) {
        ConversationId id = waiting.messages().getLast().conversationId();
        return !failureNotices.owedTo(id).isEmpty();
    }

    @Override
    public synchronized void storeLost() {
        state = new State.Lost(
                switch (state) {
                    case State.Clear _ -> null;
                    case State.Lost lost -> lost.first();
                    case State.Settling settling -> settling.first();
                });
    }

    @Override
    public synchronized void storeFound() {
        if (state instanceof State.Lost lost) {
            Instant now = clock.instant();
            Instant first = lost.first();
            state = new State.Settling(now, first == null ? now : first);
            if (!polling) {
                polling = true;
                timer.after(Duration.ZERO, this::poll);
            }
        }
    }

    private void reportPeriodically() {
        try {
            report();
        } catch (PortUnavailableException _) {
            // the next report follows soon
        } finally {
            timer.after(PERIOD, this::reportPeriodically);
        }
    }

    private void report() {
        processes.report(intake.isSpooling() || failureNotices.oldest().isPresent(), clock.instant());
    }

    private void poll() {
        State before = state;
        boolean clear = false;
        try {
            clear = before instanceof State.Settling settling && othersAreDone(settling);
        } catch (PortUnavailableException _) {
            // the store failed again, or is slow
        } finally {
            scheduleNext(before, clear);
        }
    }

    /// Returns whether the other processes hold nothing more, or had their time.
    private boolean othersAreDone(State.Settling settling) {
        report();
        List<Processes.Other> others = processes.others(clock.instant().minus(PRESENCE_TIMEOUT));
        Instant now = clock.instant();
        boolean settled =
                now.isAfter(settling.since().plus(SETTLING)) && others.stream().noneMatch(Processes.Other::spooling);
        return settled || others.isEmpty() || now.isAfter(settling.first().plus(MAX_WAIT));
    }

    private synchronized void scheduleNext(State before, boolean clear) {
        if (clear && state.equals(before)) {
            state = new State.Clear();
        }
        polling = state instanceof State.Settling;
        if (polling) {
            timer.after(OUTAGE_PERIOD, this::poll);
        }
    }
}
