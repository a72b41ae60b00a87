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

/// Tells the chat pages that are open what happens, as server-sent events. A page that cannot keep up is let go:
/// it comes back and asks for everything. While a page is open, users read what they look at; while none is, they
/// read all at once.
@Controller("/simulator")
@Requires(property = "recado.simulator", value = "on")
final class SimulatorEventController {
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final int MOST_BEHIND = 1_024;

    private final RunningStandIns standIns;
    private final AtomicInteger open = new AtomicInteger();

    SimulatorEventController(RunningStandIns standIns) {
        this.standIns = standIns;
        standIns.all().forEach(each -> each.readAtOnceWhen(_ -> open.get() == 0));
    }

    @Get("/events")
    @Produces(MediaType.TEXT_EVENT_STREAM)
    Publisher<Event<String>> events() {
        var happenings = Flux.<Event<String>>create(
                        sink -> {
                            open.incrementAndGet();
                            var subscriptions = standIns.all().stream()
                                    .map(each -> each.listen(event -> tell(sink, each, event)))
                                    .toList();
                            sink.onDispose(() -> {
                                subscriptions.forEach(StandInEvent.Subscription::close);
                                open.decrementAndGet();
                            });
                        },
                        FluxSink.OverflowStrategy.IGNORE)
                .onBackpressureBuffer(MOST_BEHIND);
        var beats = Flux.interval(Duration.ZERO, HEARTBEAT)
                .onBackpressureDrop()
                .map(_ -> Event.of("{}").name("beat"));
        return Flux.merge(happenings, beats).onErrorComplete();
    }

    @PreDestroy
    void everybodyIsGone() {
        standIns.all().forEach(each -> each.readAtOnceWhen(_ -> true));
    }

    private static void tell(FluxSink<Event<String>> sink, StandIn standIn, StandInEvent event) {
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
