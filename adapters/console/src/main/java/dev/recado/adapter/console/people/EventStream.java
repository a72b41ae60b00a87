package dev.recado.adapter.console.people;

import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.live.ConversationWatcher;
import dev.recado.domain.message.Author;
import dev.recado.domain.people.Caller;
import io.micronaut.http.sse.Event;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/// The stream of one client: the events of what its caller may see. A client that reads too slowly is cut off,
/// and comes back.
final class EventStream implements ConversationWatcher {
    private static final int MOST_UNREAD = 512;
    /// So that a proxy, or a client that is gone, is noticed.
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);
    /// After this time the client comes back, and its rights are checked again.
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Caller caller;
    private final StreamEvents events;
    private final Sinks.Many<Event<String>> sink =
            Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(MOST_UNREAD));
    private final Sinks.Empty<Void> cutOff = Sinks.empty();

    EventStream(Caller caller, StreamEvents events) {
        this.caller = caller;
        this.events = events;
    }

    /// @param ended is called once, when the client is gone or cut off
    Publisher<Event<String>> publisher(Runnable ended) {
        // the first at once: the server sends the headers of the response with it
        Flux<Event<String>> alive = Flux.interval(Duration.ZERO, SIGN_OF_LIFE).map(_ -> StreamEvents.signOfLife());
        return sink.asFlux()
                .mergeWith(alive)
                .takeUntilOther(cutOff.asMono())
                .take(LONGEST)
                .doFinally(_ -> ended.run());
    }

    @Override
    public void changed(Change change) {
        if (change.conversation().isVisibleTo(caller)) {
            events.of(change).forEach(this::emit);
        } else {
            emit(events.gone(change));
        }
    }

    @Override
    public void typing(ConversationId conversation, Author person, boolean types) {
        if (!person.id().equals(caller.author().id())) {
            emit(events.typing(conversation, person, types));
        }
    }

    void emit(Event<String> event) {
        if (sink.tryEmitNext(event).isFailure()) {
            cutOff.tryEmitEmpty();
        }
    }
}
