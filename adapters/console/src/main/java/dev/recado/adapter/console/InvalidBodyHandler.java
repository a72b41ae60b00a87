package dev.recado.adapter.console;

import dev.recado.adapter.console.JsonObjectReader.InvalidBodyException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/// Answers 400 to a body that was not expected.
@Singleton
final class InvalidBodyHandler implements ExceptionHandler<InvalidBodyException, HttpResponse<ErrorBody>> {

    @Override
    @SuppressWarnings("rawtypes")
    public HttpResponse<ErrorBody> handle(HttpRequest request, InvalidBodyException e) {
        return HttpResponse.badRequest(new ErrorBody("invalid_request", String.valueOf(e.getMessage())));
    }
}
