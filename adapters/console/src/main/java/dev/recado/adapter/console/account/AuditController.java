package dev.recado.adapter.console.account;

import dev.recado.adapter.console.ErrorBody;
import dev.recado.adapter.console.OperatorApi;
import dev.recado.domain.identity.PublicIds;
import dev.recado.domain.people.AuditEntry;
import dev.recado.domain.people.AuditEntry.Action;
import dev.recado.domain.people.AuditLog;
import dev.recado.domain.people.AuditLog.Filter;
import dev.recado.domain.people.AuditLog.Place;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Shows who did what.
@OperatorApi
@Controller("/api/v1/audit")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AuditController {
    private static final int MAX_LIMIT = 200;
    private static final int MAX_PLACE = 500;

    private final AuditLog log;
    private final PublicIds ids;

    AuditController(AuditLog log, PublicIds ids) {
        this.log = log;
        this.ids = ids;
    }

    @Get
    HttpResponse<?> list(
            @Nullable @QueryValue String who,
            @Nullable @QueryValue String action,
            @Nullable @QueryValue String subject,
            @QueryValue(defaultValue = "50") String limit,
            @Nullable @QueryValue String after) {
        if (!limit.matches("\\d{1,3}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > MAX_LIMIT) {
            return SessionAnswers.invalid("limit: expected a number from 1 to " + MAX_LIMIT);
        }
        int max = Integer.parseInt(limit);
        Filter filter;
        Place place;
        try {
            filter = new Filter(who, action == null ? null : Action.ofId(action), subject);
        } catch (IllegalArgumentException _) {
            return SessionAnswers.invalid("action: there is no such action");
        }
        try {
            place = after == null ? null : place(after);
        } catch (DateTimeException | IllegalArgumentException _) {
            return HttpResponse.badRequest(
                    new ErrorBody("invalid_request", "after: expected what an earlier answer named as next"));
        }
        List<AuditEntry> entries = log.list(filter, max, place);
        return HttpResponse.ok(new AuditPage(
                entries.stream().map(AuditPage.Entry::of).toList(),
                entries.size() < max ? null : next(entries.getLast())));
    }

    private String next(AuditEntry last) {
        return ids.sealedPlace(last.at() + "," + last.id());
    }

    private Place place(String sealed) {
        String text = sealed.length() > MAX_PLACE ? "" : ids.place(sealed).orElse("");
        int comma = text.indexOf(',');
        if (comma < 0) {
            throw new IllegalArgumentException("not a place");
        }
        return new Place(Instant.parse(text.substring(0, comma)), text.substring(comma + 1));
    }
}
