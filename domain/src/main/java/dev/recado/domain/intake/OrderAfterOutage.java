package dev.recado.domain.intake;

import dev.recado.domain.BackgroundTask;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.Timer;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.turn.AnswerConversation;
import dev.recado.domain.turn.AnswerConversationUseCase;
import dev.recado.domain.turn.FailureNotices;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Keeps a user's messages in order when several processes lost the store: another process's spool may hold an
/// older message while the store accepts a newer one here. After an outage no turn begins until this process has
/// drained its spool and the others have reported that they hold nothing; the wait is bounded, because a process
/// may have died. Without an outage this costs nothing.
public final class OrderAfterOutage implements BackgroundTask, AnswerConversationUseCase, Processes.Watch {
    /// The interval of reports to the others: long in normal operation, short after an outage.
    private static final Duration PERIOD = Duration.ofSeconds(10);

    private static final Duration OUTAGE_PERIOD = Duration.ofMillis(250);
    /// A process without a report for this long counts as gone.
    private static final Duration PRESENCE_TIMEOUT = Duration.ofSeconds(30);
    /// A message that is stored only after this long is reported to the others as if it were in the spool.
    private static final Duration SLOW = Duration.ofSeconds(1);
    /// By then a webhook that met the outage is in its process's spool, and that process has told the others, if it
    /// noticed the outage at all.
    private static final Duration SETTLING = Duration.ofSeconds(4);

    /// The longest wait for a process that keeps messages, also when the store fails repeatedly.
    private static final Duration MAX_WAIT = Duration.ofSeconds(20);

    private static final Duration PAUSE = OUTAGE_PERIOD;

    private final AnswerConversation turns;
    private final Processes processes;
    private final DurableIntake intake;
    private final FailureNotices failureNotices;
    private final Timer timer;
    private final InstantSource clock;
    private final Object reporting = new Object();
    private volatile State state = new State.Clear(Instant.MIN);
    /// When the store was last found, or this process started.
    private volatile Instant found = Instant.MIN;

    private boolean polling;

    public OrderAfterOutage(
            AnswerConversation turns,
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
        /// @param since when turns began again
        record Clear(Instant since) implements State {}

        /// @param lostAt when the store was lost; no process can report from then on
        /// @param first when the store first came back, if no turns ran since
        record Lost(Instant lostAt, @Nullable Instant first) implements State {}

        /// @param since when the store came back
        /// @param lostAt when it was lost since turns last ran
        /// @param first when it first came back since turns last ran
        /// @param reports what the others reported since
        record Settling(Instant since, Instant lostAt, Instant first, Reports reports) implements State {
            /// Whether the wait was long enough, also when others keep messages or no report can be read.
            boolean isTooLong(Instant now) {
                return now.isAfter(since.plus(SETTLING)) && now.isAfter(first.plus(MAX_WAIT));
            }
        }
    }

    /// Counts the reports of the others. Used by one thread at a time.
    private static final class Reports {
        /// A report may have been made out long before it was written, the next one was not.
        private static final int ENOUGH = 2;

        private final Map<String, Instant> latest = new HashMap<>();
        private final Map<String, Integer> counts = new HashMap<>();

        private void note(List<Processes.Other> others) {
            for (Processes.Other other : others) {
                Instant before = latest.put(other.id(), other.at());
                if (before != null && !before.equals(other.at())) {
                    counts.merge(other.id(), 1, Integer::sum);
                }
            }
        }

        /// Whether each of them has reported often enough, so that its latest report is about the time since.
        private boolean areEnough(List<Processes.Other> others) {
            return others.stream().allMatch(other -> counts.getOrDefault(other.id(), 0) >= ENOUGH);
        }
    }

    /// Starts reporting this process to the others, and watching the store.
    @Override
    public void start() {
        found = clock.instant();
        processes.watch(this);
        timer.after(Duration.ZERO, this::reportPeriodically);
    }

    @Override
    public Outcome answer(Waiting waiting) {
        if (!(state instanceof State.Settling)) {
            return turns.answer(waiting);
        }
        // A failure notice that was sent is recorded at once, so that no other process answers what it covers.
        return hasPendingNotice(waiting)
                ? turns.settle(waiting)
                : Outcome.deferred(PAUSE, "another process may keep older messages");
    }

    private boolean hasPendingNotice(Waiting waiting) {
        ConversationId id = waiting.messages().getLast().conversationId();
        return !failureNotices.pendingFor(id).isEmpty();
    }

    @Override
    public synchronized void storeLost() {
        state = switch (state) {
            case State.Clear _ -> new State.Lost(clock.instant(), null);
            case State.Lost lost -> lost;
            case State.Settling settling -> new State.Lost(settling.lostAt(), settling.first());
        };
    }

    @Override
    public synchronized void storeFound() {
        if (state instanceof State.Lost lost) {
            Instant now = clock.instant();
            Instant first = lost.first();
            found = now;
            state = new State.Settling(now, lost.lostAt(), first == null ? now : first, new Reports());
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

    /// One report after the other, so that each is made out after the one before was written.
    private void report() {
        synchronized (reporting) {
            processes.report(keepsMessages() || recordsNotices(), clock.instant());
        }
    }

    private boolean keepsMessages() {
        return intake.mayHold(clock.instant().minus(SLOW));
    }

    /// Whether failure notices may still be recorded before another process answers what they cover. One that takes
    /// longer does not hold up all conversations of the others.
    private boolean recordsNotices() {
        return failureNotices.oldest().isPresent() && clock.instant().isBefore(found.plus(SETTLING));
    }

    private void poll() {
        State before = state;
        boolean clear = false;
        try {
            report();
            clear = before instanceof State.Settling settling && isOver(settling);
        } catch (PortUnavailableException _) {
            // the store failed again, is slow, or takes no report
            clear = before instanceof State.Settling settling && settling.isTooLong(clock.instant());
        } finally {
            scheduleNext(before, clear);
        }
    }

    /// Returns whether no process holds anything that the store lacks, or each had its time.
    private boolean isOver(State.Settling settling) {
        // those that were there when the store was lost: none could report since
        List<Processes.Other> others = processes.others(settling.lostAt().minus(PRESENCE_TIMEOUT));
        Instant now = clock.instant();
        boolean known = now.isAfter(settling.since().plus(SETTLING));
        if (!now.isBefore(settling.since().plus(SLOW))) {
            settling.reports().note(others);
            known |= settling.reports().areEnough(others);
        }
        boolean settled = !keepsMessages() && others.stream().noneMatch(Processes.Other::spooling);
        return others.isEmpty() || (known && settled) || settling.isTooLong(now);
    }

    /// Goes on for a while after turns began again: the others may still wait for this process's reports.
    private synchronized void scheduleNext(State before, boolean clear) {
        if (clear && state.equals(before)) {
            state = new State.Clear(clock.instant());
        }
        polling = switch (state) {
            case State.Settling _ -> true;
            case State.Lost _ -> false;
            case State.Clear(Instant since) -> clock.instant().isBefore(since.plus(SETTLING));
        };
        if (polling) {
            timer.after(OUTAGE_PERIOD, this::poll);
        }
    }
}
