package dev.recado.adapter.console.people;

import dev.recado.domain.handoff.AssignConversationUseCase.Assignment;
import dev.recado.domain.handoff.ConversationSummary;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.PublicIds;
import dev.recado.domain.live.ConversationFeed;
import dev.recado.domain.message.Author;
import dev.recado.domain.people.AuditEntry;
import dev.recado.domain.people.AuditTrail;
import dev.recado.domain.people.Caller;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.util.Optional;

/// What the routes have in common that change a conversation: whose it may be, and what they answer.
@Singleton
final class ConversationActions {
    private final VisibleConversations visible;
    private final ConversationFeed feed;
    private final PublicIds ids;
    private final AuditTrail audit;

    /// @param feed tells colleagues what was changed
    ConversationActions(VisibleConversations visible, ConversationFeed feed, PublicIds ids, AuditTrail audit) {
        this.visible = visible;
        this.feed = feed;
        this.ids = ids;
        this.audit = audit;
    }

    /// What a route does.
    interface Action {
        HttpResponse<?> in(ConversationId id, Caller caller) throws InvalidRequestException;
    }

    /// What a route does that looks by itself at who has the conversation.
    interface ActionOnAny {
        HttpResponse<?> in(ConversationSummary conversation, Caller caller) throws InvalidRequestException;
    }

    /// @param id in its public form
    HttpResponse<?> act(HttpRequest<?> request, String id, Action action) {
        return onAny(
                request,
                id,
                (conversation, caller) -> conversation.isVisibleTo(caller)
                        ? action.in(conversation.id(), caller)
                        : conversation
                                .ownership()
                                .owner()
                                .<HttpResponse<?>>map(HeldBody::response)
                                .orElseGet(ErrorResponses::notFound));
    }

    private HttpResponse<?> onAny(HttpRequest<?> request, String id, ActionOnAny action) {
        return ErrorResponses.orUnavailable("a conversation", () -> {
            Optional<ConversationSummary> found = visible.any(id);
            if (found.isEmpty()) {
                return ErrorResponses.notFound();
            }
            Caller caller = VisibleConversations.caller(request);
            ConversationSummary conversation = found.get();
            try {
                HttpResponse<?> response = action.in(conversation, caller);
                feed.changed(conversation.id());
                return response;
            } catch (InvalidRequestException e) {
                return ErrorResponses.invalid(e.why());
            }
        });
    }

    /// The same, and records what was done once it is.
    HttpResponse<?> act(HttpRequest<?> request, String id, AuditEntry.Action what, Action action) {
        return act(
                request,
                id,
                (conversation, caller) -> recorded(action.in(conversation, caller), conversation, caller, what));
    }

    /// The same in a conversation that the caller may not see.
    HttpResponse<?> actOnAny(HttpRequest<?> request, String id, AuditEntry.Action what, ActionOnAny action) {
        return onAny(
                request,
                id,
                (conversation, caller) -> recorded(action.in(conversation, caller), conversation.id(), caller, what));
    }

    private HttpResponse<?> recorded(
            HttpResponse<?> response, ConversationId conversation, Caller caller, AuditEntry.Action what) {
        if (response.code() < HttpStatus.MULTIPLE_CHOICES.getCode()) {
            audit.record(caller, what, ids.of(conversation));
        }
        return response;
    }

    /// The conversation as it is after a step.
    HttpResponse<?> after(Assignment step) {
        return switch (step) {
            case Assignment.Done done -> now(done.conversation().id());
            case Assignment.HeldBy(Author owner) -> HeldBody.response(owner);
            case Assignment.NotFound _ -> ErrorResponses.notFound();
        };
    }

    HttpResponse<?> now(ConversationId id) {
        return visible.any(ids.of(id))
                .<HttpResponse<?>>map(found -> HttpResponse.ok(ConversationResponse.of(found, ids)))
                .orElseGet(ErrorResponses::notFound);
    }
}
