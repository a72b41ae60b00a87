package dev.recado.adapter.business;

import dev.recado.domain.model.BusinessEvent;
import dev.recado.domain.model.PublicIds;
import dev.recado.domain.port.EventReceiver;
import dev.recado.domain.port.RetryAfter;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// Tells an event by one signed POST. Any 2xx means that it is taken; anything else that it is not.
final class HttpEventReceiver implements EventReceiver {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final URI address;
    private final Signature signature;
    private final Exchange exchange;
    private final JsonMapper json;
    private final InstantSource clock;
    private final PublicIds ids;

    HttpEventReceiver(
            URI address, Signature signature, Exchange exchange, JsonMapper json, InstantSource clock, PublicIds ids) {
        this.address = address;
        this.signature = signature;
        this.exchange = exchange;
        this.json = json;
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public Answer tell(BusinessEvent event) {
        try {
            HttpResponse<Void> response = exchange.send(request(event), BodyHandlers.discarding(), LIMIT);
            return response.statusCode() / 100 == 2
                    ? new Answer.Taken()
                    : new Answer.NotTaken(
                            "HTTP " + response.statusCode(),
                            response.headers()
                                    .firstValue("retry-after")
                                    .flatMap(value -> RetryAfter.read(value, clock.instant()))
                                    .orElse(null));
        } catch (IOException e) {
            return new Answer.NotTaken(String.valueOf(e.getMessage()), null);
        }
    }

    private HttpRequest request(BusinessEvent event) throws IOException {
        byte[] body = json.writeValueAsBytes(told(event));
        return HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .header("User-Agent", "recado")
                .header(Signature.HEADER, signature.of(body, clock.instant()))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    private Map<String, Object> told(BusinessEvent event) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("id", ids.of(event.id()));
        told.put("type", event.type().id());
        told.put("conversation_id", ids.of(event.conversationId()));
        told.put("at", event.at().toString());
        Map<String, String> details = new TreeMap<>();
        // a notification's id is derived from the business's own key, and its API takes it as it is
        event.details()
                .forEach((field, value) -> details.put(field, field.equals("notification_id") ? value : ids.of(value)));
        told.put("details", details);
        return told;
    }
}
