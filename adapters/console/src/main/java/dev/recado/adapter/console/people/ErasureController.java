package dev.recado.adapter.console.people;

import dev.recado.adapter.console.OperatorApi;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.PublicIds;
import dev.recado.domain.live.ConversationFeed;
import dev.recado.domain.people.AuditEntry.Action;
import dev.recado.domain.people.AuditTrail;
import dev.recado.domain.privacy.ErasePersonalDataUseCase;
import dev.recado.domain.privacy.ErasePersonalDataUseCase.ErasureResult;
import dev.recado.domain.privacy.Erasure;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;

/// Erases what is stored of a user.
@OperatorApi
@Controller("/api/v1/users")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ErasureController {
    private final ErasePersonalDataUseCase erase;
    private final ConversationFeed feed;
    private final PublicIds ids;
    private final AuditTrail audit;

    ErasureController(ErasePersonalDataUseCase erase, ConversationFeed feed, PublicIds ids, AuditTrail audit) {
        this.erase = erase;
        this.feed = feed;
        this.ids = ids;
        this.audit = audit;
    }

    /// @param id of the user, which is the conversation's
    @Delete("/{id}")
    HttpResponse<?> erase(HttpRequest<?> request, @PathVariable String id) {
        Optional<ConversationId> user = user(id);
        return user.isEmpty()
                ? ErrorResponses.unknownUser()
                : ErrorResponses.orUnavailable("an erasure", () -> erase(request, user.get()));
    }

    private HttpResponse<?> erase(HttpRequest<?> request, ConversationId user) {
        return switch (erase.erase(user)) {
            case ErasureResult.UnknownUser _ -> ErrorResponses.unknownUser();
            case ErasureResult.Accepted(Erasure erasure) -> {
                audit.record(VisibleConversations.caller(request), Action.DATA_ERASED, ids.of(user));
                feed.changed(user);
                yield HttpResponse.ok(ErasureResponse.of(ids.of(user), erasure));
            }
        };
    }

    private Optional<ConversationId> user(String id) {
        try {
            return Optional.of(ids.conversation(id));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
