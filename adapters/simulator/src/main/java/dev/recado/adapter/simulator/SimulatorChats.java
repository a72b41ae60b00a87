package dev.recado.adapter.simulator;

import io.micronaut.context.annotation.Property;
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
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/// What the chat page asks for and orders: the chats, a user's message, what happened around one.
@Controller("/simulator")
@Requires(property = "recado.simulator", value = "on")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
final class SimulatorChats {
    private static final int MOST_ON_THEIR_WAY = 64;
    private static final int MOST_SHOWN = 2_000;

    private final TwilioStandIn twilio;
    private final Executor threads;
    private final String botName;
    private final Semaphore onTheirWay = new Semaphore(MOST_ON_THEIR_WAY);

    SimulatorChats(
            TwilioStandIn twilio,
            @Named(TaskExecutors.BLOCKING) Executor threads,
            @Property(name = "recado.bot-name", defaultValue = "Recado") String botName) {
        this.twilio = twilio;
        this.threads = threads;
        this.botName = botName;
    }

    @Get("/chats")
    String chats() {
        var all = twilio.messages();
        var newest = all.subList(Math.max(0, all.size() - MOST_SHOWN), all.size());
        return Json.write(Json.object(
                "bot", botName,
                "sender", twilio.account().sender(),
                "messages", newest.stream().map(JournalCodec::json).toList()));
    }

    @Post("/messages")
    HttpResponse<String> send(@Body String body) {
        TwilioWebhook webhook;
        try {
            var json = Json.readObject(body);
            webhook = PageMessage.webhook(json, twilio);
            if (Json.text(json, "webhook").equals("lost")) {
                twilio.faults().nextWebhooksOf(webhook.from(), 1, WebhookFault.LOST);
            }
        } catch (IllegalArgumentException e) {
            return refused(e);
        }
        return carry(webhook.messageSid(), () -> twilio.deliver(webhook));
    }

    @Post(value = "/messages/{sid}/again", consumes = MediaType.ALL)
    HttpResponse<String> sendAgain(@PathVariable String sid) {
        if (twilio.find(sid).filter(StandInMessage::inbound).isEmpty()) {
            return HttpResponse.notFound(Json.write(Json.object("error", "no message " + sid)));
        }
        return carry(sid, () -> twilio.deliverAgain(sid));
    }

    @Get("/messages/{sid}/traffic")
    String traffic(@PathVariable String sid) {
        return Json.write(Json.object(
                "sid",
                sid,
                "traces",
                twilio.traces(sid).stream().map(JournalCodec::json).toList()));
    }

    @Post("/seen")
    HttpResponse<String> seen(@Body String body) {
        try {
            twilio.read(Json.text(Json.readObject(body), "user"));
            return HttpResponse.ok("{}");
        } catch (IllegalArgumentException e) {
            return refused(e);
        }
    }

    private static HttpResponse<String> refused(IllegalArgumentException e) {
        return HttpResponse.badRequest(Json.write(Json.object("error", e.getMessage())));
    }

    private HttpResponse<String> carry(String sid, Runnable delivery) {
        if (!onTheirWay.tryAcquire()) {
            return HttpResponse.<String>status(HttpStatus.TOO_MANY_REQUESTS)
                    .body(Json.write(Json.object("error", "too many messages are on their way")));
        }
        threads.execute(() -> {
            try {
                delivery.run();
            } finally {
                onTheirWay.release();
            }
        });
        return HttpResponse.accepted().body(Json.write(Json.object("sid", sid)));
    }
}
