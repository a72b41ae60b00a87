package dev.recado.adapter.console.people;

import dev.recado.adapter.console.ErrorBody;
import dev.recado.adapter.console.OperatorApi;
import dev.recado.adapter.console.access.Admission;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.live.ConversationFeed;
import dev.recado.domain.live.ConversationWatcher.Change;
import dev.recado.domain.people.Caller;
import dev.recado.domain.people.PersonRole;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// Tells the people of the business what changes while it changes, by server-sent events.
@OperatorApi(people = PersonRole.AGENT)
@Controller("/api/v1/stream")
@ExecuteOn(TaskExecutors.BLOCKING)
final class StreamController {
    private static final Pattern EVENT_ID = Pattern.compile("\\d{1,15}");
    /// How far the clock of the process that wrote an id may be ahead of this one's.
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);
    /// What a client that comes back is told; one that missed more reads its list again.
    private static final int MOST_MISSED = 400;

    private final ConversationFeed feed;
    private final StreamEvents events;
    private final OpenStreams open;
    private final InstantSource clock;
    private final Scheduler blocking;

    StreamController(
            ConversationFeed feed,
            StreamEvents events,
            OpenStreams open,
            InstantSource clock,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.feed = feed;
        this.events = events;
        this.open = open;
        this.clock = clock;
        this.blocking = Schedulers.fromExecutorService(blocking);
    }

    /// Begins with what was missed since `Last-Event-ID`, as far as that can be told; else with `reset`, after
    /// which the client reads its list again. Ends after some minutes: the client comes back by itself.
    @Get(produces = MediaType.TEXT_EVENT_STREAM)
    HttpResponse<?> stream(HttpRequest<?> request, @Nullable @Header("Last-Event-ID") String lastEventId) {
        Caller caller = VisibleConversations.caller(request);
        String who = caller.author().id();
        if (open.isFull(who)) {
            return HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE)
                    .contentType(MediaType.APPLICATION_JSON_TYPE)
                    .header(HttpHeaders.RETRY_AFTER, "10")
                    .body(new ErrorBody("too_many_streams", "too many streams are open; try again later"));
        }
        Admission admission = Admission.of(request);
        Instant now = clock.instant();
        String id = lastEventId == null ? "" : lastEventId.strip();
        boolean isNew = id.isEmpty();
        Optional<Instant> last = isNew ? Optional.of(now) : time(id, now);
        EventStream stream = new EventStream(caller, admission, events, last.orElse(now));
        // nothing is held for a client that is gone before it reads
        return HttpResponse.ok(Flux.using(
                                () -> watch(who, stream),
                                _ -> stream.events(isNew ? List.of() : first(stream, last, now), blocking),
                                ConversationFeed.Watch::close)
                        .subscribeOn(blocking))
                .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
                // a proxy that collects what it passes on would hold events back
                .header("X-Accel-Buffering", "no");
    }

    private ConversationFeed.Watch watch(String who, EventStream stream) {
        ConversationFeed.Watch watch = feed.watch(stream);
        open.add(who);
        return () -> {
            watch.close();
            open.remove(who);
        };
    }

    private static Optional<Instant> time(String id, Instant now) {
        return EVENT_ID.matcher(id).matches()
                ? Optional.of(Instant.ofEpochMilli(Long.parseLong(id)))
                        .filter(time -> !time.isAfter(now.plus(CLOCK_SKEW)))
                : Optional.empty();
    }

    private List<Event<String>> first(EventStream stream, Optional<Instant> last, Instant now) {
        return last.flatMap(this::missed)
                .map(changes -> changes.stream()
                        .flatMap(change -> stream.of(change).stream())
                        .limit(MOST_MISSED + 1)
                        .toList())
                .filter(missed -> missed.size() <= MOST_MISSED)
                .orElseGet(() -> List.of(StreamEvents.reset(now)));
    }

    /// @return empty when the client must read its list again
    private Optional<List<Change>> missed(Instant last) {
        try {
            return feed.since(last);
        } catch (PortUnavailableException _) {
            return Optional.empty();
        }
    }
}
