package dev.recado.adapter.console.account;

import dev.recado.adapter.console.ErrorBody;
import dev.recado.adapter.console.JsonFields;
import dev.recado.adapter.console.JsonObjectReader;
import dev.recado.adapter.console.JsonObjectReader.InvalidBodyException;
import dev.recado.adapter.console.OperatorApi;
import dev.recado.domain.people.Caller;
import dev.recado.domain.people.MachineToken.Scope;
import dev.recado.domain.people.MachineTokens;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.EnumSet;
import java.util.Set;

/// Creates, lists and revokes the bearer tokens of programs.
@OperatorApi
@Controller("/api/v1/tokens")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TokenController {
    private static final byte[] NOTHING = {};
    private static final int MAX_NAME = 80;
    private static final String EXAMPLE = "{\"name\": \"helpdesk\", \"scopes\": [\"read\"]}";

    private final JsonObjectReader reader;
    private final MachineTokens tokens;

    TokenController(JsonObjectReader reader, MachineTokens tokens) {
        this.reader = reader;
        this.tokens = tokens;
    }

    @Get
    TokenBody.Page list() {
        return TokenBody.Page.of(tokens.all());
    }

    @Post(consumes = MediaType.APPLICATION_JSON)
    HttpResponse<?> create(HttpRequest<byte[]> request) throws InvalidBodyException {
        JsonFields fields = new JsonFields(reader.read(request.getBody().orElse(NOTHING), EXAMPLE));
        return tokens.create(caller(request), fields.text("name", MAX_NAME), scopes(fields))
                .<HttpResponse<?>>map(created -> HttpResponse.created(TokenBody.Created.of(created)))
                .orElseGet(() -> HttpResponse.status(HttpStatus.CONFLICT)
                        .body(new ErrorBody("too_many", "revoke a token that nobody uses first")));
    }

    private static Set<Scope> scopes(JsonFields fields) throws InvalidBodyException {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String word : fields.texts("scopes")) {
            try {
                scopes.add(Scope.ofId(word));
            } catch (IllegalArgumentException _) {
                throw JsonFields.invalid("scopes: expected read, write or admin");
            }
        }
        return scopes;
    }

    @Delete("/{id}")
    HttpResponse<?> revoke(@PathVariable String id, HttpRequest<?> request) {
        return tokens.revoke(caller(request), id)
                ? HttpResponse.noContent()
                : HttpResponse.notFound(new ErrorBody("not_found", "there is no such token"));
    }

    private static Caller caller(HttpRequest<?> request) {
        return request.getAttribute(Caller.ATTRIBUTE, Caller.class).orElse(Caller.OPERATOR);
    }
}
