package dev.recado.adapter.console.people;

import dev.recado.adapter.console.ErrorBody;
import dev.recado.adapter.console.OperatorApi;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.live.ConversationFeed;
import dev.recado.domain.live.ConversationWatcher.Change;
import dev.recado.domain.people.PersonRole;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Tells the people of the business what changes while it changes, by server-sent events.
@OperatorApi(people = PersonRole.AGENT)
@Controller("/api/v1/stream")
@ExecuteOn(TaskExecutors.BLOCKING)
final class StreamController {
    private static final int MAX_STREAMS = 2_000;

    private final ConversationFeed feed;
    private final StreamEvents events;
    private final AtomicInteger open = new AtomicInteger();

    StreamController(ConversationFeed feed, StreamEvents events) {
        this.feed = feed;
        this.events = events;
    }

    /// Begins with what was missed since `Last-Event-ID`, as far as that can be told; else with `reset`, after
    /// which the client reads its list again. Ends after some minutes: the client comes back by itself.
    @Get(produces = MediaType.TEXT_EVENT_STREAM)
    HttpResponse<?> stream(HttpRequest<?> request, @Nullable @Header("Last-Event-ID") String lastEventId) {
        if (open.incrementAndGet() > MAX_STREAMS) {
            open.decrementAndGet();
            return HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE)
                    .contentType(MediaType.APPLICATION_JSON_TYPE)
                    .body(new ErrorBody("too_many_streams", "too many streams are open; try again later"));
        }
        EventStream stream = new EventStream(VisibleConversations.caller(request), events);
        ConversationFeed.Watch watch = feed.watch(stream);
        Optional<List<Change>> missed = missed(lastEventId);
        if (missed.isPresent()) {
            missed.get().forEach(stream::changed);
        } else {
            stream.emit(StreamEvents.reset());
        }
        return HttpResponse.ok(stream.publisher(() -> {
                    watch.close();
                    open.decrementAndGet();
                }))
                .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                // a proxy that collects what it passes on would hold events back
                .header("X-Accel-Buffering", "no");
    }

    /// @return empty when the client must read its list again
    private Optional<List<Change>> missed(@Nullable String lastEventId) {
        if (lastEventId == null || lastEventId.isBlank()) {
            return Optional.of(List.of());
        }
        try {
            return feed.since(Instant.ofEpochMilli(Long.parseLong(lastEventId.strip())));
        } catch (NumberFormatException | DateTimeException | PortUnavailableException _) {
            return Optional.empty();
        }
    }
}
