package dev.recado.adapter.business;

import dev.recado.adapter.http.HttpResult;
import dev.recado.adapter.http.OutboundHttpClient;
import dev.recado.domain.RetryAfter;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.event.EventReceiver;
import dev.recado.domain.identity.PublicIds;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// Delivers an event with one signed POST. Any 2xx means that it was accepted, anything else that it was not.
final class HttpEventReceiver implements EventReceiver {
    private final URI address;
    private final EventSignature signature;
    private final OutboundHttpClient http;
    private final JsonMapper json;
    private final InstantSource clock;
    private final PublicIds ids;

    HttpEventReceiver(
            URI address,
            EventSignature signature,
            OutboundHttpClient http,
            JsonMapper json,
            InstantSource clock,
            PublicIds ids) {
        this.address = address;
        this.signature = signature;
        this.http = http;
        this.json = json;
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public Response deliver(BusinessEvent event) {
        try {
            return switch (http.sendForStatus(request(event))) {
                case HttpResult.Response response when response.isSuccess() -> new Response.Accepted();
                case HttpResult.Response response ->
                    new Response.NotAccepted(
                            "HTTP " + response.status(),
                            response.header("retry-after")
                                    .flatMap(value -> RetryAfter.read(value, clock.instant()))
                                    .orElse(null));
                case HttpResult.Failure failure -> new Response.NotAccepted(failure.reason(), null);
            };
        } catch (IOException e) {
            return new Response.NotAccepted(String.valueOf(e.getMessage()), null);
        }
    }

    private HttpRequest request(BusinessEvent event) throws IOException {
        byte[] body = json.writeValueAsBytes(payload(event));
        return HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .header("User-Agent", "recado")
                .header(EventSignature.HEADER, signature.of(body, clock.instant()))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    private Map<String, Object> payload(BusinessEvent event) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("id", ids.of(event.id()));
        payload.put("type", event.type().id());
        payload.put("conversation_id", ids.of(event.conversationId()));
        payload.put("at", event.at().toString());
        payload.put("details", event.publicDetails(ids));
        return payload;
    }
}
