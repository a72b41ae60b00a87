package dev.recado.adapter.console.operator;

import dev.recado.adapter.console.ErrorBody;
import dev.recado.adapter.console.OperatorApi;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.intake.ReconcileUseCase;
import dev.recado.domain.intake.ReconcileUseCase.Reconciliation.Busy;
import dev.recado.domain.intake.ReconcileUseCase.Reconciliation.Done;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Imports messages that users wrote and no webhook delivered.
@OperatorApi
@Controller("/api/v1/reconcile")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ReconcileController {
    private static final Duration MAX_AGE = Duration.ofDays(7);
    private static final Pattern AGO = Pattern.compile("(\\d{1,6})([smhd])");

    private final ReconcileUseCase reconcile;
    private final InstantSource clock;

    ReconcileController(ReconcileUseCase reconcile, InstantSource clock) {
        this.reconcile = reconcile;
        this.clock = clock;
    }

    /// @param since a time, or how long ago
    @Post(consumes = MediaType.ALL)
    HttpResponse<?> reconcile(@QueryValue(defaultValue = "1h") String since) {
        Instant now = clock.instant();
        Instant from;
        try {
            from = from(since, now);
        } catch (DateTimeException _) {
            return invalid(
                    "since: expected a time such as 2026-11-21T12:00:00Z, or how long ago, such as 90m, 2h or 3d");
        }
        if (from.isAfter(now) || from.isBefore(now.minus(MAX_AGE))) {
            return invalid("since: expected a time in the last " + MAX_AGE.toDays() + " days");
        }
        try {
            return switch (reconcile.reconcile(from)) {
                case Done done -> HttpResponse.ok(ReconciliationResponse.of(done));
                case Busy _ ->
                    HttpResponse.status(HttpStatus.CONFLICT)
                            .body(new ErrorBody("busy", "another reconciliation is under way; it takes in the same"));
            };
        } catch (PortUnavailableException e) {
            return HttpResponse.status(HttpStatus.BAD_GATEWAY)
                    .body(new ErrorBody(
                            "unavailable", e.getMessage() + "; what was taken in stays, and a repeat goes on"));
        }
    }

    private static Instant from(String since, Instant now) {
        Matcher ago = AGO.matcher(since);
        if (!ago.matches()) {
            return Instant.parse(since);
        }
        long count = Long.parseLong(ago.group(1));
        return now.minus(
                switch (ago.group(2)) {
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    case "h" -> Duration.ofHours(count);
                    default -> Duration.ofDays(count);
                });
    }

    private static HttpResponse<?> invalid(String why) {
        return HttpResponse.badRequest(new ErrorBody("invalid_request", why));
    }
}
