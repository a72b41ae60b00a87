package dev.recado.domain.usecase;

import dev.recado.domain.model.ConversationId;
import dev.recado.domain.model.InboundMessage;
import dev.recado.domain.model.MessageId;
import dev.recado.domain.port.Probe;
import dev.recado.domain.usecase.AnswerConversationUseCase.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Runs turns in this process: one at a time for each conversation, many conversations at once. A user's messages
/// that follow each other within the quiet time become one turn. What it holds is only a view of the store: losing
/// it loses nothing.
public final class Dispatcher implements Probe {
    private final AnswerConversationUseCase answer;
    private final Pace pace;
    private final Timer timer;
    private final Executor turns;
    private final InstantSource clock;
    private final Map<ConversationId, Slot> slots = new ConcurrentHashMap<>();
    private final Semaphore running;
    private volatile boolean stopping;

    /// @param turns runs each turn on a thread of its own that may block
    public Dispatcher(AnswerConversationUseCase answer, Pace pace, Timer timer, Executor turns, InstantSource clock) {
        this.answer = answer;
        this.pace = pace;
        this.timer = timer;
        this.turns = turns;
        this.clock = clock;
        this.running = new Semaphore(pace.turnsAtOnce());
    }

    /// How turns are begun.
    ///
    /// @param quietTime how long after a message the user must be quiet for the turn to begin; zero: each on its
    ///     own
    /// @param quietCap how long a user who keeps writing is waited for
    /// @param deadline from a message's arrival to the latest answer or apology
    /// @param turnsAtOnce how many turns run at the same time in this process
    public record Pace(Duration quietTime, Duration quietCap, Duration deadline, int turnsAtOnce) {}

    /// A message was stored just now. A repeat is harmless.
    public void arrived(InboundMessage message) {
        put(message, pace.quietTime());
    }

    /// A message was found waiting in the store. A repeat is harmless.
    public void recovered(InboundMessage message) {
        put(message, Duration.ZERO);
    }

    /// No turn begins any more; what waits, waits in the store.
    public void stop() {
        stopping = true;
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

    @Override
    public String part() {
        return "inbox";
    }

    /// How much waits in this process, and for how long the oldest does.
    @Override
    public Finding examine() {
        int waiting = 0;
        Optional<Instant> oldest = Optional.empty();
        for (Slot slot : slots.values()) {
            List<InboundMessage> messages = slot.messages();
            waiting += messages.size();
            if (!messages.isEmpty()) {
                Instant first = messages.getFirst().receivedAt();
                oldest = Optional.of(oldest.filter(o -> o.isBefore(first)).orElse(first));
            }
        }
        Duration age = oldest.map(o -> Duration.between(o, clock.instant())).orElse(Duration.ZERO);
        return new Finding(true, Map.of("waiting", waiting, "oldest_age_ms", Math.max(0, age.toMillis())));
    }

    private void put(InboundMessage message, Duration quiet) {
        Slot slot = slots.compute(message.conversationId(), (id, present) -> {
            Slot kept = present == null ? new Slot(id) : present;
            kept.add(message, quiet);
            return kept;
        });
        slot.begin(quiet);
    }

    private record Arrival(InboundMessage message, Instant at, Instant quietUntil) {}

    /// What waits in one conversation, and where its turn stands: not begun, waiting for quiet, or running. A slot
    /// leaves the map, under the map's lock for its key, when nothing waits in it any more.
    private final class Slot implements AnswerConversationUseCase.Waiting {
        private final ConversationId id;
        private final Map<MessageId, Arrival> arrivals = new LinkedHashMap<>();
        private boolean begun;

        private Slot(ConversationId id) {
            this.id = id;
        }

        private synchronized void add(InboundMessage message, Duration quiet) {
            Instant now = clock.instant();
            arrivals.putIfAbsent(message.id(), new Arrival(message, now, now.plus(quiet)));
        }

        private void begin(Duration quiet) {
            synchronized (this) {
                if (begun) {
                    return;
                }
                begun = true;
            }
            if (quiet.isZero()) {
                turns.execute(this::run);
            } else {
                timer.after(quiet, this::whenQuiet);
            }
        }

        private void whenQuiet() {
            Duration left = Duration.between(clock.instant(), quietUntil());
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
                    outcome = answer.answer(this);
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
                    if (!remove(closed.ids())) {
                        whenQuiet();
                    }
                }
                case Outcome.Deferred deferred -> {
                    if (!remove(deferred.closed())) {
                        timer.after(deferred.after(), () -> turns.execute(this::run));
                    }
                }
            }
        }

        /// @return whether nothing waits any more; the slot is then out of the map
        private boolean remove(Set<MessageId> closed) {
            return slots.computeIfPresent(id, (key, slot) -> slot.emptyWithout(closed) ? null : slot) == null;
        }

        private synchronized boolean emptyWithout(Set<MessageId> closed) {
            arrivals.keySet().removeAll(closed);
            return arrivals.isEmpty();
        }

        private synchronized Instant quietUntil() {
            Instant last = Instant.MIN;
            Instant cap = Instant.MAX;
            for (Arrival arrival : arrivals.values()) {
                last = arrival.quietUntil().isAfter(last) ? arrival.quietUntil() : last;
                Instant capped = arrival.at().plus(pace.quietCap());
                cap = capped.isBefore(cap) ? capped : cap;
            }
            return last.isBefore(cap) ? last : cap;
        }

        @Override
        public synchronized List<InboundMessage> messages() {
            return arrivals.values().stream()
                    .map(Arrival::message)
                    .sorted(Comparator.comparing(InboundMessage::receivedAt))
                    .toList();
        }

        @Override
        public synchronized Instant deadline() {
            return arrivals.values().stream()
                    .map(Arrival::at)
                    .min(Comparator.naturalOrder())
                    .orElseGet(clock::instant)
                    .plus(pace.deadline());
        }
    }
}
