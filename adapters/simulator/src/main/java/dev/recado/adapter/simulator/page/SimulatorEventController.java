package dev.recado.adapter.simulator.page;

import dev.recado.adapter.simulator.StandIn;
import dev.recado.adapter.simulator.core.StandInEvent;
import dev.recado.adapter.simulator.core.TrafficJson;
import dev.recado.adapter.simulator.http.Json;
import dev.recado.adapter.simulator.message.SimulatedProvider;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.sse.Event;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/// Streams events to open chat pages as server-sent events. A page that falls behind is disconnected; it
/// reconnects and reloads everything. While a page is open, users read what they view; without one they read
/// everything at once.
@Controller("/simulator")
@Requires(property = "recado.simulator", value = "on")
final class SimulatorEventController {
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final int MAX_BUFFERED = 1_024;

    private final RunningStandIns standIns;
    private final AtomicInteger openPages = new AtomicInteger();

    SimulatorEventController(RunningStandIns standIns) {
        this.standIns = standIns;
        standIns.all().forEach(each -> each.readAtOnceWhen(_ -> openPages.get() == 0));
    }

    @Get("/events")
    @Produces(MediaType.TEXT_EVENT_STREAM)
    Publisher<Event<String>> events() {
        var standInEvents = Flux.<Event<String>>create(
                        sink -> {
                            openPages.incrementAndGet();
                            var subscriptions = standIns.all().stream()
                                    .map(each -> each.listen(event -> sendEvent(sink, each, event)))
                                    .toList();
                            sink.onDispose(() -> {
                                subscriptions.forEach(StandInEvent.Subscription::close);
                                openPages.decrementAndGet();
                            });
                        },
                        FluxSink.OverflowStrategy.IGNORE)
                .onBackpressureBuffer(MAX_BUFFERED);
        var beats = Flux.interval(Duration.ZERO, HEARTBEAT)
                .onBackpressureDrop()
                .map(_ -> Event.of("{}").name("beat"));
        return Flux.merge(standInEvents, beats).onErrorComplete();
    }

    @PreDestroy
    void readAllAtOnce() {
        standIns.all().forEach(each -> each.readAtOnceWhen(_ -> true));
    }

    private static void sendEvent(FluxSink<Event<String>> sink, StandIn standIn, StandInEvent event) {
        switch (event) {
            case StandInEvent.MessageChanged(var message) -> send(sink, "message", TrafficJson.json(message));
            case StandInEvent.MessageDeleted(var sid) -> send(sink, "deleted", Json.object("sid", sid));
            case StandInEvent.Traced(var sid, var trace) ->
                send(sink, "trace", Json.object("sid", sid, "kind", trace.kind().name()));
            case StandInEvent.Typing(var sid, var user, var atMost) ->
                send(
                        sink,
                        "typing",
                        Json.object(
                                "sid",
                                sid,
                                "provider",
                                standIn.provider().id(),
                                "user",
                                SimulatedProvider.user(user),
                                "ms",
                                atMost.toMillis()));
        }
    }

    private static void send(FluxSink<Event<String>> sink, String name, Map<String, @Nullable Object> json) {
        sink.next(Event.of(Json.write(json)).name(name));
    }
}
