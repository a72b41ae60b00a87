package dev.recado.adapter.twilio.inbound;

import dev.recado.adapter.twilio.sending.SendOutcomeMapper;
import dev.recado.adapter.twilio.sending.StatusCallbackUrls;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.message.DeliveryReceipt;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.text.PersonalDataMask;
import dev.recado.domain.text.TextCleaner;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a status callback into a delivery receipt.
public final class ReceiptReader {
    private static final int MAX_PART_ID = 300;

    /// The statuses of a message that a user wrote.
    private static final Set<String> INBOUND = Set.of("received", "receiving");

    private ReceiptReader() {}

    /// The result of reading a callback.
    public sealed interface Reading {
        record Receipt(DeliveryReceipt receipt) implements Reading {}

        /// A status that is unknown or says nothing about delivery.
        record Meaningless(String status) implements Reading {}

        /// A required parameter is missing.
        record Incomplete(String reason) implements Reading {}
    }

    /// @param query the parameters of the callback's URL, which carry the part's id
    public static Reading read(Form form, Form query, Instant at) {
        Optional<String> sid = InboundMessageReader.sid(form);
        if (sid.isEmpty()) {
            return new Reading.Incomplete("MessageSid is missing");
        }
        String statusName = statusName(form);
        if (statusName.isEmpty()) {
            return new Reading.Incomplete("MessageStatus is missing");
        }
        Optional<DeliveryStatus> status = status(statusName);
        if (status.isEmpty()) {
            return new Reading.Meaningless(statusName);
        }
        boolean failed = status.get() == DeliveryStatus.FAILED;
        return new Reading.Receipt(new DeliveryReceipt(
                Channel.TWILIO,
                sid.get(),
                part(query),
                status.get(),
                failed ? errorCode(form) : null,
                failed ? errorText(form, statusName) : null,
                at));
    }

    /// Whether a form is a status callback, and not of a message that a user wrote: Twilio may post both to
    /// either URL.
    public static boolean isReceipt(Form form) {
        String statusName = statusName(form);
        return !statusName.isEmpty() && !INBOUND.contains(statusName);
    }

    private static String statusName(Form form) {
        return form.filled("EventType")
                .filter("READ"::equalsIgnoreCase)
                .or(() -> form.filled("MessageStatus"))
                .or(() -> form.filled("SmsStatus"))
                .map(status -> TextCleaner.line(status).toLowerCase(Locale.ROOT))
                .orElse("");
    }

    private static Optional<DeliveryStatus> status(String statusName) {
        return switch (statusName) {
            case "accepted", "scheduled", "queued" -> Optional.of(DeliveryStatus.QUEUED);
            case "sending" -> Optional.of(DeliveryStatus.SENDING);
            case "sent" -> Optional.of(DeliveryStatus.SENT);
            case "delivered", "partially_delivered" -> Optional.of(DeliveryStatus.DELIVERED);
            case "read" -> Optional.of(DeliveryStatus.READ);
            case "failed", "undelivered", "canceled" -> Optional.of(DeliveryStatus.FAILED);
            default -> Optional.empty();
        };
    }

    private static @Nullable PartId part(Form query) {
        return query.filled(StatusCallbackUrls.PART)
                .filter(part -> part.length() <= MAX_PART_ID)
                .map(PartId::new)
                .orElse(null);
    }

    private static @Nullable String errorCode(Form form) {
        return form.filled("ErrorCode").map(TextCleaner::line).orElse(null);
    }

    private static String errorText(Form form, String statusName) {
        if (String.valueOf(SendOutcomeMapper.WINDOW_CLOSED).equals(errorCode(form))) {
            return "the service window is closed";
        }
        return form.filled("ErrorMessage")
                .or(() -> form.filled("ChannelStatusMessage"))
                .map(text -> PersonalDataMask.masked(TextCleaner.line(text)))
                .orElse(statusName);
    }
}
