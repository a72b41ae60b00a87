package dev.recado.adapter.inbox.page;

import io.micronaut.http.MediaType;
import java.util.Map;

/// One file of the page.
final class PageFile {
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "webmanifest", "application/manifest+json");

    private final MediaType type;
    private final byte[] bytes;

    /// @param bytes never changed after this
    PageFile(String name, byte[] bytes) {
        String known = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (known == null) {
            throw new IllegalStateException("no content type for " + name);
        }
        this.type = MediaType.of(known);
        this.bytes = bytes;
    }

    MediaType type() {
        return type;
    }

    /// Returns the content itself, not a copy; not to be changed.
    byte[] bytes() {
        return bytes;
    }
}
