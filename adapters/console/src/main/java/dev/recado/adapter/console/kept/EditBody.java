package dev.recado.adapter.console.kept;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.recado.domain.kept.Edit;
import io.micronaut.serde.annotation.Serdeable;

/// Who changed an item last, and when.
@Serdeable.Serializable
public record EditBody(By by, String at) {

    @Serdeable.Serializable
    @JsonInclude(Include.ALWAYS)
    record By(String id, String name) {}

    public static EditBody of(Edit edit) {
        return new EditBody(new By(edit.by().id(), edit.by().name()), edit.at().toString());
    }
}
