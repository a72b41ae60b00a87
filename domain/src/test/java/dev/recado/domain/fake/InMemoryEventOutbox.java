package dev.recado.domain.fake;

import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.event.EventOutbox;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The events of the in-memory store that still have to be delivered.
public final class InMemoryEventOutbox implements EventOutbox {
    private final InMemoryStore store;
    private final Map<String, State> states = new HashMap<>();
    private Runnable duringClaim = () -> {};

    public InMemoryEventOutbox(InMemoryStore store) {
        this.store = store;
    }

    private static final class State {
        private final BusinessEvent event;
        private @Nullable Instant due;
        private int attempts;
        private boolean aside;

        State(BusinessEvent event) {
            this.event = event;
            this.due = event.at();
        }
    }

    private List<State> waiting() {
        store.recordedEvents().forEach(event -> states.computeIfAbsent(event.id(), _ -> new State(event)));
        return states.values().stream()
                .filter(state -> state.due != null)
                .sorted(Comparator.comparing((State state) -> Objects.requireNonNull(state.due))
                        .thenComparing(state -> state.event.id()))
                .toList();
    }

    private @Nullable State open(String id) {
        return waiting().stream()
                .filter(state -> state.event.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /// What happens elsewhere between the reading and the end of the next claim.
    public void duringNextClaim(Runnable work) {
        duringClaim = work;
    }

    @Override
    public synchronized List<Due> claim(Instant now, Instant until, int limit) {
        List<Due> claimed = claimed(now, until, limit);
        Runnable work = duringClaim;
        duringClaim = () -> {};
        work.run();
        return claimed;
    }

    private List<Due> claimed(Instant now, Instant until, int limit) {
        return waiting().stream()
                .filter(state -> !Objects.requireNonNull(state.due).isAfter(now))
                .limit(limit)
                .map(state -> {
                    state.due = until;
                    state.attempts++;
                    return new Due(state.event, state.attempts);
                })
                .toList();
    }

    @Override
    public synchronized void delivered(String id, Instant at) {
        State state = states.get(id);
        if (state != null) {
            state.due = null;
            state.aside = false;
        }
    }

    @Override
    public synchronized void postpone(String id, Instant due, String reason) {
        State state = open(id);
        if (state != null) {
            state.due = due;
        }
    }

    @Override
    public synchronized void setAside(String id, String reason, Instant at) {
        State state = open(id);
        if (state != null) {
            state.due = null;
            state.aside = true;
        }
    }

    @Override
    public synchronized int requeue(Instant due) {
        List<State> aside =
                states.values().stream().filter(state -> state.aside).toList();
        aside.forEach(state -> {
            state.aside = false;
            state.attempts = 0;
            state.due = due;
        });
        return aside.size();
    }

    @Override
    public synchronized Count count() {
        List<State> waiting = waiting();
        return new Count(
                waiting.size(), waiting.stream().findFirst().map(state -> Objects.requireNonNull(state.due)), (int)
                        states.values().stream().filter(state -> state.aside).count());
    }
}
