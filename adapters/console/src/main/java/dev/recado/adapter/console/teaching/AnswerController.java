package dev.recado.adapter.console.teaching;

import dev.recado.adapter.console.JsonObjectReader.InvalidBodyException;
import dev.recado.adapter.console.OperatorApi;
import dev.recado.adapter.console.kept.KeptRequests;
import dev.recado.adapter.console.kept.KeptResponses;
import dev.recado.adapter.console.teaching.AnswerRequests.Try;
import dev.recado.adapter.console.teaching.AnswerRequests.Wish;
import dev.recado.domain.kept.Edit;
import dev.recado.domain.people.PersonRole;
import dev.recado.domain.teaching.AnswerPreview;
import dev.recado.domain.teaching.TaughtAnswer;
import dev.recado.domain.teaching.TeachBot;
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
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.InstantSource;

/// The answers that people of the business write for the bot. A change is in use at once.
@OperatorApi(people = PersonRole.SUPERVISOR)
@Controller("/api/v1/answers")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AnswerController {
    private final TeachBot teach;
    private final AnswerPreview preview;
    private final AnswerRequests requests;
    private final InstantSource clock;

    AnswerController(TeachBot teach, AnswerPreview preview, AnswerRequests requests, InstantSource clock) {
        this.teach = teach;
        this.preview = preview;
        this.requests = requests;
        this.clock = clock;
    }

    @Get
    AnswerBody.Page list() {
        return AnswerBody.Page.of(teach.all());
    }

    @Post(consumes = MediaType.APPLICATION_JSON)
    HttpResponse<?> add(HttpRequest<byte[]> request) throws InvalidBodyException {
        Wish wish = requests.wish(request);
        String id = requests.newId();
        return KeptResponses.of(
                teach.add(KeptRequests.caller(request), edit -> wish.answer(id, edit), wish.resolves()),
                HttpStatus.CREATED,
                AnswerBody::of);
    }

    @Put(uri = "/{id}", consumes = MediaType.APPLICATION_JSON)
    HttpResponse<?> change(@PathVariable String id, HttpRequest<byte[]> request) throws InvalidBodyException {
        Wish wish = requests.wish(request);
        return KeptResponses.of(
                teach.change(
                        KeptRequests.caller(request),
                        id,
                        KeptRequests.version(request),
                        (_, edit) -> wish.answer(id, edit),
                        wish.resolves()),
                HttpStatus.OK,
                AnswerBody::of);
    }

    @Delete(uri = "/{id}", consumes = MediaType.ALL)
    HttpResponse<?> remove(@PathVariable String id, HttpRequest<?> request) throws InvalidBodyException {
        return KeptResponses.of(
                teach.remove(KeptRequests.caller(request), id, KeptRequests.version(request)),
                HttpStatus.NO_CONTENT,
                AnswerBody::of);
    }

    /// Says what the bot would answer to each question, with the `draft` of an answer or without. It changes
    /// nothing.
    @Post(uri = "/try", consumes = MediaType.APPLICATION_JSON)
    AnswerBody.Tried tries(HttpRequest<byte[]> request) throws InvalidBodyException {
        Try asked = requests.toTry(request);
        Wish draft = asked.draft();
        TaughtAnswer answer = draft == null
                ? null
                : draft.answer(
                        asked.draftId() == null ? "draft" : asked.draftId(),
                        Edit.first(KeptRequests.caller(request).author(), clock.instant()));
        return AnswerBody.Tried.of(preview.of(asked.questions(), asked.language(), answer));
    }
}
