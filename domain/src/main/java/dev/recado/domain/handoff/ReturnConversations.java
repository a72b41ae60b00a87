package dev.recado.domain.handoff;

import dev.recado.domain.BackgroundTask;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.Timer;
import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.conversation.Ownership;
import dev.recado.domain.conversation.SessionStore;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.event.BusinessEventSink;
import dev.recado.domain.people.Person;
import dev.recado.domain.people.PersonStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;

/// Puts the conversations of people who work here no more back into the queue: when somebody is
/// deactivated, and at the start and every minute for what a process that died has left.
public final class ReturnConversations implements ReturnConversationsUseCase, BackgroundTask {
    private static final Duration SWEEP_INTERVAL = Duration.ofMinutes(1);
    private static final int BATCH = 100;

    private final HandoffQueue queue;
    private final SessionStore sessions;
    private final PersonStore people;
    private final BusinessEventSink events;
    private final Timer timer;
    private final InstantSource clock;

    public ReturnConversations(
            HandoffQueue queue,
            SessionStore sessions,
            PersonStore people,
            BusinessEventSink events,
            Timer timer,
            InstantSource clock) {
        this.queue = queue;
        this.sessions = sessions;
        this.people = people;
        this.events = events;
        this.timer = timer;
        this.clock = clock;
    }

    @Override
    public void start() {
        timer.after(Duration.ZERO, this::sweep);
    }

    private void sweep() {
        try {
            List<String> gone = people.all().stream()
                    .filter(person -> person.status() == Person.Status.INACTIVE)
                    .map(Person::id)
                    .toList();
            giveBackAllOf(gone);
        } catch (PortUnavailableException _) {
            // the next sweep finds the same people
        } finally {
            timer.after(SWEEP_INTERVAL, this::sweep);
        }
    }

    @Override
    public void giveBackAllOf(Collection<String> ids) {
        if (ids.isEmpty()) {
            return;
        }
        try {
            for (boolean isDone = false; !isDone; ) {
                List<Conversation> held = queue.heldBy(ids, BATCH);
                long given = held.stream().filter(this::queueAgain).count();
                // what others change at the same moment is found by the next sweep, if it is still theirs
                isDone = held.size() < BATCH || given == 0;
            }
        } catch (PortUnavailableException _) {
            // the next sweep finds the rest
        }
    }

    private boolean queueAgain(Conversation conversation) {
        Ownership before = conversation.ownership();
        Instant now = clock.instant();
        Ownership next = before.queuedAgain("removed", now);
        BusinessEvent event = HandoffEvents.queuedAgain(conversation, next, "removed", now);
        boolean stored = sessions.transfer(conversation.id(), before, next, List.of(event), now);
        if (stored) {
            events.submit(List.of(event));
        }
        return stored;
    }
}
