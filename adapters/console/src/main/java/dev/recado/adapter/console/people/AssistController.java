package dev.recado.adapter.console.people;

import dev.recado.adapter.console.ErrorBody;
import dev.recado.adapter.console.JsonObjectReader;
import dev.recado.adapter.console.JsonObjectReader.InvalidBodyException;
import dev.recado.adapter.console.OperatorApi;
import dev.recado.adapter.console.RequestFields;
import dev.recado.domain.assist.AssistAgentUseCase;
import dev.recado.domain.assist.AssistAgentUseCase.Assistance;
import dev.recado.domain.assist.AssistAgentUseCase.Task;
import dev.recado.domain.handoff.ConversationSummary;
import dev.recado.domain.identity.PublicIds;
import dev.recado.domain.people.AuditTrail;
import dev.recado.domain.people.PersonRole;
import dev.recado.domain.text.Language;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;

/// Asks the assistant, for a person who reads a conversation. Nothing is sent to the user. Each route answers 200
/// with what was written; 409 `no_model` where the task needs a model, 429 `budget` when the day's answers are used
/// up, and 502 `model_failed` when the model did not answer in time.
@OperatorApi(people = PersonRole.AGENT)
@Controller("/api/v1/conversations/{id}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AssistController {
    private final AssistAgentUseCase assistant;
    private final VisibleConversations visible;
    private final JsonObjectReader json;
    private final PublicIds ids;
    private final AuditTrail audit;

    AssistController(
            AssistAgentUseCase assistant,
            VisibleConversations visible,
            JsonObjectReader json,
            PublicIds ids,
            AuditTrail audit) {
        this.assistant = assistant;
        this.visible = visible;
        this.json = json;
        this.ids = ids;
        this.audit = audit;
    }

    /// A draft of the next answer, from the curated answers and documents, in the user's language. Without a model
    /// it is a curated answer or an excerpt of a document; `text` is empty when neither knows an answer.
    @Post(value = "/suggest", consumes = "*/*")
    HttpResponse<?> suggest(HttpRequest<?> request, @PathVariable String id) {
        return assist(request, id, new Task.DraftAnswer());
    }

    /// What the user wants, what was said and what is open, in the `language` of the reader.
    @Post("/summary")
    HttpResponse<?> summary(HttpRequest<byte[]> request, @PathVariable String id) {
        try {
            return assist(request, id, new Task.Summarise(language(body(request, "{\"language\": \"es\"}"))));
        } catch (InvalidBodyException e) {
            return ErrorResponses.invalid(String.valueOf(e.getMessage()));
        }
    }

    /// The `text`, as anybody wrote it, in `language`.
    @Post("/translate")
    HttpResponse<?> translate(HttpRequest<byte[]> request, @PathVariable String id) {
        try {
            JsonNode body = body(request, "{\"text\": \"…\", \"language\": \"es\"}");
            String text = RequestFields.text(body, "text", PeopleRequestReader.MAX_TEXT);
            if (text == null || text.isBlank()) {
                throw new InvalidBodyException("text: expected a string that says something");
            }
            return assist(request, id, new Task.Translate(text.strip(), language(body)));
        } catch (InvalidBodyException e) {
            return ErrorResponses.invalid(String.valueOf(e.getMessage()));
        }
    }

    private JsonNode body(HttpRequest<byte[]> request, String expected) throws InvalidBodyException {
        return json.read(request.getBody().orElse(new byte[0]), expected);
    }

    private static Language language(JsonNode body) throws InvalidBodyException {
        String tag = RequestFields.text(body, "language", 35);
        return Optional.ofNullable(tag)
                .flatMap(Language::ofTag)
                .orElseThrow(() -> new InvalidBodyException("language: expected a code such as es"));
    }

    private HttpResponse<?> assist(HttpRequest<?> request, String id, Task task) {
        return ErrorResponses.orUnavailable("a conversation", () -> {
            Optional<ConversationSummary> found = visible.find(id, VisibleConversations.caller(request));
            if (found.isEmpty()) {
                return ErrorResponses.notFound();
            }
            audit.read(VisibleConversations.caller(request), ids.of(found.get().id()));
            return response(assistant.assist(found.get(), task));
        });
    }

    private static HttpResponse<?> response(Assistance assistance) {
        return switch (assistance) {
            case Assistance.Written written -> HttpResponse.ok(AssistResponse.of(written));
            case Assistance.NothingFound _ -> HttpResponse.ok(AssistResponse.NOTHING);
            case Assistance.NothingToDo _ ->
                ErrorResponses.conflict("nothing_to_do", "nobody wrote anything that this could be done with");
            case Assistance.NoModel _ ->
                ErrorResponses.conflict("no_model", "this needs a language model, and none is configured");
            case Assistance.BudgetUsed _ ->
                error(HttpStatus.TOO_MANY_REQUESTS, "budget", "the day's answers of the model are used up");
            case Assistance.Declined _ ->
                error(HttpStatus.BAD_GATEWAY, "model_declined", "the model declined to write this");
            case Assistance.Failed _ ->
                error(HttpStatus.BAD_GATEWAY, "model_failed", "the model did not answer; try again");
        };
    }

    private static HttpResponse<?> error(HttpStatus status, String word, String why) {
        return HttpResponse.status(status).body(new ErrorBody(word, why));
    }
}
