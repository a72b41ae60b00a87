package dev.recado.adapter.console.kept;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.recado.domain.kept.Label;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A label.
@Serdeable.Serializable
record LabelBody(String id, String name, String color, int version, EditBody changed) {

    static LabelBody of(Label label) {
        return new LabelBody(
                label.id(), label.name(), label.color(), label.edit().version(), EditBody.of(label.edit()));
    }

    /// @param next always null: all are on one page
    @Serdeable.Serializable
    @JsonInclude(Include.ALWAYS)
    record Page(List<LabelBody> items, @Nullable String next) {
        static Page of(List<Label> labels) {
            return new Page(labels.stream().map(LabelBody::of).toList(), null);
        }
    }
}
