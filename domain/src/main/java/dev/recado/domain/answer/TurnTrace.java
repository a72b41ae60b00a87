package dev.recado.domain.answer;

import dev.recado.domain.event.Event;
import dev.recado.domain.event.EventSink;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// The steps of one turn on the way to its reply: told as they are taken, and kept for the record.
public final class TurnTrace {
    private final EventSink events;
    private final List<Map<String, Object>> steps = new CopyOnWriteArrayList<>();

    public TurnTrace(EventSink events) {
        this.events = events;
    }

    public void tell(Event.Step step) {
        events.publish(step);
        steps.add(step.record());
    }

    /// Keeps a step that was told before, when the turn was decided a first time; once.
    public void recall(Event.Step step) {
        if (!steps.contains(step.record())) {
            steps.add(step.record());
        }
    }

    /// As they are kept, in order.
    public List<Map<String, Object>> steps() {
        return List.copyOf(steps);
    }
}
