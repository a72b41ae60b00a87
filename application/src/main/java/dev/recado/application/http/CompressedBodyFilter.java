package dev.recado.application.http;

import dev.recado.domain.event.Event;
import dev.recado.domain.event.EventSink;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.exceptions.HttpStatusException;

/// Refuses a request with a compressed body, on every route. Neither provider sends one, and decompressing a
/// stranger's body costs more than reading it; the server itself decompresses nothing
/// (`request-decompression-enabled`).
@ServerFilter("/**")
@Order(Ordered.HIGHEST_PRECEDENCE)
final class CompressedBodyFilter {
    private static final String REASON = "a body is taken without Content-Encoding";

    private final EventSink events;

    CompressedBodyFilter(EventSink events) {
        this.events = events;
    }

    @RequestFilter
    void refuse(HttpRequest<?> request) {
        boolean encoded = request.getHeaders().getAll(HttpHeaders.CONTENT_ENCODING).stream()
                .anyMatch(coding -> !coding.isBlank() && !coding.strip().equalsIgnoreCase("identity"));
        if (encoded) {
            events.publish(new Event.Rejected(null, HttpStatus.UNSUPPORTED_MEDIA_TYPE.getCode(), REASON));
            throw new HttpStatusException(HttpStatus.UNSUPPORTED_MEDIA_TYPE, REASON);
        }
    }
}
