package dev.recado.domain.fake;

import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.message.Author;
import dev.recado.domain.teaching.OpenQuestions;
import dev.recado.domain.teaching.Question;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The open questions among the events of the in-memory store.
public final class InMemoryOpenQuestions implements OpenQuestions {
    private final InMemoryStore store;
    private final Set<String> settled = new HashSet<>();

    public InMemoryOpenQuestions(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public synchronized List<BusinessEvent> open(int limit) {
        return store.recordedEvents().stream()
                .filter(event -> Question.TYPES.contains(event.type()))
                .filter(event -> !settled.contains(event.id()))
                .sorted(Comparator.comparing(BusinessEvent::at).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized boolean settle(String id, Author by, Instant at) {
        return open(Integer.MAX_VALUE).stream().anyMatch(event -> event.id().equals(id)) && settled.add(id);
    }
}
