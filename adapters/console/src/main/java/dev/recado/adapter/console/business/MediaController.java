package dev.recado.adapter.console.business;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recado.adapter.console.ErrorBody;
import dev.recado.adapter.console.OperatorApi;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.handoff.ConversationList;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.identity.PublicIds;
import dev.recado.domain.media.OpenMediaUseCase;
import dev.recado.domain.media.OpenMediaUseCase.Opened;
import dev.recado.domain.people.AuditTrail;
import dev.recado.domain.people.Caller;
import dev.recado.domain.people.PersonRole;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URLEncoder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Downloads of users' files. Nothing in them runs in an operator's browser.
@OperatorApi(people = PersonRole.AGENT)
@Controller("/api/v1/messages")
@ExecuteOn(TaskExecutors.BLOCKING)
final class MediaController {
    /// A sealed id is longer than the id in it, whose characters may have four bytes each.
    private static final int LONGEST_PUBLIC = 2_000;
    private static final Logger LOG = LoggerFactory.getLogger(MediaController.class);

    private final OpenMediaUseCase media;
    private final ConversationList conversations;
    private final AuditTrail audit;
    private final PublicIds ids;

    MediaController(OpenMediaUseCase media, ConversationList conversations, AuditTrail audit, PublicIds ids) {
        this.media = media;
        this.conversations = conversations;
        this.audit = audit;
        this.ids = ids;
    }

    /// @param n which of the message's files, from 0
    @Get(uri = "/{id}/media/{n}", produces = MediaType.ALL)
    HttpResponse<?> file(HttpRequest<?> request, @PathVariable String id, @PathVariable String n) {
        String message = id.length() > LONGEST_PUBLIC ? "" : ids.decrypted(id);
        if (message.isBlank() || message.length() > 256 || !n.matches("\\d{1,3}")) {
            return unknown();
        }
        try {
            Caller caller = request.getAttribute(Caller.ATTRIBUTE, Caller.class).orElse(Caller.OPERATOR);
            return switch (media.open(
                    new MessageId(message), Integer.parseInt(n), conversation -> mayOpen(caller, conversation))) {
                case Opened.File file -> download(file);
                case Opened.Unknown _ -> unknown();
                case Opened.Gone _ -> error(HttpStatus.GONE, "gone", "the provider has this file no more");
                case Opened.TooLarge tooLarge ->
                    error(
                            HttpStatus.REQUEST_ENTITY_TOO_LARGE,
                            "too_large",
                            "the file is larger than the " + tooLarge.limit() + " bytes that WhatsApp allows");
                case Opened.Refused refused ->
                    error(HttpStatus.UNPROCESSABLE_ENTITY, "refused", "not fetched: " + refused.reason());
                case Opened.Unavailable unavailable ->
                    error(HttpStatus.BAD_GATEWAY, "unavailable", "not for now: " + unavailable.reason());
            };
        } catch (PortUnavailableException e) {
            LOG.warn("[STORE] the store does not answer for a file: {}", e.getMessage());
            return error(
                    HttpStatus.SERVICE_UNAVAILABLE, "unavailable", "the store does not answer; a repeat is harmless");
        }
    }

    private boolean mayOpen(Caller caller, ConversationId conversation) {
        boolean may = conversations
                .conversation(conversation)
                .map(found -> found.isVisibleTo(caller))
                .orElse(caller.seesAll());
        if (may) {
            audit.read(caller, ids.of(conversation));
        }
        return may;
    }

    private static HttpResponse<?> download(Opened.File file) {
        return HttpResponse.ok(new StreamedFile(file.bytes(), MediaType.of(file.contentType()), 0, file.size()))
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition(file.name()))
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "sandbox");
    }

    /// The name twice: in ASCII for old clients, and in full (RFC 6266).
    private static String disposition(String name) {
        String ascii = name.replaceAll("[^A-Za-z0-9._ ()-]", "_");
        String full = URLEncoder.encode(name, UTF_8).replace("+", "%20").replace("*", "%2A");
        return "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + full;
    }

    private static HttpResponse<?> unknown() {
        return error(HttpStatus.NOT_FOUND, "not_found", "no message under this id brought such a file");
    }

    private static HttpResponse<?> error(HttpStatus status, String word, String sentence) {
        return HttpResponse.status(status)
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .body(new ErrorBody(word, sentence));
    }
}
