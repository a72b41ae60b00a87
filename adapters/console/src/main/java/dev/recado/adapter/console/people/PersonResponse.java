package dev.recado.adapter.console.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.recado.domain.message.Author;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/// A person of the business.
@Serdeable.Serializable
@JsonInclude(Include.ALWAYS)
record PersonResponse(String id, String name) {

    static @Nullable PersonResponse of(@Nullable Author author) {
        return author == null ? null : new PersonResponse(author.id(), author.name());
    }
}
