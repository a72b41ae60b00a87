package dev.recado.adapter.console.account;

import dev.recado.adapter.console.ConsoleSettings;
import dev.recado.adapter.console.JsonFields;
import dev.recado.adapter.console.JsonObjectReader;
import dev.recado.adapter.console.JsonObjectReader.InvalidBodyException;
import dev.recado.adapter.console.OperatorApi;
import dev.recado.adapter.console.access.AccessRefusals;
import dev.recado.adapter.console.access.ClientAddress;
import dev.recado.adapter.console.access.SessionCookie;
import dev.recado.domain.people.Caller;
import dev.recado.domain.people.OpenSessions;
import dev.recado.domain.people.Person;
import dev.recado.domain.people.PersonRole;
import dev.recado.domain.people.SecretTokens;
import dev.recado.domain.people.SetPassword;
import dev.recado.domain.people.SetPassword.Outcome;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;
import java.util.Optional;

/// Tells a page who uses it and where, and changes one's own password.
@OperatorApi(people = PersonRole.AGENT)
@Controller("/api/v1/me")
@ExecuteOn(TaskExecutors.BLOCKING)
final class MeController {
    private static final byte[] NOTHING = {};
    private static final String EXAMPLE = "{\"current\": \"…\", \"password\": \"…\"}";

    private final ConsoleSettings settings;
    private final JsonObjectReader reader;
    private final SessionCookie cookie;
    private final OpenSessions sessions;
    private final SecretTokens tokens;
    private final SetPassword passwords;
    private final SessionAnswers answers;

    MeController(
            ConsoleSettings settings,
            JsonObjectReader reader,
            SessionCookie cookie,
            OpenSessions sessions,
            SecretTokens tokens,
            SetPassword passwords,
            SessionAnswers answers) {
        this.settings = settings;
        this.reader = reader;
        this.cookie = cookie;
        this.sessions = sessions;
        this.tokens = tokens;
        this.passwords = passwords;
        this.answers = answers;
    }

    @Get
    MeBody me(HttpRequest<?> request) {
        Caller caller = request.getAttribute(Caller.ATTRIBUTE, Caller.class).orElse(Caller.OPERATOR);
        Optional<Person> person = person(request);
        String name = settings.botName();
        String language = settings.language();
        return new MeBody(
                person.map(PersonBody::of).orElseGet(() -> PersonBody.of(caller)),
                person.flatMap(_ -> cookie.read(request)).map(tokens::csrf).orElse(null),
                new MeBody.Bot(name == null ? "" : name, language == null ? "" : language),
                settings.isSimulated() ? "simulator" : "live");
    }

    /// The person of the session, when it is the session that let the caller in.
    private Optional<Person> person(HttpRequest<?> request) {
        Caller caller = request.getAttribute(Caller.ATTRIBUTE, Caller.class).orElse(Caller.OPERATOR);
        return cookie.read(request)
                .flatMap(sessions::person)
                .filter(person -> person.id().equals(caller.author().id()));
    }

    @Put(uri = "/password", consumes = MediaType.APPLICATION_JSON)
    HttpResponse<?> changePassword(HttpRequest<byte[]> request) throws InvalidBodyException {
        JsonFields fields = new JsonFields(reader.read(request.getBody().orElse(NOTHING), EXAMPLE));
        String current = fields.secret("current");
        String password = fields.secret("password");
        Optional<Person> person = person(request);
        if (person.isEmpty()) {
            return SessionAnswers.invalid("only a person who is logged in has a password");
        }
        return switch (passwords.change(person.get(), current, password, ClientAddress.of(request))) {
            case Outcome.Done(Person changed, String session) -> answers.begun(request, changed, session);
            case Outcome.Refused _ -> SessionAnswers.refused();
            case Outcome.Throttled(Duration retryAfter) ->
                AccessRefusals.tooMany(retryAfter, "too many tries failed; wait");
            case Outcome.Unfit(String why) -> SessionAnswers.invalid(why);
            case Outcome.InvalidLink _ -> SessionAnswers.invalidLink();
        };
    }
}
