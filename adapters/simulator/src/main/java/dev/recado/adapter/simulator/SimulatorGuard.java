package dev.recado.adapter.simulator;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Keeps the page to the machine it runs on: a Host that is not loopback is a name somebody rebound to it, and a
/// foreign Origin is another site's script.
@ServerFilter({"/", "/simulator/**"})
@Requires(property = "recado.simulator", value = "on")
final class SimulatorGuard {
    private static final Pattern LOOPBACK = Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?");

    @RequestFilter
    @Nullable
    HttpResponse<?> refuse(HttpRequest<?> request) {
        var host = request.getHeaders().get(HttpHeaders.HOST);
        if (host == null || !LOOPBACK.matcher(host).matches()) {
            return refusal("The simulator answers on localhost only.");
        }
        var reads = request.getMethod() == HttpMethod.GET || request.getMethod() == HttpMethod.HEAD;
        var origin = request.getHeaders().get(HttpHeaders.ORIGIN);
        if (!reads && origin != null && !origin.equals("http://" + host)) {
            return refusal("The simulator takes orders from its own page only.");
        }
        return null;
    }

    private static HttpResponse<?> refusal(String why) {
        return HttpResponse.status(HttpStatus.FORBIDDEN)
                .contentType(MediaType.TEXT_PLAIN_TYPE)
                .body(why);
    }
}
