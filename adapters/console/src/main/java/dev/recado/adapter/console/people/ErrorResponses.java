package dev.recado.adapter.console.people;

import dev.recado.adapter.console.ErrorBody;
import dev.recado.domain.PortUnavailableException;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The error responses that the routes of conversations share.
final class ErrorResponses {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorResponses.class);

    private ErrorResponses() {}

    /// A conversation that the caller may not see does not exist for the caller.
    static HttpResponse<?> notFound() {
        return HttpResponse.notFound(new ErrorBody("not_found", "there is no such conversation"));
    }

    static HttpResponse<?> unknownUser() {
        return HttpResponse.notFound(new ErrorBody("not_found", "there is no such user"));
    }

    static HttpResponse<?> invalid(String why) {
        return HttpResponse.badRequest(new ErrorBody("invalid_request", why));
    }

    static HttpResponse<?> empty(String expected) {
        return HttpResponse.badRequest(new ErrorBody("empty", "text: expected " + expected));
    }

    static HttpResponse<?> conflict(String word, String why) {
        return HttpResponse.status(HttpStatus.CONFLICT).body(new ErrorBody(word, why));
    }

    /// The response, or 503 while the store does not answer.
    ///
    /// @param what is read or written, for the log
    static HttpResponse<?> orUnavailable(String what, Supplier<HttpResponse<?>> response) {
        try {
            return response.get();
        } catch (PortUnavailableException e) {
            LOG.warn("[STORE] the store does not answer for {}: {}", what, e.getMessage());
            return HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE)
                    .body(new ErrorBody("unavailable", "the store does not answer; a repeat is safe"));
        }
    }
}
