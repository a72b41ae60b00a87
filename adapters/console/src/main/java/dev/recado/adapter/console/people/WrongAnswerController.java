package dev.recado.adapter.console.people;

import dev.recado.adapter.console.JsonFields;
import dev.recado.adapter.console.JsonObjectReader;
import dev.recado.adapter.console.JsonObjectReader.InvalidBodyException;
import dev.recado.adapter.console.OperatorApi;
import dev.recado.domain.handoff.ConversationSummary;
import dev.recado.domain.identity.PublicIds;
import dev.recado.domain.people.AuditEntry.Action;
import dev.recado.domain.people.AuditTrail;
import dev.recado.domain.people.Caller;
import dev.recado.domain.people.PersonRole;
import dev.recado.domain.teaching.MarkAnswerWrong;
import dev.recado.domain.teaching.MarkAnswerWrong.Outcome;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;

/// Takes the word of people that an answer of the bot was wrong.
@OperatorApi(people = PersonRole.AGENT)
@Controller("/api/v1/conversations/{id}/wrong")
@ExecuteOn(TaskExecutors.BLOCKING)
final class WrongAnswerController {
    private static final byte[] NOTHING = {};
    private static final int MAX_ID = 500;

    private final JsonObjectReader reader;
    private final VisibleConversations visible;
    private final MarkAnswerWrong mark;
    private final PublicIds ids;
    private final AuditTrail audit;

    WrongAnswerController(
            JsonObjectReader reader,
            VisibleConversations visible,
            MarkAnswerWrong mark,
            PublicIds ids,
            AuditTrail audit) {
        this.reader = reader;
        this.visible = visible;
        this.mark = mark;
        this.ids = ids;
        this.audit = audit;
    }

    /// @param question that is on the list of open questions now
    @Serdeable.Serializable
    record Marked(String question) {}

    /// The id of a message has slashes, so it is in the body.
    @Post(consumes = MediaType.APPLICATION_JSON)
    HttpResponse<?> mark(HttpRequest<byte[]> request, @PathVariable String id) throws InvalidBodyException {
        String message = new JsonFields(reader.read(request.getBody().orElse(NOTHING), "{\"message\": \"…\"}"))
                .text("message", MAX_ID);
        Caller caller = VisibleConversations.caller(request);
        return ErrorResponses.orUnavailable(
                "a wrong answer",
                () -> visible.find(id, caller)
                        .<HttpResponse<?>>map(conversation -> answer(conversation, message, caller))
                        .orElseGet(ErrorResponses::notFound));
    }

    private HttpResponse<?> answer(ConversationSummary conversation, String message, Caller caller) {
        return switch (mark.mark(conversation, entry -> ids.of(entry).equals(message), caller.author())) {
            case Outcome.Marked(String question) -> {
                audit.record(caller, Action.ANSWER_MARKED_WRONG, ids.of(conversation.id()));
                yield HttpResponse.ok(new Marked(question));
            }
            case Outcome.NotFound _ -> ErrorResponses.invalid("message: there is no such message in the conversation");
            case Outcome.NoAnswer _ ->
                ErrorResponses.invalid("message: it is no answer of the bot to words of the user");
        };
    }
}
