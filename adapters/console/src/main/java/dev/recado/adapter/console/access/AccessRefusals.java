package dev.recado.adapter.console.access;

import dev.recado.adapter.console.ErrorBody;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import java.time.Duration;

/// The answers to requests that may not pass.
public final class AccessRefusals {
    private AccessRefusals() {}

    /// @param wait as the header `Retry-After` says, in whole seconds
    public static HttpResponse<ErrorBody> tooMany(Duration wait, String message) {
        return HttpResponse.<ErrorBody>status(HttpStatus.TOO_MANY_REQUESTS)
                .header(
                        HttpHeaders.RETRY_AFTER,
                        Long.toString(wait.plusMillis(999).toSeconds()))
                .body(new ErrorBody("too_many_requests", message));
    }

    static HttpResponse<?> unauthorized() {
        return HttpResponse.unauthorized()
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .body(new ErrorBody("unauthorized", "the bearer token of RECADO_OPS_TOKEN is missing or wrong"));
    }

    /// Without `WWW-Authenticate`, so that no browser opens a window of its own.
    static HttpResponse<?> loginRequired() {
        return HttpResponse.unauthorized().body(new ErrorBody("login_required", "log in first"));
    }

    static HttpResponse<?> forbidden() {
        return HttpResponse.status(HttpStatus.FORBIDDEN)
                .body(new ErrorBody("forbidden", "your role does not allow this"));
    }

    static HttpResponse<?> foreignOrigin() {
        return HttpResponse.status(HttpStatus.FORBIDDEN)
                .body(new ErrorBody("foreign_origin", "the request was made by another site's page"));
    }

    static HttpResponse<?> csrf() {
        return HttpResponse.status(HttpStatus.FORBIDDEN)
                .body(new ErrorBody("csrf", "the header X-CSRF-Token is missing or wrong; GET /api/v1/me tells it"));
    }

    static HttpResponse<?> tokenRequired() {
        return HttpResponse.status(HttpStatus.FORBIDDEN)
                .body(new ErrorBody(
                        "token_required", "set RECADO_OPS_TOKEN, and bring it as \"Authorization: Bearer <token>\""));
    }

    static HttpResponse<?> absent() {
        return HttpResponse.notFound().body(new ErrorBody("not_found", "Not Found"));
    }
}
