package dev.recado.domain.fake;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.handoff.StaffNotices;
import dev.recado.domain.identity.ConversationId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Notices to people of the business, in memory.
public final class InMemoryStaffNotices implements StaffNotices {
    private final Map<String, State> states = new LinkedHashMap<>();
    /// Whether every call fails.
    public volatile boolean gone;

    private static final class State {
        private final Pending notice;
        private @Nullable Instant due;
        private int attempts;
        private @Nullable End end;

        State(Pending notice) {
            this.notice = notice;
            this.due = notice.at();
        }

        Instant dueAt() {
            return Objects.requireNonNull(due);
        }
    }

    private Stream<State> waiting(String way) {
        return states.values().stream()
                .filter(state -> state.due != null && state.notice.way().equals(way));
    }

    /// The notices about these conversations, the oldest first.
    synchronized List<Pending> about(Collection<ConversationId> conversations) {
        return states.values().stream()
                .map(state -> state.notice)
                .filter(notice -> conversations.contains(notice.conversationId()))
                .sorted(Comparator.comparing(Pending::at))
                .toList();
    }

    synchronized int remove(Collection<String> ids) {
        int before = states.size();
        states.keySet().removeAll(ids);
        return before - states.size();
    }

    private void requireThere() {
        if (gone) {
            throw new PortUnavailableException("the store is gone");
        }
    }

    @Override
    public synchronized void put(List<Pending> notices) {
        requireThere();
        notices.forEach(notice -> states.putIfAbsent(notice.id(), new State(notice)));
    }

    @Override
    public synchronized List<Due> claim(String way, Instant now, Instant until, int limit) {
        requireThere();
        return waiting(way)
                .filter(state -> !state.dueAt().isAfter(now))
                .sorted(Comparator.comparing(State::dueAt))
                .limit(limit)
                .toList()
                .stream()
                .map(state -> {
                    state.due = until;
                    state.attempts++;
                    return new Due(state.notice, state.attempts);
                })
                .toList();
    }

    @Override
    public synchronized void postpone(String id, Instant due, @Nullable String reason) {
        requireThere();
        State state = Objects.requireNonNull(states.get(id));
        if (state.due != null) {
            state.due = due;
        }
    }

    @Override
    public synchronized void close(String id, End end, @Nullable String reason, Instant at) {
        requireThere();
        State state = Objects.requireNonNull(states.get(id));
        state.due = null;
        state.end = state.end == End.TOLD ? End.TOLD : end;
    }

    @Override
    public synchronized Count count(String way) {
        requireThere();
        return new Count(
                Math.toIntExact(waiting(way).count()),
                waiting(way).map(state -> state.notice.at()).min(Comparator.naturalOrder()));
    }

    /// How a notice ended; empty while it waits.
    public synchronized Optional<End> end(String id) {
        return Optional.ofNullable(states.get(id)).map(state -> state.end);
    }

    /// All notices, in the order in which they were stored.
    public synchronized List<Pending> all() {
        return states.values().stream().map(state -> state.notice).toList();
    }
}
