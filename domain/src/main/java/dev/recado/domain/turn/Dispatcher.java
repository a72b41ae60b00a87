package dev.recado.domain.turn;

import dev.recado.domain.Timer;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.turn.AnswerConversationUseCase.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Runs turns in this process: one at a time for each conversation, many conversations at once. A user's
/// messages that follow each other within the quiet time are answered in one turn. It keeps a bounded view of
/// the messages that wait in the store; each turn reads the store itself, so nothing is lost with the view.
public final class Dispatcher {
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(300);
    private static final int LONGEST_PAUSE = 8;

    private final AnswerConversationUseCase answer;
    private final Pace pace;
    private final Timer timer;
    private final Executor turns;
    private final InstantSource clock;
    private final Map<ConversationId, Slot> slots = new ConcurrentHashMap<>();
    /// The conversations on which this process works: a turn, or a notification.
    private final Set<ConversationId> atWork = ConcurrentHashMap.newKeySet();
    private final AtomicInteger held = new AtomicInteger();
    private final Semaphore running;
    private volatile boolean stopping;

    /// @param turns runs each turn on a thread of its own that may block
    public Dispatcher(AnswerConversationUseCase answer, Pace pace, Timer timer, Executor turns, InstantSource clock) {
        this.answer = answer;
        this.pace = pace;
        this.timer = timer;
        this.turns = turns;
        this.clock = clock;
        this.running = new Semaphore(pace.turnsAtOnce(), true);
    }

    /// When turns begin, and how many run.
    ///
    /// @param quietTime how long after a message the user must be quiet for the turn to begin; zero: each on its
    ///     own
    /// @param quietCap how long a user who keeps writing is waited for
    /// @param deadline from a message's arrival to the latest answer or apology
    /// @param turnsAtOnce how many turns run at the same time in this process
    /// @param held how many waiting messages this process holds in memory, up to twice as many for what
    ///     conversations under way bring; the others wait in the store alone
    public record Pace(Duration quietTime, Duration quietCap, Duration deadline, int turnsAtOnce, int held) {}

    /// Takes a message that was stored just now. A repeat is harmless. Where there is no room for it,
    /// [RecoverySweeper] finds it in the store later.
    public void arrived(InboundMessage message) {
        put(message, pace.quietTime(), true);
    }

    /// Takes a message that was found waiting in the store. A repeat is harmless.
    public void recovered(InboundMessage message) {
        put(message, Duration.ZERO, false);
    }

    /// Whether this process works on the conversation, or is about to.
    boolean holds(ConversationId id) {
        return slots.containsKey(id);
    }

    /// How many waiting messages this process holds.
    public int held() {
        return held.get();
    }

    /// Whether there is room for one more conversation.
    boolean hasRoom() {
        return !stopping && held.get() < pace.held();
    }

    /// Begins no further turn. What waits stays in the store.
    public void stop() {
        stopping = true;
    }

    /// Runs work on a conversation while no turn of it runs in this process.
    ///
    /// @return empty when one runs, or too many others do: nothing was done
    public <T> Optional<T> alone(ConversationId id, Supplier<T> work) {
        if (!running.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return stopping ? Optional.empty() : entered(id, work);
        } finally {
            running.release();
        }
    }

    private <T> Optional<T> entered(ConversationId id, Supplier<T> work) {
        if (!atWork.add(id)) {
            return Optional.empty();
        }
        try {
            return Optional.of(work.get());
        } finally {
            atWork.remove(id);
        }
    }

    /// Waits until no turn runs.
    ///
    /// @return false when some still run after the time given
    public boolean awaitIdle(Duration atMost) throws InterruptedException {
        boolean idle = running.tryAcquire(pace.turnsAtOnce(), atMost.toMillis(), TimeUnit.MILLISECONDS);
        if (idle) {
            running.release(pace.turnsAtOnce());
        }
        return idle;
    }

    private void put(InboundMessage message, Duration quiet, boolean own) {
        Slot slot = slots.compute(message.conversationId(), (id, present) -> {
            if (present == null && !hasRoom()) {
                return null;
            }
            Slot kept = present == null ? new Slot(id) : present;
            kept.add(message, quiet, own);
            return kept;
        });
        if (slot != null) {
            slot.begin(quiet);
        }
    }

    private enum TurnState {
        NONE,
        /// It waits for the quiet time or for its next try, or runs.
        UNDER_WAY,
        /// Its answer waits because the sender is blocked; what is pending is then as new.
        SENDER_BLOCKED
    }

    /// One conversation with its pending messages and the state of its turn. A slot is removed from the map, under
    /// the map's lock for its key, when it has no pending message.
    private final class Slot {
        private final ConversationId id;
        private final PendingMessages pendingMessages = new PendingMessages(pace, clock);
        private volatile TurnState state = TurnState.NONE;
        private int pauses;

        private Slot(ConversationId id) {
            this.id = id;
        }

        private void add(InboundMessage message, Duration quiet, boolean own) {
            held.addAndGet(pendingMessages.add(message, quiet, own, hasRoom()));
        }

        private void begin(Duration quiet) {
            synchronized (this) {
                if (state != TurnState.NONE) {
                    return;
                }
                state = TurnState.UNDER_WAY;
            }
            if (quiet.isZero()) {
                turns.execute(this::run);
            } else {
                timer.after(quiet, this::whenQuiet);
            }
        }

        private void whenQuiet() {
            Duration left = Duration.between(clock.instant(), pendingMessages.quietUntil());
            if (left.isPositive()) {
                timer.after(left, this::whenQuiet);
            } else {
                turns.execute(this::run);
            }
        }

        private void run() {
            Outcome outcome = Outcome.deferred(Duration.ofSeconds(1), "the turn broke off");
            try {
                running.acquire();
                try {
                    if (stopping) {
                        return;
                    }
                    if (state == TurnState.SENDER_BLOCKED) {
                        pendingMessages.waitAnew();
                    }
                    outcome = entered(id, () -> answer.answer(pendingMessages))
                            .orElseGet(() -> new Outcome.Busy(clock.instant().plus(SHORTEST_PAUSE), Set.of()));
                } finally {
                    running.release();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } finally {
                if (!stopping) {
                    goOn(outcome);
                }
            }
        }

        private void goOn(Outcome outcome) {
            switch (outcome) {
                case Outcome.Closed closed -> {
                    closed.next().ifPresent(this::goOnAt);
                    if (!remove(closed.ids())) {
                        whenQuiet();
                    }
                }
                case Outcome.Deferred deferred -> {
                    state = deferred.blocked() ? TurnState.SENDER_BLOCKED : TurnState.UNDER_WAY;
                    if (!remove(deferred.closed())) {
                        timer.after(deferred.after(), () -> turns.execute(this::run));
                    }
                }
                case Outcome.Busy busy -> {
                    // a message found in the store is found there again, if no process has answered it by then
                    if (!remove(busy.closed()) && (pendingMessages.own() || !remove(pendingMessages.ids()))) {
                        timer.after(pause(busy.until()), () -> turns.execute(this::run));
                    }
                }
            }
        }

        private void goOnAt(InboundMessage next) {
            if (next.conversationId().equals(id)) {
                add(next, Duration.ZERO, false);
            } else {
                put(next, Duration.ZERO, true);
            }
        }

        /// The other process may release the conversation soon; if it is slow or dead, its lease runs out.
        private Duration pause(Instant until) {
            Duration pause = SHORTEST_PAUSE.multipliedBy(Math.min(LONGEST_PAUSE, 1L << Math.min(pauses++, 10)));
            Duration left = Duration.between(clock.instant(), until);
            return left.compareTo(pause) < 0 ? left : pause;
        }

        /// @return whether nothing waits any more; the slot is then removed
        private boolean remove(Set<MessageId> closed) {
            return slots.computeIfPresent(id, (key, slot) -> slot.emptyWithout(closed) ? null : slot) == null;
        }

        private boolean emptyWithout(Set<MessageId> closed) {
            int before = pendingMessages.size();
            int left = pendingMessages.without(closed);
            held.addAndGet(left - before);
            pauses = left < before ? 0 : pauses;
            return left == 0;
        }
    }
}
