package dev.recado.adapter.console.business;

import dev.recado.adapter.console.ErrorBody;
import dev.recado.adapter.console.OperatorApi;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.event.BusinessRecords;
import dev.recado.domain.event.BusinessRecords.Page;
import dev.recado.domain.event.BusinessRecords.Place;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.PublicIds;
import dev.recado.domain.people.PersonRole;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lists events, leads and handoffs, newest first. `next`, when present, is the `after` of the next page.
@OperatorApi(people = PersonRole.SUPERVISOR)
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class BusinessRecordsController {
    private static final int MAX_LIMIT = 500;
    private static final Logger LOG = LoggerFactory.getLogger(BusinessRecordsController.class);

    private final BusinessRecords records;
    private final PublicIds ids;

    BusinessRecordsController(BusinessRecords records, PublicIds ids) {
        this.records = records;
        this.ids = ids;
    }

    @Get("/events")
    HttpResponse<?> events(
            @Nullable @QueryValue String type,
            @Nullable @QueryValue String conversation,
            @QueryValue(defaultValue = "50") String limit,
            @Nullable @QueryValue String after) {
        BusinessEvent.Type wanted;
        ConversationId conversationId;
        try {
            wanted = type == null ? null : BusinessEvent.Type.ofId(type);
            conversationId = conversation == null ? null : ids.conversation(conversation);
        } catch (IllegalArgumentException _) {
            return invalid("expected a type such as lead_created, and a conversation's id");
        }
        return page(
                "events",
                limit,
                after,
                page -> records.events(wanted, conversationId, page),
                event -> new Place(event.at(), event.id()),
                (events, next) -> EventPage.of(events, next, ids));
    }

    @Get("/leads")
    HttpResponse<?> leads(@QueryValue(defaultValue = "50") String limit, @Nullable @QueryValue String after) {
        return page(
                "leads",
                limit,
                after,
                records::leads,
                lead -> new Place(lead.createdAt(), lead.id()),
                (leads, next) -> LeadPage.of(leads, next, ids));
    }

    @Get("/handoffs")
    HttpResponse<?> handoffs(@QueryValue(defaultValue = "50") String limit, @Nullable @QueryValue String after) {
        return page(
                "handoffs",
                limit,
                after,
                records::handoffs,
                handoff -> new Place(handoff.requestedAt(), handoff.id()),
                (handoffs, next) -> HandoffPage.of(handoffs, next, ids));
    }

    /// A page of records.
    private interface PageFactory<T> {
        /// @param next the `after` of the next page; null on the last one
        Object of(List<T> found, @Nullable String next);
    }

    private <T> HttpResponse<?> page(
            String name,
            String limit,
            @Nullable String after,
            Function<Page, List<T>> read,
            Function<T, Place> place,
            PageFactory<T> toPage) {
        if (!limit.matches("\\d{1,3}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > MAX_LIMIT) {
            return invalid("limit: expected a number from 1 to " + MAX_LIMIT);
        }
        int max = Integer.parseInt(limit);
        try {
            List<T> found = read.apply(new Page(max, after == null ? null : place(after)));
            return HttpResponse.ok(toPage.of(found, found.size() == max ? next(place.apply(found.getLast())) : null));
        } catch (DateTimeException _) {
            return invalid("after: expected what an earlier answer named as next");
        } catch (PortUnavailableException e) {
            LOG.warn("[STORE] the store does not answer for {}: {}", name, e.getMessage());
            return HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE)
                    .body(new ErrorBody("unavailable", "the store does not answer; a repeat is harmless"));
        }
    }

    private String next(Place last) {
        return last.at() + "," + ids.sealedPlace(last.id());
    }

    private Place place(String text) {
        int comma = text.indexOf(',');
        return comma < 0
                ? new Place(Instant.parse(text), "")
                : new Place(
                        Instant.parse(text.substring(0, comma)),
                        ids.place(text.substring(comma + 1))
                                .orElseThrow(() -> new DateTimeException("no place of a list")));
    }

    private static HttpResponse<?> invalid(String why) {
        return HttpResponse.badRequest(new ErrorBody("invalid_request", why));
    }
}
