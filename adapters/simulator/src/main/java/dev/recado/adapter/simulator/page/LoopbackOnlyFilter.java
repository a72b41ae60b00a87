package dev.recado.adapter.simulator.page;

import dev.recado.adapter.http.LocalRequests;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import org.jspecify.annotations.Nullable;

/// Limits the page to the machine that it runs on and to its user.
@ServerFilter({"/", "/simulator/**"})
@Requires(property = "recado.simulator", value = "on")
final class LoopbackOnlyFilter {
    @RequestFilter
    @Nullable
    HttpResponse<?> refuse(HttpRequest<?> request) {
        return LocalRequests.isLocal(request.getHeaders()) ? null : refusal();
    }

    private static HttpResponse<?> refusal() {
        return HttpResponse.status(HttpStatus.FORBIDDEN)
                .contentType(MediaType.TEXT_PLAIN_TYPE)
                .body("The simulator answers on localhost only, and takes orders from its own page only.");
    }
}
