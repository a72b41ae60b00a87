package dev.recado.adapter.meta;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// An error as Meta tells it, in an answer and in webhooks alike. Its code alone decides: titles change, and most
/// limits come with HTTP status 400.
///
/// @param subcode what of it; 0 where it is not told
/// @param words fit for a log and for the record: without phone numbers
/// @param isTransient Meta's own word that a later try may pass
record GraphError(int code, int subcode, String words, boolean isTransient) {
    static final GraphError UNTOLD = new GraphError(-1, 0, "failed", false);

    /// @param error the object with the code in it
    static Optional<GraphError> of(JsonNode error) {
        JsonNode code = error.path("code");
        if (!code.canConvertToInt() && !code.asText().matches("-?\\d{1,9}")) {
            return Optional.empty();
        }
        String words = Json.line(error.path("error_data"), "details")
                .or(() -> Json.line(error, "message"))
                .or(() -> Json.line(error, "title"))
                .orElse("");
        return Optional.of(new GraphError(
                code.asInt(),
                error.path("error_subcode").asInt(),
                Personal.masked(words),
                error.path("is_transient").asBoolean()));
    }

    String name() {
        return Integer.toString(code);
    }
}
