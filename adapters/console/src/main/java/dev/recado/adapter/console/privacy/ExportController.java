package dev.recado.adapter.console.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recado.adapter.console.ErrorBody;
import dev.recado.adapter.console.OperatorApi;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.PublicIds;
import dev.recado.domain.people.AuditEntry.Action;
import dev.recado.domain.people.AuditTrail;
import dev.recado.domain.people.Caller;
import dev.recado.domain.privacy.ExportPersonalDataUseCase;
import dev.recado.domain.privacy.PersonalData;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Exports what is stored of a user: as JSON, as a page to read, or as an archive of both with the user's files.
@OperatorApi
@Controller("/api/v1/conversations")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ExportController {
    private static final MediaType ZIP = MediaType.of("application/zip");
    private static final MediaType HTML = MediaType.of("text/html;charset=utf-8");

    private final ExportPersonalDataUseCase export;
    private final ExportArchive archive;
    private final PublicIds ids;
    private final JsonMapper json;
    private final AuditTrail audit;

    ExportController(
            ExportPersonalDataUseCase export, ExportArchive archive, PublicIds ids, JsonMapper json, AuditTrail audit) {
        this.export = export;
        this.archive = archive;
        this.ids = ids;
        this.json = json;
        this.audit = audit;
    }

    /// @param format `json`, `html` or `zip`; without it, what `Accept` names first
    @Get(uri = "/{id}/export", produces = MediaType.ALL)
    HttpResponse<?> export(HttpRequest<?> request, @PathVariable String id, @Nullable @QueryValue String format) {
        Optional<Format> wanted = format == null ? Optional.of(Format.accepted(request)) : Format.named(format);
        if (wanted.isEmpty()) {
            return HttpResponse.badRequest(new ErrorBody("invalid_request", "format: expected json, html or zip"))
                    .contentType(MediaType.APPLICATION_JSON_TYPE);
        }
        Optional<PersonalData> found = user(id).flatMap(export::export);
        if (found.isEmpty()) {
            return HttpResponse.notFound(new ErrorBody("not_found", "there is no such conversation"))
                    .contentType(MediaType.APPLICATION_JSON_TYPE);
        }
        Caller caller = request.getAttribute(Caller.ATTRIBUTE, Caller.class).orElse(Caller.OPERATOR);
        String subject = ids.of(found.get().user());
        audit.record(
                caller,
                Action.DATA_EXPORTED,
                subject,
                Map.of("format", wanted.get().ending()));
        return response(found.get(), wanted.get())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"personal-data-" + subject + "."
                                + wanted.get().ending() + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox");
    }

    private MutableHttpResponse<?> response(PersonalData data, Format format) {
        try {
            return switch (format) {
                case JSON ->
                    HttpResponse.ok(json.writeValueAsBytes(document(data)))
                            .contentType(MediaType.APPLICATION_JSON_TYPE);
                case HTML ->
                    HttpResponse.ok(ExportPage.of(document(data)).getBytes(UTF_8))
                            .contentType(HTML);
                case ZIP -> {
                    Path file = archive.pack(data);
                    // read first: the file loses its name when it is opened to be deleted
                    long size = Files.size(file);
                    yield HttpResponse.ok(new StreamedFile(
                            Files.newInputStream(file, StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE),
                            ZIP,
                            0,
                            size));
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Object> document(PersonalData data) {
        return new ExportDocument(ids, (message, n) -> "/api/v1/messages/" + ids.of(message) + "/media/" + n).of(data);
    }

    private Optional<ConversationId> user(String id) {
        try {
            return Optional.of(ids.conversation(id));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// The form of an export.
    private enum Format {
        JSON("json"),
        HTML("html"),
        ZIP("zip");

        private final String ending;

        Format(String ending) {
            this.ending = ending;
        }

        String ending() {
            return ending;
        }

        static Optional<Format> named(String name) {
            for (Format format : values()) {
                if (format.ending().equals(name)) {
                    return Optional.of(format);
                }
            }
            return Optional.empty();
        }

        /// JSON unless the request prefers another form.
        static Format accepted(HttpRequest<?> request) {
            return request.accept().stream()
                    .flatMap(type -> named(type.getSubtype()).stream())
                    .findFirst()
                    .orElse(JSON);
        }
    }
}
