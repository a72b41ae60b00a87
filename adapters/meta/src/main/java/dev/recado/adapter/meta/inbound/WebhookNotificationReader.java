package dev.recado.adapter.meta.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recado.adapter.meta.api.BusinessNumbers;
import dev.recado.adapter.meta.api.GraphError;
import dev.recado.adapter.meta.api.JsonFields;
import dev.recado.domain.message.DeliveryReceipt;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.text.PersonalDataMask;
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

/// Reads one webhook's notification. Every entry, change, message and status is read on its own, so that a
/// corrupt one affects no other. What is left out is logged, without users' texts or addresses.
public final class WebhookNotificationReader {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookNotificationReader.class);
    private static final String MESSAGES = "messages";

    private final BusinessNumbers numbers;
    private final Instant arrived;
    private final List<FoundMessage> found = new ArrayList<>();
    private final List<DeliveryReceipt> receipts = new ArrayList<>();
    private final Map<String, Integer> leftAlone = new HashMap<>();

    private WebhookNotificationReader(BusinessNumbers numbers, Instant arrived) {
        this.numbers = numbers;
        this.arrived = arrived;
    }

    /// What a notification contains.
    ///
    /// @param messages in the order in which they were written
    /// @param leftAlone how many messages were for numbers that are not answered here, by the masked id of the
    /// number
    public record Notification(
            List<InboundMessage> messages, List<DeliveryReceipt> receipts, Map<String, Integer> leftAlone) {
        public Notification {
            messages = List.copyOf(messages);
            receipts = List.copyOf(receipts);
            leftAlone = Map.copyOf(leftAlone);
        }
    }

    private record FoundMessage(BiFunction<JsonNode, Instant, Optional<InboundMessage>> reading, JsonNode message) {}

    @FunctionalInterface
    private interface NoticeReader {
        Optional<InboundMessage> read(InboundMessageReader reader, JsonNode node, Instant receivedAt);
    }

    /// @param numbers the numbers whose messages are read; messages to other numbers are skipped, because another
    /// system answers them
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
            // Another application handles the conversation: the user's messages are stored and not answered.
            case "standby" -> messages(value, true);
            case "smb_message_echoes" -> notices(value, "message_echoes", InboundMessageReader::echo);
            case "user_preferences" -> notices(value, "user_preferences", InboundMessageReader::preference);
            // Changes of the account, templates, history or the handling application need no answer.
            default ->
                LOG.info(
                        "[META] Meta tells of {}: {}",
                        logName(field),
                        logName(JsonFields.line(value, "event").orElse("-")));
        }
    }

    /// For a number that is not configured, only statuses with a part id are read: the number was configured when
    /// the part was sent.
    private void statuses(JsonNode value) {
        String sentFrom = sender(value);
        boolean ours = numbers.include(sentFrom);
        for (JsonNode status : JsonFields.list(value, "statuses")) {
            Optional<DeliveryReceipt> read = each(
                    "status " + logName(ReceiptReader.statusName(status)), () -> ReceiptReader.read(status, arrived));
            if (ours || read.map(DeliveryReceipt::partId).isPresent()) {
                read.ifPresent(receipts::add);
            } else {
                OtherNumberNotice.log(String.valueOf(sentFrom));
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
                    // Answering oneself would never end.
                    LOG.warn("[LEFT ALONE] a message whose sender is the business's own number is not answered");
                } else {
                    found.add(new FoundMessage(reader::read, message));
                }
            }
        }
    }

    private void notices(JsonNode value, String list, NoticeReader reading) {
        if (isOurs(value, list)) {
            var reader = new InboundMessageReader(value, false, arrived);
            JsonFields.list(value, list)
                    .forEach(node -> found.add(new FoundMessage((one, at) -> reading.read(reader, one, at), node)));
        }
    }

    private boolean isOurs(JsonNode value, String list) {
        String writtenTo = sender(value);
        boolean ours = numbers.include(writtenTo);
        int messages = JsonFields.list(value, list).size();
        if (!ours && messages > 0) {
            leftAlone.merge(PersonalDataMask.masked(String.valueOf(writtenTo)), messages, Integer::sum);
        }
        return ours;
    }

    private static String digits(String number) {
        return number.replaceAll("\\D", "");
    }

    /// The messages in the order in which they were written, each with a slightly later time, in which they are
    /// answered.
    private List<InboundMessage> messages() {
        found.sort(Comparator.comparing(
                one -> InboundMessageReader.writtenAt(one.message()).orElse(arrived)));
        List<InboundMessage> messages = new ArrayList<>();
        for (FoundMessage one : found) {
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
                LOG.info("[META] a {} of a webhook is left out: it says nothing that can be used", what);
            }
            return read;
        } catch (RuntimeException e) {
            // Without the exception's message, which may repeat a user's text.
            LOG.error(
                    "[META] a {} of a webhook could not be read: {}",
                    what,
                    e.getClass().getName());
            return Optional.empty();
        }
    }

    private static void errors(JsonNode node) {
        for (JsonNode error : JsonFields.list(node, "errors")) {
            GraphError.of(error)
                    .ifPresent(reported ->
                            LOG.warn("[META] Meta reports error {}: {}", reported.name(), reported.words()));
        }
    }

    /// A name of Meta's, made safe for the log.
    private static String logName(String name) {
        return name.matches("[A-Za-z0-9_.-]{1,60}") ? name : "something else";
    }
}
