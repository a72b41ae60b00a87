package dev.recado.adapter.console.operator;

import dev.recado.adapter.console.ErrorBody;
import dev.recado.adapter.console.OperatorApi;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.identity.PublicIds;
import dev.recado.domain.operation.DeadLetters;
import dev.recado.domain.operation.ReplayDeadLetterUseCase;
import dev.recado.domain.operation.ReplayDeadLetterUseCase.Replay.Accepted;
import dev.recado.domain.operation.ReplayDeadLetterUseCase.Replay.Unknown;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lists dead letters and replays them. Users' texts and numbers are not shown.
@OperatorApi
@Controller("/api/v1/dead-letters")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DeadLetterController {
    private static final int MAX_LIMIT = 500;
    /// Sorts before every id.
    private static final MessageId LOWEST_ID = new MessageId("!");
    /// A sealed id is longer than the id in it, whose characters may have four bytes each.
    private static final int LONGEST_PUBLIC = 2_000;
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterController.class);

    private final DeadLetters letters;
    private final ReplayDeadLetterUseCase replay;
    private final PublicIds ids;

    DeadLetterController(DeadLetters letters, ReplayDeadLetterUseCase replay, PublicIds ids) {
        this.letters = letters;
        this.replay = replay;
        this.ids = ids;
    }

    /// Newest first; `next`, when present, is the `before` of the next page.
    @Get
    HttpResponse<?> list(@QueryValue(defaultValue = "50") String limit, @Nullable @QueryValue String before) {
        if (!limit.matches("\\d{1,3}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > MAX_LIMIT) {
            return invalid("limit: expected a number from 1 to " + MAX_LIMIT);
        }
        int max = Integer.parseInt(limit);
        DeadLetters.Place place;
        try {
            place = before == null ? null : place(before);
        } catch (DateTimeException | IllegalArgumentException _) {
            return invalid("before: expected what an earlier answer named as next, or a time such as"
                    + " 2026-11-21T12:00:00Z");
        }
        try {
            return HttpResponse.ok(DeadLetterPage.of(letters.list(max, place), max, ids));
        } catch (PortUnavailableException e) {
            return unavailable(e);
        }
    }

    /// 202 with the id of the copy that is answered now; the same for a repeat.
    @Post(uri = "/{id}/replay", consumes = MediaType.ALL)
    HttpResponse<?> replay(@PathVariable String id) {
        String message = id.length() > LONGEST_PUBLIC ? "" : ids.decrypted(id);
        if (message.isBlank() || message.length() > 256) {
            return unknown();
        }
        try {
            return switch (replay.replay(new MessageId(message))) {
                case Accepted accepted ->
                    HttpResponse.accepted()
                            .body(new DeadLetterReplayResponse(
                                    id, ids.of(accepted.copy().value())));
                case Unknown _ -> unknown();
            };
        } catch (PortUnavailableException e) {
            return unavailable(e);
        }
    }

    /// A time without an id comes before all letters set aside at that time.
    private DeadLetters.Place place(String text) {
        int comma = text.indexOf(',');
        return comma < 0
                ? new DeadLetters.Place(Instant.parse(text), LOWEST_ID)
                : new DeadLetters.Place(
                        Instant.parse(text.substring(0, comma)),
                        new MessageId(ids.decrypted(text.substring(comma + 1))));
    }

    private static HttpResponse<?> invalid(String why) {
        return HttpResponse.badRequest(new ErrorBody("invalid_request", why));
    }

    private static HttpResponse<?> unknown() {
        return HttpResponse.notFound(new ErrorBody("not_found", "no message under this id was set aside"));
    }

    private static HttpResponse<?> unavailable(PortUnavailableException e) {
        LOG.warn("[STORE] the store does not answer for dead letters: {}", e.getMessage());
        return HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE)
                .body(new ErrorBody("unavailable", "the store does not answer; a repeat is harmless"));
    }
}
