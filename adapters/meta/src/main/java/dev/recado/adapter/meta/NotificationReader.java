package dev.recado.adapter.meta;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recado.domain.model.DeliveryReceipt;
import dev.recado.domain.model.InboundMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads what one webhook brings: every entry, change, message and status on its own, so that one that is corrupt
/// takes nothing else down. What is left out is told to the log, without what users wrote or who they are.
final class NotificationReader {
    private static final Logger LOG = LoggerFactory.getLogger(NotificationReader.class);
    private static final String MESSAGES = "messages";

    private final Instant arrived;
    private final List<Found> found = new ArrayList<>();
    private final List<DeliveryReceipt> receipts = new ArrayList<>();

    private NotificationReader(Instant arrived) {
        this.arrived = arrived;
    }

    /// @param messages in the order they were written in
    record Notification(List<InboundMessage> messages, List<DeliveryReceipt> receipts) {
        Notification {
            messages = List.copyOf(messages);
            receipts = List.copyOf(receipts);
        }
    }

    private record Found(MessageReader reader, JsonNode message) {}

    static Notification read(JsonNode notification, Instant arrived) {
        var reader = new NotificationReader(arrived);
        Json.list(notification, "entry").stream()
                .flatMap(entry -> Json.list(entry, "changes").stream())
                .forEach(reader::change);
        return new Notification(reader.messages(), reader.receipts);
    }

    private void change(JsonNode change) {
        String field = Json.line(change, "field").orElse(MESSAGES);
        JsonNode value = change.path("value");
        if (!field.equals(MESSAGES)) {
            // account, templates, history, echoes of what others sent: nothing to answer
            LOG.info(
                    "Meta tells of {}: {}",
                    word(field),
                    word(Json.line(value, "event").orElse("-")));
            return;
        }
        var reader = new MessageReader(value, arrived);
        Json.list(value, MESSAGES).forEach(message -> found.add(new Found(reader, message)));
        for (JsonNode status : Json.list(value, "statuses")) {
            each("status " + word(StatusReader.named(status)), () -> StatusReader.read(status, arrived))
                    .ifPresent(receipts::add);
        }
        errors(value);
    }

    /// In the order they were written in, each received a moment after the one before: so they are answered.
    private List<InboundMessage> messages() {
        found.sort(Comparator.comparing(
                one -> MessageReader.writtenAt(one.message()).orElse(arrived)));
        List<InboundMessage> messages = new ArrayList<>();
        for (Found one : found) {
            Instant receivedAt = arrived.plusNanos(messages.size());
            each("message", () -> one.reader().read(one.message(), receivedAt)).ifPresent(messages::add);
            errors(one.message());
        }
        return messages;
    }

    private static <T> Optional<T> each(String what, Supplier<Optional<T>> reading) {
        try {
            Optional<T> read = reading.get();
            if (read.isEmpty()) {
                LOG.info("A {} of a webhook is left out: it says nothing that can be used", what);
            }
            return read;
        } catch (RuntimeException e) {
            // not with its message: that may repeat what a user wrote
            LOG.error(
                    "A {} of a webhook could not be read: {}",
                    what,
                    e.getClass().getName());
            return Optional.empty();
        }
    }

    private static void errors(JsonNode node) {
        for (JsonNode error : Json.list(node, "errors")) {
            GraphError.of(error).ifPresent(told -> LOG.warn("Meta reports error {}: {}", told.name(), told.words()));
        }
    }

    /// A name of Meta's, for the log.
    private static String word(String name) {
        return name.matches("[A-Za-z0-9_.-]{1,60}") ? name : "something else";
    }
}
