package dev.recado.domain.usecase;

import dev.recado.domain.model.ConversationId;
import dev.recado.domain.port.PortUnavailableException;
import dev.recado.domain.port.Processes;
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

    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final AnswerConversationUseCase turns;
    private final Processes processes;
    private final Intake intake;
    private final Apologies apologies;
    private final Timer timer;
    private final InstantSource clock;
    private volatile State state = new State.Clear();
    private boolean looking;

    public OrderAfterOutage(
            AnswerConversationUseCase turns,
            Processes processes,
            Intake intake,
            Apologies apologies,
            Timer timer,
            InstantSource clock) {
        this.turns = turns;
        this.processes = processes;
        this.intake = intake;
        this.apologies = apologies;
        this.timer = timer;
        this.clock = clock;
    }

    private sealed interface State {
        record Clear() implements State {}

        record Lost() implements State {}

        record Settling(Instant since) implements State {}
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
                ? Outcome.deferred(OFTEN, "another process may keep older messages")
                : turns.answer(waiting);
    }

    private boolean isOwed(Waiting waiting) {
        ConversationId id = waiting.messages().getLast().conversationId();
        return !apologies.owedTo(id).isEmpty();
    }

    @Override
    public synchronized void lost() {
        state = new State.Lost();
    }

    @Override
    public synchronized void found() {
        if (state instanceof State.Lost) {
            state = new State.Settling(clock.instant());
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
        processes.report(intake.isSpooling() || apologies.oldest().isPresent(), clock.instant());
    }

    private void look() {
        State now = state;
        if (!(now instanceof State.Settling settling)) {
            stopLooking();
            return;
        }
        boolean done = false;
        try {
            report();
            List<Processes.Other> others = processes.others(clock.instant().minus(PRESENT));
            Duration age = Duration.between(settling.since(), clock.instant());
            done = others.isEmpty()
                    || age.compareTo(LONGEST) > 0
                    || (age.compareTo(SETTLING) > 0 && others.stream().noneMatch(Processes.Other::spooling));
        } catch (PortUnavailableException e) {
            // it is gone again, or slow
        }
        goOn(done ? settling : null);
    }

    private synchronized void stopLooking() {
        looking = false;
    }

    /// @param settled null when it is to be looked at again
    private synchronized void goOn(@Nullable State settled) {
        if (settled != null && state.equals(settled)) {
            state = new State.Clear();
        }
        looking = state instanceof State.Settling;
        if (looking) {
            timer.after(OFTEN, this::look);
        }
    }
}
