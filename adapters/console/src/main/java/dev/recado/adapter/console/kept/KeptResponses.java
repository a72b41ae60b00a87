package dev.recado.adapter.console.kept;

import dev.recado.adapter.console.ErrorBody;
import dev.recado.domain.kept.KeptItem;
import dev.recado.domain.kept.KeptOutcome;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.util.function.Function;

/// Answers changes of kept lists.
public final class KeptResponses {
    private KeptResponses() {}

    /// @param done the status when it is done
    /// @param body of an item; not used for [HttpStatus#NO_CONTENT]
    public static <T extends KeptItem> HttpResponse<?> of(
            KeptOutcome<T> outcome, HttpStatus done, Function<T, Object> body) {
        return switch (outcome) {
            case KeptOutcome.Done<T>(T item) ->
                done == HttpStatus.NO_CONTENT
                        ? HttpResponse.noContent()
                        : versioned(HttpResponse.status(done).body(body.apply(item)), item);
            case KeptOutcome.NotFound<T> _ ->
                HttpResponse.notFound(new ErrorBody("not_found", "there is no such item, or no longer"));
            case KeptOutcome.ChangedMeanwhile<T>(T item) ->
                versioned(
                        error(
                                HttpStatus.PRECONDITION_FAILED,
                                "changed_meanwhile",
                                item.edit().by().name() + " changed it at "
                                        + item.edit().at() + "; read it again"),
                        item);
            case KeptOutcome.NameTaken<T>(T item) ->
                error(HttpStatus.CONFLICT, "name_taken", "\"" + item.name() + "\" is in the list already");
            case KeptOutcome.Full<T>(int max) ->
                error(HttpStatus.CONFLICT, "too_many", "the list has " + max + " items, as many as it may have");
        };
    }

    static HttpResponse<?> invalid(String why) {
        return HttpResponse.badRequest(new ErrorBody("invalid_request", why));
    }

    private static MutableHttpResponse<?> error(HttpStatus status, String word, String message) {
        return HttpResponse.status(status).body(new ErrorBody(word, message));
    }

    private static HttpResponse<?> versioned(MutableHttpResponse<?> response, KeptItem item) {
        return response.header(HttpHeaders.ETAG, "\"" + item.edit().version() + "\"");
    }
}
