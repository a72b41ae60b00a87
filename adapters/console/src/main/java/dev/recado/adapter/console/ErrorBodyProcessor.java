package dev.recado.adapter.console;

import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.Locale;

/// Gives the server's own errors (no such route, wrong method, wrong media type, too large, internal error) the
/// body of our errors. A 5xx shows only its name, so that no exception text leaves the server.
@Primary
@Singleton
final class ErrorBodyProcessor implements ErrorResponseProcessor<ErrorBody> {

    @Override
    public MutableHttpResponse<ErrorBody> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        HttpStatus status = HttpStatus.valueOf(response.code());
        String word = status.name().toLowerCase(Locale.ROOT);
        boolean usesStatusText = response.code() >= 500 || !context.hasErrors();
        String message = usesStatusText
                ? status.getReason()
                : context.getErrors().getFirst().getMessage();
        return response.body(new ErrorBody(word, message)).contentType(MediaType.APPLICATION_JSON_TYPE);
    }
}
