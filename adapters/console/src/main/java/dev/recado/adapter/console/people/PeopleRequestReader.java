package dev.recado.adapter.console.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recado.adapter.console.JsonObjectReader;
import dev.recado.adapter.console.JsonObjectReader.InvalidBodyException;
import dev.recado.adapter.console.RequestFields;
import dev.recado.domain.handoff.ConversationMarks.Note;
import dev.recado.domain.handoff.Labels;
import dev.recado.domain.handoff.SendAgentMessageUseCase.Draft;
import dev.recado.domain.identity.IdGenerator;
import dev.recado.domain.message.Author;
import dev.recado.domain.message.OutboundContent.Template;
import dev.recado.domain.people.Caller;
import dev.recado.domain.people.Person;
import dev.recado.domain.people.PersonStore;
import io.micronaut.http.HttpRequest;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads what people ask for in a conversation.
@Singleton
final class PeopleRequestReader {
    private static final byte[] NOTHING = {};
    /// The longest text, in UTF-16 units.
    static final int MAX_TEXT = 4_000;
    private static final int MAX_ID = 64;
    private static final String AGENT = "{\"agent\": {\"id\": \"…\"}}";
    private static final int MAX_KEY = 200;

    private final JsonObjectReader json;
    private final PersonStore people;
    private final IdGenerator ids;

    PeopleRequestReader(JsonObjectReader json, PersonStore people, IdGenerator ids) {
        this.json = json;
        this.people = people;
        this.ids = ids;
    }

    /// What a person writes.
    record Writing(Author author, Draft draft) {}

    Writing writing(HttpRequest<byte[]> request, Caller caller) throws InvalidRequestException {
        try {
            JsonNode node = object(request, "{\"text\": \"…\"}");
            String text = RequestFields.words(node, "text", MAX_TEXT);
            Template template = RequestFields.template(node, text);
            return new Writing(
                    author(node, caller), new Draft(key(request), text == null ? "" : text.strip(), template));
        } catch (InvalidBodyException e) {
            throw new InvalidRequestException(e);
        }
    }

    /// The text of a note; may be blank.
    String note(HttpRequest<byte[]> request) throws InvalidRequestException {
        try {
            String text = RequestFields.words(object(request, "{\"text\": \"…\"}"), "text", Note.MAX_LENGTH);
            return text == null ? "" : text.strip();
        } catch (InvalidBodyException e) {
            throw new InvalidRequestException(e);
        }
    }

    Labels labels(HttpRequest<byte[]> request) throws InvalidRequestException {
        try {
            JsonNode given = object(request, "{\"labels\": [\"…\"]}").get("labels");
            if (given == null || !given.isArray()) {
                throw new InvalidRequestException("labels: expected an array of strings");
            }
            List<String> labels = new ArrayList<>();
            for (JsonNode one : given.values()) {
                if (!one.isString()) {
                    throw new InvalidRequestException("labels: expected an array of strings");
                }
                labels.add(one.getStringValue());
            }
            return Labels.of(labels);
        } catch (InvalidBodyException e) {
            throw new InvalidRequestException(e);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException("labels: " + e.getMessage());
        }
    }

    /// The person who takes the conversation: the caller, or the one for whom a program acts.
    Author taker(HttpRequest<byte[]> request, Caller caller) throws InvalidRequestException {
        if (request.getBody().orElse(NOTHING).length == 0) {
            return caller.author();
        }
        try {
            return author(object(request, AGENT), caller);
        } catch (InvalidBodyException e) {
            throw new InvalidRequestException(e);
        }
    }

    /// The person who is to have the conversation.
    Author assigned(HttpRequest<byte[]> request, Caller caller) throws InvalidRequestException {
        try {
            return agent(object(request, AGENT), caller)
                    .orElseThrow(() -> new InvalidRequestException("agent: expected the id of a person"));
        } catch (InvalidBodyException e) {
            throw new InvalidRequestException(e);
        }
    }

    /// The same for a repeat of the request.
    String key(HttpRequest<?> request) throws InvalidRequestException {
        String given = request.getHeaders().get("Idempotency-Key");
        if (given != null && (given.isBlank() || given.length() > MAX_KEY)) {
            throw new InvalidRequestException("Idempotency-Key: expected 1 to " + MAX_KEY + " characters");
        }
        return given == null
                ? ids.next()
                : UUID.nameUUIDFromBytes(("recado:person:" + given).getBytes(UTF_8))
                        .toString();
    }

    private JsonNode object(HttpRequest<byte[]> request, String example) throws InvalidBodyException {
        return json.read(request.getBody().orElse(NOTHING), example);
    }

    /// A program may act for a person, so that another helpdesk can be the inbox.
    private Author author(JsonNode node, Caller caller) throws InvalidBodyException {
        Optional<Author> named = agent(node, caller);
        if (named.isPresent() && !named.get().equals(caller.author()) && !caller.isProgram()) {
            throw new InvalidBodyException("agent: only a program acts for another person");
        }
        return named.orElse(caller.author());
    }

    /// Somebody who may log in, by the name that is stored; or the caller.
    private Optional<Author> agent(JsonNode node, Caller caller) throws InvalidBodyException {
        JsonNode agent = node.get("agent");
        if (agent == null || agent.isNull()) {
            return Optional.empty();
        }
        String id = agent.isObject() ? line(agent, "id", MAX_ID) : null;
        if (id == null || id.isEmpty()) {
            throw new InvalidBodyException("agent: expected an object with the id of a person");
        }
        return id.equals(caller.author().id())
                ? Optional.of(caller.author())
                : Optional.of(people.find(id)
                        .filter(Person::mayLogIn)
                        .map(Person::author)
                        .orElseThrow(() -> new InvalidBodyException("agent: nobody with this id may log in")));
    }

    private static @Nullable String line(JsonNode object, String field, int max) throws InvalidBodyException {
        String text = RequestFields.text(object, field, max);
        if (text != null && text.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidBodyException(field + ": expected one line");
        }
        return text == null ? null : text.strip();
    }
}
