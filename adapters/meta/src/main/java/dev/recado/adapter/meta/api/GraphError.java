package dev.recado.adapter.meta.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// An error as Meta tells it, in an answer and in webhooks alike. Its code alone decides: titles change, and most
/// limits come with HTTP status 400.
///
/// @param subcode what of it; 0 where it is not told
/// @param words fit for a log and for the record: without phone numbers
/// @param isTransient Meta's own word that a later try may pass
public record GraphError(int code, int subcode, String words, boolean isTransient) {
    public static final GraphError UNTOLD = new GraphError(-1, 0, "failed", false);

    /// @param error the object with the code in it
    public static Optional<GraphError> of(JsonNode error) {
        JsonNode code = error.path("code");
        if (!code.canConvertToInt() && !code.asText().matches("-?\\d{1,9}")) {
            return Optional.empty();
        }
        String words = JsonFields.line(error.path("error_data"), "details")
                .or(() -> JsonFields.line(error, "message"))
                .or(() -> JsonFields.line(error, "title"))
                .orElse("");
        return Optional.of(new GraphError(
                code.asInt(),
                error.path("error_subcode").asInt(),
                ErrorTextMask.masked(words),
                error.path("is_transient").asBoolean()));
    }

    public String name() {
        return Integer.toString(code);
    }
}
