package dev.recado.adapter.console.people;

import dev.recado.domain.handoff.ConversationList;
import dev.recado.domain.handoff.ConversationSummary;
import dev.recado.domain.identity.PublicIds;
import dev.recado.domain.people.Caller;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Optional;

/// Finds the conversation that a request names, as far as its caller may see it.
@Singleton
final class VisibleConversations {
    private final ConversationList conversations;
    private final PublicIds ids;

    VisibleConversations(ConversationList conversations, PublicIds ids) {
        this.conversations = conversations;
        this.ids = ids;
    }

    /// Whoever the access check found; the operator where it leaves nobody.
    static Caller caller(HttpRequest<?> request) {
        return request.getAttribute(Caller.ATTRIBUTE, Caller.class).orElse(Caller.OPERATOR);
    }

    /// @param id in its public form
    Optional<ConversationSummary> find(String id, Caller caller) {
        return any(id).filter(found -> found.isVisibleTo(caller));
    }

    /// The conversation, whoever has it: who acts in one that a colleague has just taken is told so.
    ///
    /// @param id in its public form
    Optional<ConversationSummary> any(String id) {
        try {
            return conversations.conversation(ids.conversation(id));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
