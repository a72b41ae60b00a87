package dev.recado.adapter.simulator.core;

import dev.recado.adapter.simulator.http.HttpTrace;
import dev.recado.adapter.simulator.http.Json;
import dev.recado.adapter.simulator.message.SimulatedProvider;
import dev.recado.adapter.simulator.message.StandInContent;
import dev.recado.adapter.simulator.message.StandInMessage;
import dev.recado.adapter.simulator.message.StandInMessage.Direction;
import dev.recado.adapter.simulator.message.StandInMessage.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Maps messages and traces to JSON, for the journal and the page, and back.
public final class TrafficJson {
    private TrafficJson() {}

    public static Map<String, @Nullable Object> json(StandInMessage message) {
        var progress = message.progress();
        return Json.object(
                "sid", message.sid(),
                "direction", message.direction().wire(),
                "provider", message.provider().id(),
                "from", message.from(),
                "to", message.to(),
                "user", SimulatedProvider.user(message.user()),
                "kind", message.kind(),
                "text", message.text(),
                "media", message.media(),
                "options",
                        message.content().options().stream()
                                .map(TrafficJson::json)
                                .toList(),
                "details", message.content().details(),
                "status", progress.status(),
                "errorCode", progress.errorCode(),
                "errorMessage", progress.errorMessage(),
                "created", progress.created().toString(),
                "updated", progress.updated().toString(),
                "sent", progress.sent() == null ? null : progress.sent().toString());
    }

    private static Map<String, @Nullable Object> json(StandInContent.Option option) {
        return Json.object("id", option.id(), "title", option.title(), "description", option.description());
    }

    /// The message of `json`, with its content from the wire format.
    static StandInMessage message(Map<String, @Nullable Object> json, String wireContent) {
        var provider = SimulatedProvider.named(Json.text(json, "provider"));
        var wire = Json.text(json, "direction");
        var direction = Arrays.stream(Direction.values())
                .filter(each -> each.wire().equals(wire))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no direction " + wire));
        return new StandInMessage(
                Json.text(json, "sid"),
                provider,
                direction,
                Json.text(json, "from"),
                Json.text(json, "to"),
                provider.read(wireContent),
                new Progress(
                        Json.text(json, "status"),
                        json.get("errorCode") instanceof Number code ? code.intValue() : null,
                        json.get("errorMessage") instanceof String text ? text : null,
                        Instant.parse(Json.text(json, "created")),
                        Instant.parse(Json.text(json, "updated")),
                        json.get("sent") instanceof String sent ? Instant.parse(sent) : null));
    }

    public static Map<String, @Nullable Object> json(HttpTrace trace) {
        var request = trace.request();
        var response = trace.response();
        return Json.object(
                "kind", trace.kind().name(),
                "at", trace.at().toString(),
                "ms", trace.took().toMillis(),
                "request",
                        Json.object(
                                "method", request.method(),
                                "url", request.url(),
                                "headers", request.headers(),
                                "body", request.body()),
                "response",
                        response == null
                                ? null
                                : Json.object(
                                        "status", response.status(),
                                        "headers", response.headers(),
                                        "body", response.body()),
                "failure", trace.failure());
    }

    static HttpTrace trace(Map<String, @Nullable Object> json) {
        var request = Json.named(json.get("request"));
        return new HttpTrace(
                HttpTrace.Kind.valueOf(Json.text(json, "kind")),
                Instant.parse(Json.text(json, "at")),
                Duration.ofMillis(json.get("ms") instanceof Number ms ? ms.longValue() : 0),
                new HttpTrace.Request(
                        Json.text(request, "method"),
                        Json.text(request, "url"),
                        texts(request.get("headers")),
                        Json.text(request, "body")),
                json.get("response") == null ? null : response(Json.named(json.get("response"))),
                json.get("failure") instanceof String failure ? failure : null);
    }

    private static HttpTrace.Response response(Map<String, @Nullable Object> json) {
        return new HttpTrace.Response(
                json.get("status") instanceof Number status ? status.intValue() : 0,
                texts(json.get("headers")),
                Json.text(json, "body"));
    }

    private static Map<String, String> texts(@Nullable Object headers) {
        var texts = new LinkedHashMap<String, String>();
        Json.named(headers).forEach((name, value) -> texts.put(name, String.valueOf(value)));
        return texts;
    }
}
