package dev.recado.adapter.console.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of conversations.
///
/// @param next the `after` of the next page; null on the last one
@Serdeable.Serializable
@JsonInclude(Include.ALWAYS)
record ConversationPage(
        List<ConversationResponse> items, @Nullable String next) {
    ConversationPage {
        items = List.copyOf(items);
    }
}
