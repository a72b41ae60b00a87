package dev.recado.adapter.console.people;

import dev.recado.adapter.console.OperatorApi;
import dev.recado.adapter.console.people.PeopleRequestReader.Writing;
import dev.recado.domain.handoff.SendAgentMessageUseCase;
import dev.recado.domain.handoff.SendAgentMessageUseCase.AgentMessageResult;
import dev.recado.domain.handoff.ThreadEntries;
import dev.recado.domain.identity.PublicIds;
import dev.recado.domain.message.Author;
import dev.recado.domain.people.AuditEntry.Action;
import dev.recado.domain.people.PersonRole;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Instant;

/// Takes what people write to users.
@OperatorApi(people = PersonRole.AGENT)
@Controller("/api/v1/conversations/{id}/messages")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AgentMessageController {
    private final ConversationActions actions;
    private final PeopleRequestReader reader;
    private final SendAgentMessageUseCase messages;
    private final PublicIds ids;

    AgentMessageController(
            ConversationActions actions, PeopleRequestReader reader, SendAgentMessageUseCase messages, PublicIds ids) {
        this.actions = actions;
        this.reader = reader;
        this.messages = messages;
        this.ids = ids;
    }

    /// 202 with the message when it is stored, to be sent in the background; the same for a repeat under the
    /// same `Idempotency-Key`, whoever has the conversation by then. The conversation becomes the writer's if
    /// nobody has it.
    @Post(consumes = MediaType.APPLICATION_JSON)
    HttpResponse<?> send(HttpRequest<byte[]> request, @PathVariable String id) {
        return actions.actOnAny(request, id, Action.MESSAGE_SENT, (conversation, caller) -> {
            Writing writing = reader.writing(request, caller);
            return response(writing, messages.send(conversation.id(), writing.draft(), writing.author()));
        });
    }

    private HttpResponse<?> response(Writing writing, AgentMessageResult result) {
        return switch (result) {
            case AgentMessageResult.Accepted(String message, Instant at) ->
                HttpResponse.accepted()
                        .body(ThreadEntryResponse.of(
                                ThreadEntries.queued(message, writing.draft(), writing.author(), at), ids));
            case AgentMessageResult.Empty _ -> ErrorResponses.empty("a string that says something, or a template");
            case AgentMessageResult.WindowClosed(Instant since) ->
                ErrorResponses.conflict(
                        "window_closed",
                        since == null
                                ? "the user never wrote: only a template is delivered"
                                : "the user last wrote more than 24 hours ago: since " + since
                                        + " only a template is delivered");
            case AgentMessageResult.HeldBy(Author who) -> HeldBody.response(who);
            case AgentMessageResult.OptedOut _ -> ErrorResponses.conflict("opted_out", "the user wants no messages");
            case AgentMessageResult.Conflict _ ->
                ErrorResponses.conflict("conflict", "something else was sent under this key");
            case AgentMessageResult.NotFound _ -> ErrorResponses.notFound();
        };
    }
}
