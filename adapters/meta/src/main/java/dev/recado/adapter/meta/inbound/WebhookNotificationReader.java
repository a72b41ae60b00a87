package dev.recado.adapter.meta.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recado.adapter.meta.api.BusinessNumbers;
import dev.recado.adapter.meta.api.ErrorTextMask;
import dev.recado.adapter.meta.api.GraphError;
import dev.recado.adapter.meta.api.JsonFields;
import dev.recado.domain.message.DeliveryReceipt;
import dev.recado.domain.message.InboundMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads what one webhook brings: every entry, change, message and status on its own, so that one that is corrupt
/// takes nothing else down. What is left out is told to the log, without what users wrote or who they are.
public final class WebhookNotificationReader {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookNotificationReader.class);
    private static final String MESSAGES = "messages";

    private final BusinessNumbers numbers;
    private final Instant arrived;
    private final List<Found> found = new ArrayList<>();
    private final List<DeliveryReceipt> receipts = new ArrayList<>();
    private final Map<String, Integer> leftAlone = new HashMap<>();

    private WebhookNotificationReader(BusinessNumbers numbers, Instant arrived) {
        this.numbers = numbers;
        this.arrived = arrived;
    }

    /// @param messages in the order they were written in
    /// @param leftAlone how many were for numbers that are not answered here, by the number's id, masked
    public record Notification(
            List<InboundMessage> messages, List<DeliveryReceipt> receipts, Map<String, Integer> leftAlone) {
        public Notification {
            messages = List.copyOf(messages);
            receipts = List.copyOf(receipts);
            leftAlone = Map.copyOf(leftAlone);
        }
    }

    private record Found(BiFunction<JsonNode, Instant, Optional<InboundMessage>> reading, JsonNode message) {}

    @FunctionalInterface
    private interface Aside {
        Optional<InboundMessage> read(InboundMessageReader reader, JsonNode node, Instant receivedAt);
    }

    /// @param numbers whose messages are read; those to other numbers are left alone, as another system answers
    ///     there
    public static Notification read(JsonNode notification, BusinessNumbers numbers, Instant arrived) {
        var reader = new WebhookNotificationReader(numbers, arrived);
        JsonFields.list(notification, "entry").stream()
                .flatMap(entry -> JsonFields.list(entry, "changes").stream())
                .forEach(reader::change);
        return new Notification(reader.messages(), reader.receipts, reader.leftAlone);
    }

    private void change(JsonNode change) {
        String field = JsonFields.line(change, "field").orElse(MESSAGES);
        JsonNode value = change.path("value");
        switch (field) {
            case MESSAGES -> {
                messages(value, false);
                statuses(value);
                errors(value);
            }
            // another application has the conversation: what the user writes is kept, and not answered
            case "standby" -> messages(value, true);
            case "smb_message_echoes" -> asides(value, "message_echoes", InboundMessageReader::echo);
            case "user_preferences" -> asides(value, "user_preferences", InboundMessageReader::preference);
            // account, templates, history, who has a conversation: nothing to answer
            default ->
                LOG.info(
                        "Meta tells of {}: {}",
                        word(field),
                        word(JsonFields.line(value, "event").orElse("-")));
        }
    }

    /// Of a number that is not named, only those that bring a part's id: it was named when the part was sent.
    private void statuses(JsonNode value) {
        String sentFrom = sender(value);
        boolean ours = numbers.include(sentFrom);
        for (JsonNode status : JsonFields.list(value, "statuses")) {
            Optional<DeliveryReceipt> read =
                    each("status " + word(ReceiptReader.named(status)), () -> ReceiptReader.read(status, arrived));
            if (ours || read.map(DeliveryReceipt::partId).isPresent()) {
                read.ifPresent(receipts::add);
            } else {
                OtherNumberNotice.tell(String.valueOf(sentFrom));
            }
        }
    }

    private static @Nullable String sender(JsonNode value) {
        return JsonFields.line(value.path("metadata"), "phone_number_id").orElse(null);
    }

    private void messages(JsonNode value, boolean standby) {
        if (isOurs(value, MESSAGES)) {
            var reader = new InboundMessageReader(value, standby, arrived);
            String own = digits(JsonFields.line(value.path("metadata"), "display_phone_number")
                    .orElse(""));
            for (JsonNode message : JsonFields.list(value, MESSAGES)) {
                if (!own.isEmpty()
                        && own.equals(digits(JsonFields.line(message, "from").orElse("")))) {
                    // to answer oneself has no end
                    LOG.warn("A message whose sender is the business's own number is left alone");
                } else {
                    found.add(new Found(reader::read, message));
                }
            }
        }
    }

    private void asides(JsonNode value, String list, Aside reading) {
        if (isOurs(value, list)) {
            var reader = new InboundMessageReader(value, false, arrived);
            JsonFields.list(value, list)
                    .forEach(node -> found.add(new Found((one, at) -> reading.read(reader, one, at), node)));
        }
    }

    private boolean isOurs(JsonNode value, String list) {
        String writtenTo = sender(value);
        boolean ours = numbers.include(writtenTo);
        int messages = JsonFields.list(value, list).size();
        if (!ours && messages > 0) {
            leftAlone.merge(ErrorTextMask.masked(String.valueOf(writtenTo)), messages, Integer::sum);
        }
        return ours;
    }

    private static String digits(String number) {
        return number.replaceAll("\\D", "");
    }

    /// In the order they were written in, each received a moment after the one before: so they are answered.
    private List<InboundMessage> messages() {
        found.sort(Comparator.comparing(
                one -> InboundMessageReader.writtenAt(one.message()).orElse(arrived)));
        List<InboundMessage> messages = new ArrayList<>();
        for (Found one : found) {
            Instant receivedAt = arrived.plusNanos(messages.size());
            each("message", () -> one.reading().apply(one.message(), receivedAt))
                    .ifPresent(messages::add);
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
        for (JsonNode error : JsonFields.list(node, "errors")) {
            GraphError.of(error).ifPresent(told -> LOG.warn("Meta reports error {}: {}", told.name(), told.words()));
        }
    }

    /// A name of Meta's, for the log.
    private static String word(String name) {
        return name.matches("[A-Za-z0-9_.-]{1,60}") ? name : "something else";
    }
}
