package dev.recado.adapter.meta.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recado.adapter.meta.api.GraphError;
import dev.recado.adapter.meta.api.JsonFields;
import dev.recado.adapter.meta.sending.GraphRequestWriter;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.message.DeliveryReceipt;
import dev.recado.domain.message.DeliveryStatus;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// Reads one status of a notification into a delivery receipt.
final class ReceiptReader {
    /// Meta returns up to 512 characters; a part's id is shorter.
    private static final int MAX_PART_ID = 300;

    private ReceiptReader() {}

    /// The receipt; empty for a status that is unknown or says nothing about delivery, and for a message that is
    /// not a part of an answer.
    public static Optional<DeliveryReceipt> read(JsonNode status, Instant at) {
        Optional<String> id = JsonFields.line(status, "id");
        Optional<DeliveryStatus> state = state(statusName(status));
        Optional<String> data = JsonFields.line(status, "biz_opaque_callback_data");
        if (id.isEmpty()
                || state.isEmpty()
                || data.filter(GraphRequestWriter.NO_PART::equals).isPresent()) {
            return Optional.empty();
        }
        Optional<GraphError> error = state.filter(DeliveryStatus.FAILED::equals)
                .map(failed -> GraphError.of(status.path("errors").path(0)).orElse(GraphError.UNSPECIFIED));
        return Optional.of(new DeliveryReceipt(
                Channel.META,
                id.get(),
                data.filter(part -> part.length() <= MAX_PART_ID)
                        .map(PartId::new)
                        .orElse(null),
                state.get(),
                error.map(GraphError::name).orElse(null),
                error.map(GraphError::words).orElse(null),
                InboundMessageReader.writtenAt(status)
                        .filter(time -> time.isBefore(at))
                        .orElse(at)));
    }

    static String statusName(JsonNode status) {
        return JsonFields.line(status, "status").orElse("").toLowerCase(Locale.ROOT);
    }

    private static Optional<DeliveryStatus> state(String statusName) {
        return switch (statusName) {
            case "accepted", "held_for_quality_assessment" -> Optional.of(DeliveryStatus.SENDING);
            case "sent" -> Optional.of(DeliveryStatus.SENT);
            case "delivered" -> Optional.of(DeliveryStatus.DELIVERED);
            // A voice message that was played had been read before.
            case "read", "played" -> Optional.of(DeliveryStatus.READ);
            case "failed" -> Optional.of(DeliveryStatus.FAILED);
            default -> Optional.empty();
        };
    }
}
