package dev.recado.adapter.llm.response;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Thrown for a 200 response by which a provider refuses. LangChain4j fails on some of these and reads others as
/// a blank answer.
public final class DeclinedResponseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    // Gemini's finish reasons that mean "blocked" (its API reference, Candidate.FinishReason).
    private static final Set<String> BLOCKED = Set.of(
            "SAFETY",
            "RECITATION",
            "LANGUAGE",
            "BLOCKLIST",
            "PROHIBITED_CONTENT",
            "SPII",
            "IMAGE_SAFETY",
            "IMAGE_PROHIBITED_CONTENT",
            "IMAGE_RECITATION");

    private DeclinedResponseException(String reason) {
        super(reason);
    }

    public String reason() {
        return String.valueOf(getMessage());
    }

    /// Reads Gemini's `promptFeedback.blockReason` and `finishReason`, Anthropic's `stop_reason`, and
    /// `incomplete_details` of OpenAI's Responses.
    static Optional<DeclinedResponseException> in(JsonNode answer) {
        String blocked = answer.path("promptFeedback").path("blockReason").asText("");
        String finished = answer.path("candidates").path(0).path("finishReason").asText("");
        if (!blocked.isEmpty()) {
            return declined("blocked " + blocked);
        }
        if (BLOCKED.contains(finished)) {
            return declined("finished " + finished);
        }
        if (answer.path("stop_reason").asText("").equals("refusal")) {
            return declined("refusal");
        }
        return answer.path("incomplete_details").path("reason").asText("").equals("content_filter")
                ? declined("content_filter")
                : Optional.empty();
    }

    private static Optional<DeclinedResponseException> declined(String reason) {
        return Optional.of(new DeclinedResponseException(reason.toLowerCase(Locale.ROOT)));
    }
}
