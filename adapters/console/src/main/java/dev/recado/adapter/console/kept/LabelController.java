package dev.recado.adapter.console.kept;

import dev.recado.adapter.console.JsonFields;
import dev.recado.adapter.console.JsonObjectReader.InvalidBodyException;
import dev.recado.adapter.console.OperatorApi;
import dev.recado.domain.handoff.Labels;
import dev.recado.domain.kept.Label;
import dev.recado.domain.kept.LabelBook;
import dev.recado.domain.people.PersonRole;
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
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Locale;

/// The labels that the business keeps. Conversations follow a label that is renamed, and lose one that is removed.
@OperatorApi(people = PersonRole.SUPERVISOR)
@Controller("/api/v1/labels")
@ExecuteOn(TaskExecutors.BLOCKING)
final class LabelController {
    private static final String EXAMPLE = "{\"name\": \"vip\", \"color\": \"#2e7d32\"}";

    private final LabelBook labels;
    private final KeptRequests requests;

    LabelController(LabelBook labels, KeptRequests requests) {
        this.labels = labels;
        this.requests = requests;
    }

    @OperatorApi(people = PersonRole.AGENT)
    @Get
    LabelBody.Page list() {
        return LabelBody.Page.of(labels.all());
    }

    @Post(consumes = MediaType.APPLICATION_JSON)
    HttpResponse<?> add(HttpRequest<byte[]> request) throws InvalidBodyException {
        JsonNode body = requests.object(request, EXAMPLE);
        String name = name(body);
        String color = color(body);
        String id = requests.newId();
        return KeptResponses.of(
                labels.add(KeptRequests.caller(request), edit -> new Label(id, name, color, edit)),
                HttpStatus.CREATED,
                LabelBody::of);
    }

    @Put(uri = "/{id}", consumes = MediaType.APPLICATION_JSON)
    HttpResponse<?> change(@PathVariable String id, HttpRequest<byte[]> request) throws InvalidBodyException {
        JsonNode body = requests.object(request, EXAMPLE);
        return KeptResponses.of(
                labels.change(KeptRequests.caller(request), id, KeptRequests.version(request), name(body), color(body)),
                HttpStatus.OK,
                LabelBody::of);
    }

    @Delete(uri = "/{id}", consumes = MediaType.ALL)
    HttpResponse<?> remove(@PathVariable String id, HttpRequest<?> request) throws InvalidBodyException {
        return KeptResponses.of(
                labels.remove(KeptRequests.caller(request), id, KeptRequests.version(request)),
                HttpStatus.NO_CONTENT,
                LabelBody::of);
    }

    private static String name(JsonNode body) throws InvalidBodyException {
        return Labels.normal(new JsonFields(body).text("name", Labels.MAX_LENGTH));
    }

    private static String color(JsonNode body) throws InvalidBodyException {
        String color = new JsonFields(body).text("color", 20).toLowerCase(Locale.ROOT);
        if (!Label.isColor(color)) {
            throw JsonFields.invalid("color: expected six hexadecimal digits, such as #2e7d32");
        }
        return color;
    }
}
