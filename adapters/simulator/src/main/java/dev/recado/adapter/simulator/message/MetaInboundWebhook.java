package dev.recado.adapter.simulator.message;

import dev.recado.adapter.simulator.account.MetaSignature;
import dev.recado.adapter.simulator.account.MetaSigningClient;
import dev.recado.adapter.simulator.http.HttpTrace;
import dev.recado.adapter.simulator.http.Json;
import dev.recado.adapter.simulator.message.StandInMessage.Direction;
import dev.recado.adapter.simulator.message.StandInMessage.Progress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A webhook of Meta's, ready to be posted to any URL. It may have messages of many users, or none. Posting it
/// again is a redelivery.
public final class MetaInboundWebhook implements StandInWebhook {
    private final Map<String, @Nullable Object> json;
    private final String body;
    private final MetaSigningClient webhookClient;

    MetaInboundWebhook(Map<String, @Nullable Object> json, MetaSigningClient webhookClient) {
        this.json = json;
        this.body = MetaSignature.escaped(Json.write(json));
        this.webhookClient = webhookClient;
    }

    /// The `value` of every change of every entry.
    public static List<Map<String, @Nullable Object>> values(Map<String, @Nullable Object> json) {
        return Json.objects(json, "entry").stream()
                .flatMap(entry -> Json.objects(entry, "changes").stream())
                .map(change -> Json.named(change.get("value")))
                .toList();
    }

    Map<String, @Nullable Object> json() {
        return json;
    }

    @Override
    public String messageSid() {
        return Json.text(first(), "id");
    }

    @Override
    public String from() {
        return from(first());
    }

    private Map<String, @Nullable Object> first() {
        return values(json).stream()
                .flatMap(value -> Json.objects(value, "messages").stream())
                .findFirst()
                .orElseGet(() -> Json.object());
    }

    /// The phone number where there is one.
    private static String from(Map<String, @Nullable Object> message) {
        var phone = Json.text(message, "from");
        return phone.isEmpty() ? Json.text(message, "from_user_id") : phone;
    }

    @Override
    public List<StandInMessage> messages(Instant now) {
        var found = new ArrayList<StandInMessage>();
        for (var value : values(json)) {
            for (var message : Json.objects(value, "messages")) {
                found.add(message(value, message, now));
            }
        }
        return found;
    }

    private static StandInMessage message(
            Map<String, @Nullable Object> value, Map<String, @Nullable Object> message, Instant now) {
        var from = from(message);
        var singleMessage = Json.object();
        singleMessage.putAll(value);
        singleMessage.put("messages", List.of(message));
        singleMessage.put(
                "contacts",
                Json.objects(value, "contacts").stream()
                        .filter(contact ->
                                from.equals(Json.text(contact, "wa_id")) || from.equals(Json.text(contact, "user_id")))
                        .limit(1)
                        .toList());
        return new StandInMessage(
                Json.text(message, "id"),
                SimulatedProvider.META,
                Direction.INBOUND,
                from,
                Json.text(Json.named(value.get("metadata")), "display_phone_number"),
                MetaContentReader.of(MetaWebhookFactory.envelope(List.of(singleMessage))),
                Progress.begun("receiving", now));
    }

    @Override
    public String body() {
        return body;
    }

    /// The value of `X-Hub-Signature-256` for this webhook, independent of the URL.
    public String signature() {
        return webhookClient.signature(body);
    }

    /// A request with everything except the URL's host, for other clients.
    public HttpRequest.Builder request(URI url) {
        return HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .header("User-Agent", "facebookexternalua")
                .header("X-Hub-Signature-256", signature())
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    @Override
    public HttpTrace postTo(URI target, URI signedAs) {
        return webhookClient.post(HttpTrace.Kind.WEBHOOK, target, body);
    }

    @Override
    public HttpTrace postWithSignature(URI url, String signature) {
        return webhookClient.send(HttpTrace.Kind.WEBHOOK, url, body, signature);
    }
}
