package dev.recado.adapter.console.account;

import dev.recado.adapter.console.JsonFields;
import dev.recado.adapter.console.JsonObjectReader;
import dev.recado.adapter.console.JsonObjectReader.InvalidBodyException;
import dev.recado.adapter.console.OperatorApi;
import dev.recado.adapter.console.WithoutLogin;
import dev.recado.adapter.console.access.AccessRefusals;
import dev.recado.domain.people.Person;
import dev.recado.domain.people.SetPassword;
import dev.recado.domain.people.SetPassword.Outcome;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Accepts invitations, for whoever has the link: to join, or to replace a forgotten password.
@OperatorApi
@Controller("/api/v1/invitations")
@ExecuteOn(TaskExecutors.BLOCKING)
final class InvitationController {
    private static final byte[] NOTHING = {};
    private static final String EXAMPLE = "{\"token\": \"…\", \"name\": \"Ana\", \"password\": \"…\"}";
    private static final Logger LOG = LoggerFactory.getLogger(InvitationController.class);

    private final JsonObjectReader reader;
    private final SetPassword passwords;
    private final SessionAnswers answers;

    InvitationController(JsonObjectReader reader, SetPassword passwords, SessionAnswers answers) {
        this.reader = reader;
        this.passwords = passwords;
        this.answers = answers;
    }

    @WithoutLogin
    @Post(uri = "/check", consumes = MediaType.APPLICATION_JSON)
    HttpResponse<?> check(HttpRequest<byte[]> request) throws InvalidBodyException {
        JsonFields fields = new JsonFields(reader.read(request.getBody().orElse(NOTHING), EXAMPLE));
        return passwords
                .invited(fields.secret("token"))
                .<HttpResponse<?>>map(person -> HttpResponse.ok(LinkBody.invitation(person)))
                .orElseGet(SessionAnswers::invalidLink);
    }

    @WithoutLogin
    @Post(uri = "/accept", consumes = MediaType.APPLICATION_JSON)
    HttpResponse<?> accept(HttpRequest<byte[]> request) throws InvalidBodyException {
        JsonFields fields = new JsonFields(reader.read(request.getBody().orElse(NOTHING), EXAMPLE));
        Optional<String> name = fields.optionalText("name", Person.MAX_NAME);
        return switch (passwords.accept(fields.secret("token"), name.orElse(null), fields.secret("password"))) {
            case Outcome.Done(Person person, String session) -> {
                LOG.info("[LOGIN] OK person={} by=invitation", person.id());
                yield answers.begun(request, person, session);
            }
            case Outcome.InvalidLink _ -> SessionAnswers.invalidLink();
            case Outcome.Refused _ -> SessionAnswers.refused();
            case Outcome.Throttled(Duration retryAfter) ->
                AccessRefusals.tooMany(retryAfter, "too many tries failed; wait");
            case Outcome.Unfit(String why) -> SessionAnswers.invalid(why);
        };
    }
}
