package dev.recado.adapter.simulator.page;

import dev.recado.adapter.simulator.StandIn;
import dev.recado.adapter.simulator.core.TrafficJson;
import dev.recado.adapter.simulator.fault.WebhookFault;
import dev.recado.adapter.simulator.http.Json;
import dev.recado.adapter.simulator.message.StandInMessage;
import dev.recado.adapter.simulator.message.StandInWebhook;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.inject.Named;
import java.util.Comparator;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/// The chat page's API: chats, users' messages, and the traffic of a message.
@Controller("/simulator")
@Requires(property = "recado.simulator", value = "on")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
final class SimulatorChatController {
    private static final int MAX_IN_DELIVERY = 64;
    private static final int MAX_SHOWN = 2_000;

    private final RunningStandIns standIns;
    private final Executor threads;
    private final String botName;
    private final Semaphore deliveryPermits = new Semaphore(MAX_IN_DELIVERY);

    SimulatorChatController(
            RunningStandIns standIns, @Named(TaskExecutors.BLOCKING) Executor threads, ChatPageSettings settings) {
        this.standIns = standIns;
        this.threads = threads;
        this.botName = settings.botName();
    }

    @Get("/chats")
    String chats() {
        var all = standIns.all().stream()
                .flatMap(each -> each.messages().stream())
                .sorted(Comparator.comparing(message -> message.progress().created()))
                .toList();
        var newest = all.subList(Math.max(0, all.size() - MAX_SHOWN), all.size());
        return Json.write(Json.object(
                "bot", botName,
                "providers",
                        standIns.all().stream()
                                .map(each -> Json.object("id", each.provider().id(), "sender", each.sender()))
                                .toList(),
                "messages", newest.stream().map(TrafficJson::json).toList()));
    }

    @Post("/messages")
    HttpResponse<String> send(@Body String body) {
        StandIn standIn;
        StandInWebhook webhook;
        try {
            var json = Json.readObject(body);
            standIn = standIns.named(json);
            webhook = PageActionMapper.webhook(json, standIn);
            if (Json.text(json, "webhook").equals("lost")) {
                standIn.faults().nextWebhooksOf(webhook.from(), 1, WebhookFault.LOST);
            }
        } catch (IllegalArgumentException e) {
            return refused(e);
        }
        return deliver(webhook.messageSid(), () -> standIn.deliver(webhook));
    }

    @Post(value = "/messages/{sid}/again", consumes = MediaType.ALL)
    HttpResponse<String> sendAgain(@PathVariable String sid) {
        for (var standIn : standIns.all()) {
            if (standIn.find(sid).filter(StandInMessage::inbound).isPresent()) {
                return deliver(sid, () -> standIn.deliverAgain(sid));
            }
        }
        return HttpResponse.notFound(Json.write(Json.object("error", "no message " + sid)));
    }

    @Get("/messages/{sid}/traffic")
    String traffic(@PathVariable String sid) {
        return Json.write(Json.object(
                "sid",
                sid,
                "traces",
                standIns.all().stream()
                        .flatMap(each -> each.traces(sid).stream())
                        .map(TrafficJson::json)
                        .toList()));
    }

    @Post("/seen")
    HttpResponse<String> seen(@Body String body) {
        try {
            var json = Json.readObject(body);
            standIns.named(json).read(Json.text(json, "user"));
            return HttpResponse.ok("{}");
        } catch (IllegalArgumentException e) {
            return refused(e);
        }
    }

    private static HttpResponse<String> refused(IllegalArgumentException e) {
        return HttpResponse.badRequest(Json.write(Json.object("error", e.getMessage())));
    }

    private HttpResponse<String> deliver(String sid, Runnable delivery) {
        if (!deliveryPermits.tryAcquire()) {
            return HttpResponse.<String>status(HttpStatus.TOO_MANY_REQUESTS)
                    .body(Json.write(Json.object("error", "too many messages are on their way")));
        }
        threads.execute(() -> {
            try {
                delivery.run();
            } finally {
                deliveryPermits.release();
            }
        });
        return HttpResponse.accepted().body(Json.write(Json.object("sid", sid)));
    }
}
