package dev.recado.adapter.meta;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recado.domain.model.Channel;
import dev.recado.domain.model.DeliveryReceipt;
import dev.recado.domain.model.DeliveryStatus;
import dev.recado.domain.model.PartId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// Reads one status of a notification into the domain's words.
final class StatusReader {
    /// Meta gives back up to 512 characters; a part's id has fewer.
    private static final int LONGEST_PART_ID = 300;

    private StatusReader() {}

    /// The receipt; empty for a state that says nothing of how far a message got, for one that nobody knew when this
    /// was written, and for a message that is no part of an answer.
    static Optional<DeliveryReceipt> read(JsonNode status, Instant at) {
        Optional<String> id = Json.line(status, "id");
        Optional<DeliveryStatus> state = state(named(status));
        Optional<String> data = Json.line(status, "biz_opaque_callback_data");
        if (id.isEmpty()
                || state.isEmpty()
                || data.filter(Requests.NO_PART::equals).isPresent()) {
            return Optional.empty();
        }
        Optional<GraphError> error = state.filter(DeliveryStatus.FAILED::equals)
                .map(failed -> GraphError.of(status.path("errors").path(0)).orElse(GraphError.UNTOLD));
        return Optional.of(new DeliveryReceipt(
                Channel.META,
                id.get(),
                data.filter(part -> part.length() <= LONGEST_PART_ID)
                        .map(PartId::new)
                        .orElse(null),
                state.get(),
                error.map(GraphError::name).orElse(null),
                error.map(GraphError::words).orElse(null),
                MessageReader.writtenAt(status)
                        .filter(told -> told.isBefore(at))
                        .orElse(at)));
    }

    static String named(JsonNode status) {
        return Json.line(status, "status").orElse("").toLowerCase(Locale.ROOT);
    }

    private static Optional<DeliveryStatus> state(String named) {
        return switch (named) {
            case "accepted", "held_for_quality_assessment" -> Optional.of(DeliveryStatus.SENDING);
            case "sent" -> Optional.of(DeliveryStatus.SENT);
            case "delivered" -> Optional.of(DeliveryStatus.DELIVERED);
            // a voice message that was played was read before
            case "read", "played" -> Optional.of(DeliveryStatus.READ);
            case "failed" -> Optional.of(DeliveryStatus.FAILED);
            default -> Optional.empty();
        };
    }
}
