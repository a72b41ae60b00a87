package dev.recado.adapter.console.account;

import dev.recado.adapter.console.JsonFields;
import dev.recado.adapter.console.JsonObjectReader;
import dev.recado.adapter.console.JsonObjectReader.InvalidBodyException;
import dev.recado.adapter.console.OperatorApi;
import dev.recado.adapter.console.WithoutLogin;
import dev.recado.domain.people.EmailAddress;
import dev.recado.domain.people.FirstAdmin;
import dev.recado.domain.people.FirstAdmin.Setup;
import dev.recado.domain.people.Person;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sets up the first admin, for whoever has the link that the start printed.
@OperatorApi
@Controller("/api/v1/setup")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SetupController {
    private static final byte[] NOTHING = {};
    private static final String EXAMPLE =
            "{\"token\": \"…\", \"email\": \"ana@example.com\", \"name\": \"Ana\", \"password\": \"…\"}";
    private static final Logger LOG = LoggerFactory.getLogger(SetupController.class);

    private final JsonObjectReader reader;
    private final FirstAdmin firstAdmin;
    private final SessionAnswers answers;

    SetupController(JsonObjectReader reader, FirstAdmin firstAdmin, SessionAnswers answers) {
        this.reader = reader;
        this.firstAdmin = firstAdmin;
        this.answers = answers;
    }

    @WithoutLogin
    @Post(uri = "/check", consumes = MediaType.APPLICATION_JSON)
    HttpResponse<?> check(HttpRequest<byte[]> request) throws InvalidBodyException {
        JsonFields fields = new JsonFields(reader.read(request.getBody().orElse(NOTHING), EXAMPLE));
        return firstAdmin.isOpen(fields.secret("token"))
                ? HttpResponse.ok(LinkBody.setup(firstAdmin.email()))
                : SessionAnswers.invalidLink();
    }

    @WithoutLogin
    @Post(consumes = MediaType.APPLICATION_JSON)
    HttpResponse<?> setUp(HttpRequest<byte[]> request) throws InvalidBodyException {
        JsonFields fields = new JsonFields(reader.read(request.getBody().orElse(NOTHING), EXAMPLE));
        String token = fields.secret("token");
        Optional<EmailAddress> email = PersonFields.optionalEmail(fields);
        String name = fields.text("name", Person.MAX_NAME);
        return switch (firstAdmin.setUp(token, email.orElse(null), name, fields.secret("password"))) {
            case Setup.Done(Person person, String session) -> {
                LOG.info("[LOGIN] SET UP person={}", person.id());
                yield answers.begun(request, person, session);
            }
            case Setup.InvalidLink _ -> SessionAnswers.invalidLink();
            case Setup.Unfit(String why) -> SessionAnswers.invalid(why);
        };
    }
}
