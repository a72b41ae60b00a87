package dev.recado.adapter.console.account;

import dev.recado.adapter.console.JsonFields;
import dev.recado.adapter.console.JsonObjectReader;
import dev.recado.adapter.console.JsonObjectReader.InvalidBodyException;
import dev.recado.adapter.console.OperatorApi;
import dev.recado.adapter.console.WithoutLogin;
import dev.recado.adapter.console.access.AccessRefusals;
import dev.recado.adapter.console.access.ClientAddress;
import dev.recado.adapter.console.access.SessionCookie;
import dev.recado.domain.people.AuditEntry.Action;
import dev.recado.domain.people.AuditTrail;
import dev.recado.domain.people.Caller;
import dev.recado.domain.people.LogInUseCase;
import dev.recado.domain.people.LogInUseCase.Login;
import dev.recado.domain.people.OpenSessions;
import dev.recado.domain.people.PersonRole;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Logs people in and out.
@OperatorApi(people = PersonRole.AGENT)
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class LoginController {
    private static final byte[] NOTHING = {};
    private static final int MAX_EMAIL = 254;
    private static final String EXAMPLE = "{\"email\": \"ana@example.com\", \"password\": \"…\"}";
    private static final Logger LOG = LoggerFactory.getLogger(LoginController.class);

    private final JsonObjectReader reader;
    private final LogInUseCase logIn;
    private final SessionAnswers answers;
    private final SessionCookie cookie;
    private final OpenSessions sessions;
    private final AuditTrail audit;

    LoginController(
            JsonObjectReader reader,
            LogInUseCase logIn,
            SessionAnswers answers,
            SessionCookie cookie,
            OpenSessions sessions,
            AuditTrail audit) {
        this.reader = reader;
        this.logIn = logIn;
        this.answers = answers;
        this.cookie = cookie;
        this.sessions = sessions;
        this.audit = audit;
    }

    @WithoutLogin
    @Post(uri = "/login", consumes = MediaType.APPLICATION_JSON)
    HttpResponse<?> logIn(HttpRequest<byte[]> request) throws InvalidBodyException {
        JsonFields fields = new JsonFields(reader.read(request.getBody().orElse(NOTHING), EXAMPLE));
        String email = fields.text("email", MAX_EMAIL);
        String password = fields.secret("password");
        return switch (logIn.logIn(email, password, ClientAddress.of(request))) {
            case Login.Accepted(var person, String session) -> {
                LOG.info("[LOGIN] OK person={}", person.id());
                yield answers.begun(request, person, session);
            }
            case Login.Refused _ -> {
                LOG.info("[LOGIN] REFUSED from={}", from(request));
                yield SessionAnswers.refused();
            }
            case Login.Throttled(Duration retryAfter) -> {
                LOG.warn("[LOGIN] THROTTLED from={} seconds={}", from(request), retryAfter.toSeconds());
                yield AccessRefusals.tooMany(retryAfter, "too many tries failed; wait");
            }
        };
    }

    private static String from(HttpRequest<?> request) {
        return request.getRemoteAddress().getHostString();
    }

    @Post(uri = "/logout", consumes = MediaType.ALL)
    HttpResponse<?> logOut(HttpRequest<?> request) {
        cookie.read(request).ifPresent(secret -> {
            sessions.end(secret);
            audit.record(caller(request), Action.LOGGED_OUT, null);
        });
        return cookie.clear(request, HttpResponse.noContent());
    }

    @Post(uri = "/logout-everywhere", consumes = MediaType.ALL)
    HttpResponse<?> logOutEverywhere(HttpRequest<?> request) {
        Caller caller = caller(request);
        sessions.endAll(caller.author().id());
        audit.record(caller, Action.LOGGED_OUT_EVERYWHERE, null);
        return cookie.clear(request, HttpResponse.noContent());
    }

    private static Caller caller(HttpRequest<?> request) {
        return request.getAttribute(Caller.ATTRIBUTE, Caller.class).orElse(Caller.OPERATOR);
    }
}
