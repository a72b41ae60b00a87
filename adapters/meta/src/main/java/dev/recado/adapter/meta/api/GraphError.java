package dev.recado.adapter.meta.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recado.domain.text.PersonalDataMask;
import java.util.Optional;

/// An error as Meta reports it, in answers and in webhooks. Only its code decides: titles change, and most limits
/// come with HTTP status 400.
///
/// @param subcode the detail of the code; 0 when there is none
/// @param words safe to log and store: without phone numbers
/// @param isTransient whether Meta says that a later try may succeed
public record GraphError(int code, int subcode, String words, boolean isTransient) {
    public static final GraphError UNSPECIFIED = new GraphError(-1, 0, "failed", false);

    /// @param error the object that contains the code
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
                PersonalDataMask.masked(words),
                error.path("is_transient").asBoolean()));
    }

    public String name() {
        return Integer.toString(code);
    }
}
