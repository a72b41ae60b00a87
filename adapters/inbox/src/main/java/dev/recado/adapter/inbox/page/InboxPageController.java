package dev.recado.adapter.inbox.page;

import dev.recado.domain.answer.ResponseGenerator;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import org.jspecify.annotations.Nullable;

/// Serves the page of the inbox: one document for every view, and the files it is made of. They hold nobody's
/// data, so that they are open; what is shown comes from `/api/v1`, which asks who it is.
@Controller("/inbox")
final class InboxPageController {
    private static final String CONTENT_SECURITY_POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; "
            + "connect-src 'self'; img-src 'self'; media-src 'self'; object-src 'none'; "
            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String ASK_AGAIN = "no-cache";

    private final PageFiles files;
    private final PageSettingsResponse settings;

    InboxPageController(PageFiles files, InboxPageSettings settings, ResponseGenerator generator) {
        this.files = files;
        this.settings = PageSettingsResponse.of(settings, generator.isConfigured());
    }

    @Get(uris = {"/", "/setup", "/invitation"})
    HttpResponse<?> document(@Nullable @Header(HttpHeaders.IF_NONE_MATCH) String known) {
        return page(known);
    }

    /// The same page, which opens the conversation.
    @Get("/conversations/{id}")
    HttpResponse<?> conversation(@PathVariable String id, @Nullable @Header(HttpHeaders.IF_NONE_MATCH) String known) {
        return page(known);
    }

    private HttpResponse<?> page(@Nullable String known) {
        String tag = files.documentTag();
        MutableHttpResponse<?> response = tag.equals(known) ? HttpResponse.notModified() : file(files.document());
        return guarded(response).header(HttpHeaders.ETAG, tag).header(HttpHeaders.CACHE_CONTROL, ASK_AGAIN);
    }

    /// A page that was loaded before an update, or from a process of another version, gets today's file, and
    /// does not keep it.
    @Get("/assets/{version}/{name:[a-z0-9./-]+}")
    HttpResponse<?> asset(@PathVariable String version, @PathVariable String name) {
        String caching = version.equals(files.version()) ? FOR_EVER : ASK_AGAIN;
        return files.find(name)
                .<HttpResponse<?>>map(file -> guarded(file(file)).header(HttpHeaders.CACHE_CONTROL, caching))
                .orElseGet(HttpResponse::notFound);
    }

    @Get("/settings.json")
    HttpResponse<PageSettingsResponse> settings() {
        return guarded(HttpResponse.ok(settings)).header(HttpHeaders.CACHE_CONTROL, ASK_AGAIN);
    }

    private static MutableHttpResponse<byte[]> file(PageFile file) {
        return HttpResponse.ok(file.bytes()).contentType(file.type());
    }

    private static <T> MutableHttpResponse<T> guarded(MutableHttpResponse<T> response) {
        return response.header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Opener-Policy", "same-origin");
    }
}
