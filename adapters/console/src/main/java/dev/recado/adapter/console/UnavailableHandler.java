package dev.recado.adapter.console;

import dev.recado.domain.PortUnavailableException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers 503 when the store does not answer, or when too many log in at once.
@Singleton
public final class UnavailableHandler implements ExceptionHandler<PortUnavailableException, HttpResponse<ErrorBody>> {
    private static final Logger LOG = LoggerFactory.getLogger(UnavailableHandler.class);

    @Override
    @SuppressWarnings("rawtypes")
    public HttpResponse<ErrorBody> handle(HttpRequest request, PortUnavailableException e) {
        LOG.warn("[STORE] the API cannot answer: {}", e.getMessage());
        return HttpResponse.<ErrorBody>status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, "2")
                .body(new ErrorBody("unavailable", "not now: the store or the login is busy; a repeat is harmless"));
    }
}
