package dev.recado.adapter.console.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.recado.domain.message.Author;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.serde.annotation.Serdeable;

/// The error response where another person has the conversation: an [dev.recado.adapter.console.ErrorBody] that
/// names the person.
@Serdeable.Serializable
@JsonInclude(Include.ALWAYS)
record HeldBody(String error, String message, PersonResponse assignee) {

    static HttpResponse<?> response(Author owner) {
        return HttpResponse.status(HttpStatus.CONFLICT)
                .body(new HeldBody(
                        "assigned",
                        "another person has the conversation",
                        new PersonResponse(owner.id(), owner.name())));
    }
}
