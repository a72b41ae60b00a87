package dev.recado.adapter.inbox.page;

import io.micronaut.http.MediaType;
import java.util.Map;

/// One file of the page.
///
/// @param bytes not copied, and never changed
record PageFile(String name, byte[] bytes) {
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "webmanifest", "application/manifest+json");

    MediaType type() {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalStateException("no content type for " + name);
        }
        return MediaType.of(type);
    }
}
