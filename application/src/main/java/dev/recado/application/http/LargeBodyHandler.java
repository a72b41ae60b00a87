package dev.recado.application.http;

import dev.recado.domain.event.Event;
import dev.recado.domain.event.EventSink;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.micronaut.http.server.exceptions.ContentLengthExceededHandler;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;

/// Answers a body that is larger than the server reads with 413, like Micronaut's handler, and publishes that it was
/// rejected.
@Singleton
@Replaces(ContentLengthExceededHandler.class)
final class LargeBodyHandler extends ContentLengthExceededHandler {
    private final EventSink events;

    LargeBodyHandler(ErrorResponseProcessor<?> responses, EventSink events) {
        super(responses);
        this.events = events;
    }

    @Override
    protected MutableHttpResponse<?> createResponse(ContentLengthExceededException exception) {
        // without the length, so that requests of many lengths are one repeated line
        events.publish(new Event.Rejected(
                null, HttpStatus.REQUEST_ENTITY_TOO_LARGE.getCode(), "the body is larger than the server reads"));
        return super.createResponse(exception);
    }
}
