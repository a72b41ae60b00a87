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

/// Keeps the order of a user's messages when several processes lost the store: an older message may lie in the spool
/// of another process while the store takes a newer one here. So after an outage no turn begins before the others had
/// time to tell that they keep messages, and those that do have brought them; not for ever, as a process may have died
/// over it. In the normal case this costs nothing.
public final class OrderAfterOutage implements AnswerConversationUseCase, Processes.Watch {
    /// How often the others are told and asked: rarely, and often after an outage.
    private static final Duration PERIOD = Duration.ofSeconds(10);

    private static final Duration OFTEN = Duration.ofMillis(250);
    /// What was not heard of for so long is not there.
    private static final Duration PRESENT = Duration.ofSeconds(30);
    /// By then a webhook that the outage met has gone to its process's spool, and the others know of that.
    private static final Duration SETTLING = Duration.ofSeconds(4);

    /// Also when the store goes and comes all the while.
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final AnswerConversationUseCase turns;
    private final Processes processes;
    private final DurableIntake intake;
    private final FailureNotices failureNotices;
    private final Timer timer;
    private final InstantSource clock;
    private volatile State state = new State.Clear();
    private boolean looking;

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

        /// @param first when the store was found before, if turns did not run since
        record Lost(@Nullable Instant first) implements State {}

        /// @param since when the store was found
        /// @param first when it was found the first time since turns ran
        record Settling(Instant since, Instant first) implements State {}
    }

    /// Tells the others of this process from now on, and watches the store.
    public void start() {
        processes.watch(this);
        timer.after(Duration.ZERO, this::tell);
    }

    @Override
    public Outcome answer(Waiting waiting) {
        // An apology that was given is written down at once, lest another process answers.
        return state instanceof State.Settling && !isOwed(waiting)
                ? Outcome.deferred(PAUSE, "another process may keep older messages")
                : turns.answer(waiting);
    }

    private boolean isOwed(Waiting waiting) {
        ConversationId id = waiting.messages().getLast().conversationId();
        return !failureNotices.owedTo(id).isEmpty();
    }

    @Override
    public synchronized void lost() {
        state = new State.Lost(
                switch (state) {
                    case State.Clear _ -> null;
                    case State.Lost lost -> lost.first();
                    case State.Settling settling -> settling.first();
                });
    }

    @Override
    public synchronized void found() {
        if (state instanceof State.Lost lost) {
            Instant now = clock.instant();
            Instant first = lost.first();
            state = new State.Settling(now, first == null ? now : first);
            if (!looking) {
                looking = true;
                timer.after(Duration.ZERO, this::look);
            }
        }
    }

    private void tell() {
        try {
            report();
        } catch (PortUnavailableException e) {
            // told again soon
        } finally {
            timer.after(PERIOD, this::tell);
        }
    }

    private void report() {
        processes.report(intake.isSpooling() || failureNotices.oldest().isPresent(), clock.instant());
    }

    private void look() {
        State before = state;
        boolean clear = false;
        try {
            clear = before instanceof State.Settling settling && nothingIsKept(settling);
        } catch (PortUnavailableException e) {
            // it is gone again, or slow
        } finally {
            goOn(before, clear);
        }
    }

    /// Whether the others keep nothing more, or have had their time.
    private boolean nothingIsKept(State.Settling settling) {
        report();
        List<Processes.Other> others = processes.others(clock.instant().minus(PRESENT));
        Instant now = clock.instant();
        boolean settled =
                now.isAfter(settling.since().plus(SETTLING)) && others.stream().noneMatch(Processes.Other::spooling);
        return settled || others.isEmpty() || now.isAfter(settling.first().plus(LONGEST));
    }

    private synchronized void goOn(State before, boolean clear) {
        if (clear && state.equals(before)) {
            state = new State.Clear();
        }
        looking = state instanceof State.Settling;
        if (looking) {
            timer.after(OFTEN, this::look);
        }
    }
}
