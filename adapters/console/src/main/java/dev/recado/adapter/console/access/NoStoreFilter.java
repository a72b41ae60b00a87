package dev.recado.adapter.console.access;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/// Lets no browser and no proxy keep an answer of the API: nearly all hold personal data.
@ServerFilter("/api/v1/**")
final class NoStoreFilter {

    @ResponseFilter
    void mark(MutableHttpResponse<?> response) {
        if (!response.getHeaders().contains(HttpHeaders.CACHE_CONTROL)) {
            response.header(HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }
}
