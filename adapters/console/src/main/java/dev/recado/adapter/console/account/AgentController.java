package dev.recado.adapter.console.account;

import dev.recado.adapter.console.ErrorBody;
import dev.recado.adapter.console.JsonFields;
import dev.recado.adapter.console.JsonObjectReader;
import dev.recado.adapter.console.JsonObjectReader.InvalidBodyException;
import dev.recado.adapter.console.OperatorApi;
import dev.recado.domain.people.Caller;
import dev.recado.domain.people.ChangePeople;
import dev.recado.domain.people.InvitePeople;
import dev.recado.domain.people.PeopleChange;
import dev.recado.domain.people.Person;
import dev.recado.domain.people.Person.Invitation;
import dev.recado.domain.people.PersonRole;
import dev.recado.domain.people.PersonStore;
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

/// Lists people, invites them and changes what they may do.
@OperatorApi
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AgentController {
    private static final byte[] NOTHING = {};
    private static final String INVITATION = "{\"email\": \"ana@example.com\", \"name\": \"Ana\", \"role\": \"agent\"}";
    private static final String CHANGE = "{\"role\": \"supervisor\"}";

    private final JsonObjectReader reader;
    private final PersonStore people;
    private final InvitePeople invite;
    private final ChangePeople change;
    private final InvitationLinks links;

    AgentController(
            JsonObjectReader reader,
            PersonStore people,
            InvitePeople invite,
            ChangePeople change,
            InvitationLinks links) {
        this.reader = reader;
        this.people = people;
        this.invite = invite;
        this.change = change;
        this.links = links;
    }

    /// Admins see everybody; others whom a conversation can be given.
    @OperatorApi(people = PersonRole.AGENT)
    @Get("/agents")
    HttpResponse<?> list(HttpRequest<?> request) {
        return caller(request).role().includes(PersonRole.ADMIN)
                ? HttpResponse.ok(AgentPage.of(people.all()))
                : HttpResponse.ok(AgentPage.Names.of(people.all()));
    }

    @Post(
            uris = {"/invitations", "/agents"},
            consumes = MediaType.APPLICATION_JSON)
    HttpResponse<?> invite(HttpRequest<byte[]> request) throws InvalidBodyException {
        JsonFields fields = new JsonFields(reader.read(request.getBody().orElse(NOTHING), INVITATION));
        PeopleChange invited = invite.invite(
                caller(request),
                PersonFields.email(fields),
                fields.text("name", Person.MAX_NAME),
                PersonFields.role(fields));
        return answer(invited, HttpStatus.CREATED, request);
    }

    /// A new link, for somebody who lost the first one or the password.
    @Post(uri = "/agents/{id}/link", consumes = MediaType.ALL)
    HttpResponse<?> link(@PathVariable String id, HttpRequest<?> request) {
        return answer(invite.newLink(caller(request), id), HttpStatus.OK, request);
    }

    @Put(uri = "/agents/{id}", consumes = MediaType.APPLICATION_JSON)
    HttpResponse<?> change(@PathVariable String id, HttpRequest<byte[]> request) throws InvalidBodyException {
        JsonFields fields = new JsonFields(reader.read(request.getBody().orElse(NOTHING), CHANGE));
        ChangePeople.Wish wish = new ChangePeople.Wish(
                fields.optionalText("name", Person.MAX_NAME).orElse(null),
                PersonFields.optionalRole(fields).orElse(null),
                fields.flag("active"),
                PersonFields.optionalLanguage(fields).orElse(null),
                PersonFields.optionalVisibility(fields).orElse(null));
        return answer(change.change(caller(request), id, wish), HttpStatus.OK, request);
    }

    /// Deactivates a person. What they wrote keeps their name.
    @Delete("/agents/{id}")
    HttpResponse<?> deactivate(@PathVariable String id, HttpRequest<?> request) {
        return answer(change.deactivate(caller(request), id), HttpStatus.OK, request);
    }

    private HttpResponse<?> answer(PeopleChange outcome, HttpStatus done, HttpRequest<?> request) {
        return switch (outcome) {
            case PeopleChange.Done(Person person, String link) -> {
                Invitation invitation = person.invitation();
                yield HttpResponse.status(done)
                        .body(
                                link == null || invitation == null
                                        ? PersonBody.of(person)
                                        : new InvitationBody(
                                                PersonBody.of(person),
                                                links.of(link, request),
                                                invitation.expiresAt().toString()));
            }
            case PeopleChange.NotFound _ ->
                HttpResponse.notFound(new ErrorBody("not_found", "there is no such person, or no longer"));
            case PeopleChange.EmailTaken _ ->
                conflict("email_taken", "somebody with this e-mail address is here already");
            case PeopleChange.LastAdmin _ -> conflict("last_admin", "at least one admin must remain");
            case PeopleChange.TooMany _ -> conflict("too_many", "there are as many people as there may be");
        };
    }

    private static HttpResponse<?> conflict(String word, String message) {
        return HttpResponse.status(HttpStatus.CONFLICT).body(new ErrorBody(word, message));
    }

    private static Caller caller(HttpRequest<?> request) {
        return request.getAttribute(Caller.ATTRIBUTE, Caller.class).orElse(Caller.OPERATOR);
    }
}
