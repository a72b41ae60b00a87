package dev.recado.adapter.console.business;

import dev.recado.adapter.console.ErrorBody;
import dev.recado.adapter.console.OperatorApi;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.event.BusinessRecords;
import dev.recado.domain.event.BusinessRecords.Handoff;
import dev.recado.domain.event.BusinessRecords.LeadRecord;
import dev.recado.domain.event.BusinessRecords.Page;
import dev.recado.domain.event.BusinessRecords.Place;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.PublicIds;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lists events, leads and handoffs, newest first. `next`, when present, is the `after` of the next page.
@OperatorApi
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
                this::event,
                event -> new Place(event.at(), event.id()));
    }

    @Get("/leads")
    HttpResponse<?> leads(@QueryValue(defaultValue = "50") String limit, @Nullable @QueryValue String after) {
        return page("leads", limit, after, records::leads, this::lead, lead -> new Place(lead.createdAt(), lead.id()));
    }

    @Get("/handoffs")
    HttpResponse<?> handoffs(@QueryValue(defaultValue = "50") String limit, @Nullable @QueryValue String after) {
        return page(
                "handoffs",
                limit,
                after,
                records::handoffs,
                this::handoff,
                handoff -> new Place(handoff.requestedAt(), handoff.id()));
    }

    private <T> HttpResponse<?> page(
            String name,
            String limit,
            @Nullable String after,
            Function<Page, List<T>> read,
            Function<T, Map<String, Object>> toJson,
            Function<T, Place> place) {
        if (!limit.matches("\\d{1,3}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > MAX_LIMIT) {
            return invalid("limit: expected a number from 1 to " + MAX_LIMIT);
        }
        int max = Integer.parseInt(limit);
        try {
            List<T> found = read.apply(new Page(max, after == null ? null : place(after)));
            Map<String, Object> page = new LinkedHashMap<>();
            page.put(name, found.stream().map(toJson).toList());
            if (found.size() == max) {
                Place last = place.apply(found.getLast());
                page.put("next", last.at() + "," + ids.of(last.id()));
            }
            return HttpResponse.ok(page);
        } catch (DateTimeException _) {
            return invalid("after: expected what an earlier answer named as next");
        } catch (PortUnavailableException e) {
            LOG.warn("[STORE] the store does not answer for {}: {}", name, e.getMessage());
            return HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE)
                    .body(new ErrorBody("unavailable", "the store does not answer; a repeat is harmless"));
        }
    }

    private Place place(String text) {
        int comma = text.indexOf(',');
        return comma < 0
                ? new Place(Instant.parse(text), "")
                : new Place(Instant.parse(text.substring(0, comma)), ids.decrypted(text.substring(comma + 1)));
    }

    private Map<String, Object> event(BusinessEvent event) {
        Map<String, Object> line = withIds(event.id(), event.conversationId());
        line.put("type", event.type().id());
        line.put("at", event.at().toString());
        Map<String, String> details = new TreeMap<>();
        // A notification's id derives from the business's own key, and the API expects it unchanged.
        event.details()
                .forEach((field, value) -> details.put(field, field.equals("notification_id") ? value : ids.of(value)));
        line.put("details", details);
        return line;
    }

    private Map<String, Object> lead(LeadRecord lead) {
        Map<String, Object> line = withIds(lead.id(), lead.conversationId());
        line.put("name", lead.name());
        line.put("email", lead.email());
        line.put("phone", lead.phone());
        line.put("source", lead.source());
        line.put("created_at", lead.createdAt().toString());
        return line;
    }

    private Map<String, Object> handoff(Handoff handoff) {
        Map<String, Object> line = withIds(handoff.id(), handoff.conversationId());
        line.put("reason", handoff.reason());
        line.put("requested_by", handoff.requestedBy());
        line.put("phone", handoff.who().phone());
        line.put("user_id", handoff.who().userId());
        line.put("name", handoff.who().name());
        line.put("text", handoff.who().text());
        line.put("status", handoff.status());
        line.put("requested_at", handoff.requestedAt().toString());
        return line;
    }

    private Map<String, Object> withIds(String id, ConversationId conversation) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("id", ids.of(id));
        line.put("conversation", ids.of(conversation));
        return line;
    }

    private static HttpResponse<?> invalid(String why) {
        return HttpResponse.badRequest(new ErrorBody("invalid_request", why));
    }
}
