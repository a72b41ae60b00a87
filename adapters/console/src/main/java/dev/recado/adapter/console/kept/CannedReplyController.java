package dev.recado.adapter.console.kept;

import dev.recado.adapter.console.JsonFields;
import dev.recado.adapter.console.JsonObjectReader.InvalidBodyException;
import dev.recado.adapter.console.OperatorApi;
import dev.recado.domain.availability.BusinessHours;
import dev.recado.domain.availability.WeeklyHours;
import dev.recado.domain.kept.CannedReply;
import dev.recado.domain.kept.KeptListEditor;
import dev.recado.domain.people.PersonRole;
import dev.recado.domain.text.Language;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;

/// The words that the people of the business send often.
@OperatorApi(people = PersonRole.SUPERVISOR)
@Controller("/api/v1/canned-replies")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CannedReplyController {
    private static final String EXAMPLE = "{\"name\": \"hours\", \"text\": \"Hello {{name}}, we open {{hours}}.\"}";

    private final KeptListEditor<CannedReply> replies;
    private final KeptRequests requests;
    private final BusinessHours hours;

    CannedReplyController(KeptListEditor<CannedReply> replies, KeptRequests requests, BusinessHours hours) {
        this.replies = replies;
        this.requests = requests;
        this.hours = hours;
    }

    /// @param language of the opening hours in the answer
    @OperatorApi(people = PersonRole.AGENT)
    @Get
    HttpResponse<?> list(@QueryValue(defaultValue = "en") String language) {
        Optional<Language> spoken = Language.ofTag(language);
        if (spoken.isEmpty()) {
            return KeptResponses.invalid("language: expected a code such as es");
        }
        return HttpResponse.ok(CannedReplyBody.Page.of(
                replies.all(),
                hours.current()
                        .map(given -> WeeklyHours.of(given, spoken.get().locale()))
                        .filter(said -> !said.isEmpty())
                        .orElse(null)));
    }

    @Post(consumes = MediaType.APPLICATION_JSON)
    HttpResponse<?> add(HttpRequest<byte[]> request) throws InvalidBodyException {
        Wish wish = wish(request);
        String id = requests.newId();
        return KeptResponses.of(
                replies.add(
                        KeptRequests.caller(request),
                        edit -> new CannedReply(
                                id, wish.name(), wish.text(), wish.language().orElse(null), edit)),
                HttpStatus.CREATED,
                CannedReplyBody::of);
    }

    @Put(uri = "/{id}", consumes = MediaType.APPLICATION_JSON)
    HttpResponse<?> change(@PathVariable String id, HttpRequest<byte[]> request) throws InvalidBodyException {
        Wish wish = wish(request);
        return KeptResponses.of(
                replies.change(
                        KeptRequests.caller(request),
                        id,
                        KeptRequests.version(request),
                        (_, edit) -> new CannedReply(
                                id, wish.name(), wish.text(), wish.language().orElse(null), edit)),
                HttpStatus.OK,
                CannedReplyBody::of);
    }

    @Delete(uri = "/{id}", consumes = MediaType.ALL)
    HttpResponse<?> remove(@PathVariable String id, HttpRequest<?> request) throws InvalidBodyException {
        return KeptResponses.of(
                replies.remove(KeptRequests.caller(request), id, KeptRequests.version(request)),
                HttpStatus.NO_CONTENT,
                CannedReplyBody::of);
    }

    private record Wish(String name, String text, Optional<Language> language) {}

    private Wish wish(HttpRequest<byte[]> request) throws InvalidBodyException {
        JsonNode body = requests.object(request, EXAMPLE);
        String name = new JsonFields(body).text("name", CannedReply.MAX_NAME);
        String text = KeptRequests.text(body, "text", CannedReply.MAX_TEXT);
        Optional<String> unknown = CannedReply.unknownVariable(text);
        if (unknown.isPresent()) {
            throw JsonFields.invalid("text: " + unknown.get() + " is not known; expected {{"
                    + String.join("}}, {{", CannedReply.VARIABLES) + "}}");
        }
        return new Wish(name, text, Optional.ofNullable(KeptRequests.language(body)));
    }
}
