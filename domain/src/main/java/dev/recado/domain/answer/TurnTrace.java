package dev.recado.domain.answer;

import dev.recado.domain.event.Event;
import dev.recado.domain.event.EventSink;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// The steps of one turn: published as they happen, and kept for the reply's record.
public final class TurnTrace {
    private final EventSink events;
    private final List<Map<String, Object>> steps = new CopyOnWriteArrayList<>();

    public TurnTrace(EventSink events) {
        this.events = events;
    }

    public void add(Event.Step step) {
        events.publish(step);
        steps.add(step.record());
    }

    /// Adds a step that was published when the turn was decided before; at most once.
    public void addOnce(Event.Step step) {
        if (!steps.contains(step.record())) {
            steps.add(step.record());
        }
    }

    /// Returns the recorded steps, in order.
    public List<Map<String, Object>> steps() {
        return List.copyOf(steps);
    }
}
