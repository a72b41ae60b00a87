package dev.recado.adapter.console.teaching;

import dev.recado.adapter.console.JsonObjectReader.InvalidBodyException;
import dev.recado.adapter.console.OperatorApi;
import dev.recado.adapter.console.kept.KeptRequests;
import dev.recado.domain.identity.PublicIds;
import dev.recado.domain.people.PersonRole;
import dev.recado.domain.teaching.QuestionGroups;
import dev.recado.domain.teaching.TeachBot;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/// What the bot did not know or answered wrongly, grouped by what is asked.
@OperatorApi(people = PersonRole.SUPERVISOR)
@Controller("/api/v1/unanswered")
@ExecuteOn(TaskExecutors.BLOCKING)
final class UnansweredController {
    private final QuestionGroups groups;
    private final TeachBot teach;
    private final AnswerRequests requests;
    private final PublicIds ids;

    UnansweredController(QuestionGroups groups, TeachBot teach, AnswerRequests requests, PublicIds ids) {
        this.groups = groups;
        this.teach = teach;
        this.requests = requests;
        this.ids = ids;
    }

    /// The most asked first.
    @Get
    QuestionBody.Page list() {
        return QuestionBody.Page.of(groups.groups(), ids);
    }

    /// Takes questions off the list that need no answer.
    @Post(uri = "/dismiss", consumes = MediaType.APPLICATION_JSON)
    QuestionBody.Dismissed dismiss(HttpRequest<byte[]> request) throws InvalidBodyException {
        return new QuestionBody.Dismissed(teach.dismiss(KeptRequests.caller(request), requests.dismissed(request)));
    }
}
