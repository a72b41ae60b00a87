package dev.recado.adapter.console.people;

import dev.recado.adapter.console.OperatorApi;
import dev.recado.domain.handoff.ConversationFilter;
import dev.recado.domain.handoff.ConversationList;
import dev.recado.domain.handoff.ConversationList.Order;
import dev.recado.domain.handoff.ConversationList.Page;
import dev.recado.domain.handoff.ConversationList.Place;
import dev.recado.domain.handoff.ConversationSummary;
import dev.recado.domain.handoff.ThreadEntry;
import dev.recado.domain.identity.PublicIds;
import dev.recado.domain.people.AuditTrail;
import dev.recado.domain.people.PersonRole;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/// Lists conversations and their threads, for the people of the business. `next`, unless it is null, is the
/// `after` of the next page; a page may hold fewer than its limit and still have a next one.
@OperatorApi(people = PersonRole.AGENT)
@Controller("/api/v1/conversations")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ConversationController {
    private final ConversationList conversations;
    private final VisibleConversations visible;
    private final Cursors cursors;
    private final PublicIds ids;
    private final AuditTrail audit;

    ConversationController(
            ConversationList conversations,
            VisibleConversations visible,
            Cursors cursors,
            PublicIds ids,
            AuditTrail audit) {
        this.conversations = conversations;
        this.visible = visible;
        this.cursors = cursors;
        this.ids = ids;
        this.audit = audit;
    }

    /// By `status`, `assignee`, `label`, `q` and `unread`; the newest activity first, or with `sort=waiting`
    /// those who wait for a person first.
    @Get
    HttpResponse<?> list(
            HttpRequest<?> request, @QueryValue(defaultValue = "50") String limit, @Nullable @QueryValue String after) {
        FilterReader reader = new FilterReader(request.getParameters());
        ConversationFilter filter;
        Order order;
        int most;
        Place place;
        try {
            filter = reader.filter(VisibleConversations.caller(request));
            order = reader.order();
            most = cursors.limit(limit);
            place = cursors.read(after);
        } catch (InvalidRequestException e) {
            return ErrorResponses.invalid(e.why());
        }
        if (place != null && place.waiting() && order != Order.WAITING) {
            return ErrorResponses.invalid("after: this is the next of a list with sort=waiting");
        }
        return ErrorResponses.orUnavailable("conversations", () -> {
            Page<ConversationSummary> page = conversations.conversations(filter, order, most, place);
            return HttpResponse.ok(new ConversationPage(
                    page.items().stream()
                            .map(one -> ConversationResponse.of(one, ids))
                            .toList(),
                    cursors.write(page.next())));
        });
    }

    @Get("/{id}")
    HttpResponse<?> one(HttpRequest<?> request, @PathVariable String id) {
        return ErrorResponses.orUnavailable(
                "a conversation",
                () -> visible.find(id, VisibleConversations.caller(request))
                        .<HttpResponse<?>>map(found -> HttpResponse.ok(ConversationResponse.of(found, ids)))
                        .orElseGet(ErrorResponses::notFound));
    }

    /// What was said and what happened, newest first.
    @Get("/{id}/messages")
    HttpResponse<?> thread(
            HttpRequest<?> request,
            @PathVariable String id,
            @QueryValue(defaultValue = "50") String limit,
            @Nullable @QueryValue String after) {
        int most;
        Place place;
        try {
            most = cursors.limit(limit);
            place = cursors.read(after);
        } catch (InvalidRequestException e) {
            return ErrorResponses.invalid(e.why());
        }
        return ErrorResponses.orUnavailable(
                "a thread",
                () -> visible.find(id, VisibleConversations.caller(request))
                        .<HttpResponse<?>>map(found -> {
                            audit.read(VisibleConversations.caller(request), ids.of(found.id()));
                            Page<ThreadEntry> page = conversations.thread(found.id(), most, place);
                            return HttpResponse.ok(new ThreadPage(
                                    page.items().stream()
                                            .map(entry -> ThreadEntryResponse.of(entry, ids))
                                            .toList(),
                                    cursors.write(page.next())));
                        })
                        .orElseGet(ErrorResponses::notFound));
    }
}
