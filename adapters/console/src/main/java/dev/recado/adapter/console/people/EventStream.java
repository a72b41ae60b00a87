package dev.recado.adapter.console.people;

import dev.recado.adapter.console.access.Admission;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.conversation.Ownership.Assignee;
import dev.recado.domain.handoff.ConversationSummary;
import dev.recado.domain.live.ConversationWatcher;
import dev.recado.domain.message.Author;
import dev.recado.domain.people.Caller;
import io.micronaut.http.sse.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/// The stream of one client: the events of what its caller may see. A client that reads too slowly is cut off,
/// and comes back. One whose session has ended is cut off, and may not.
final class EventStream implements ConversationWatcher {
    private static final int MOST_UNREAD = 512;
    /// So that a proxy, or a client that is gone, is noticed.
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(3);
    /// After this time the client comes back, to another process where one is free.
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Admission admission;
    private final StreamEvents events;
    private final Instant since;
    private final Sinks.Many<Event<String>> sink =
            Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(MOST_UNREAD));
    private final Sinks.Empty<Void> cutOff = Sinks.empty();
    private volatile Caller caller;

    /// @param since the time until which the client knows what it may see
    EventStream(Caller caller, Admission admission, StreamEvents events, Instant since) {
        this.caller = caller;
        this.admission = admission;
        this.events = events;
        this.since = since;
    }

    /// @param first what the client is told first
    /// @param blocking where the admission is checked
    Flux<Event<String>> events(List<Event<String>> first, Scheduler blocking) {
        // the first at once: the server sends the headers of the response with it
        Flux<Event<String>> alive = Flux.interval(Duration.ZERO, SIGN_OF_LIFE).map(_ -> StreamEvents.signOfLife());
        Flux<Long> ended = Flux.interval(CHECK_INTERVAL)
                .onBackpressureDrop()
                .publishOn(blocking)
                .filter(_ -> !isAdmitted());
        return Flux.fromIterable(first)
                .concatWith(sink.asFlux())
                .mergeWith(alive)
                .takeUntilOther(cutOff.asMono())
                .takeUntilOther(ended)
                .take(LONGEST);
    }

    private boolean isAdmitted() {
        try {
            Optional<Caller> now = admission.now();
            now.ifPresent(known -> caller = known);
            return now.isPresent();
        } catch (PortUnavailableException _) {
            // the next check looks again
            return true;
        }
    }

    /// What this client is told of a change.
    List<Event<String>> of(Change change) {
        if (change.conversation().isVisibleTo(caller)) {
            return events.of(change);
        }
        return wasVisible(change) ? List.of(events.gone(change)) : List.of();
    }

    /// Whether the client may have shown the conversation: nobody else is told of it, not even that it exists.
    private boolean wasVisible(Change change) {
        ConversationSummary before = change.before();
        if (before != null) {
            return before.isVisibleTo(caller);
        }
        Assignee assignee = change.conversation().ownership().assignee();
        return assignee != null && !assignee.since().isBefore(since);
    }

    @Override
    public void changed(Change change) {
        of(change).forEach(this::emit);
    }

    @Override
    public void typing(ConversationSummary conversation, Author person, boolean types) {
        if (!person.id().equals(caller.author().id()) && conversation.isVisibleTo(caller)) {
            emit(events.typing(conversation, person, types));
        }
    }

    private void emit(Event<String> event) {
        if (sink.tryEmitNext(event).isFailure()) {
            cutOff.tryEmitEmpty();
        }
    }
}
