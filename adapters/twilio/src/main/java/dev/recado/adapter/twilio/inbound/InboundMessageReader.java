package dev.recado.adapter.twilio.inbound;

import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.InboundMessage.Origin;
import dev.recado.domain.message.InboundMessage.Sender;
import dev.recado.domain.message.MessageContext;
import dev.recado.domain.message.Source;
import dev.recado.domain.text.TextCleaner;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the form of an incoming message. Unknown parameters are ignored.
public final class InboundMessageReader {
    private static final String WHATSAPP = "whatsapp:";
    private static final int MAX_SID = 200;
    /// Twilio's prefixes of addresses; an SMS has none.
    private static final List<String> MEDIA = List.of("whatsapp", "messenger", "rcs");

    private InboundMessageReader() {}

    /// The result of reading a form.
    public sealed interface Reading {
        record Message(InboundMessage message) implements Reading {}

        /// A required parameter is missing or invalid.
        record Incomplete(String reason) implements Reading {}
    }

    public static Reading read(Form form, Instant receivedAt) {
        Optional<String> sid = sid(form);
        if (sid.isEmpty()) {
            return new Reading.Incomplete("MessageSid is missing");
        }
        if (sid.get().length() > MAX_SID) {
            return new Reading.Incomplete("MessageSid is too long");
        }
        Optional<String> sender = form.filled("From");
        if (sender.isEmpty()) {
            return new Reading.Incomplete("From is missing");
        }
        Optional<UserAddress> from = address(sender.get());
        if (from.isEmpty()) {
            return new Reading.Incomplete("From is no address");
        }
        InboundMessage message = InboundMessage.of(
                new Origin(
                        Channel.TWILIO,
                        sid.get(),
                        sender.get().startsWith(WHATSAPP) ? Source.WHATSAPP : Source.SMS,
                        line(form, "To"),
                        null),
                new Sender(from.get(), otherAddress(form, from.get()), line(form, "ProfileName")),
                ContentReader.read(form),
                receivedAt,
                receivedAt);
        MessageContext context = context(form);
        return new Reading.Message(context.equals(MessageContext.NONE) ? message : message.with(context));
    }

    /// The medium by which the user wrote, as a word for the log: what stands before the address.
    public static String medium(Form form) {
        String from = form.filled("From").orElse("");
        return MEDIA.stream()
                .filter(medium -> from.startsWith(medium + ":"))
                .findFirst()
                .orElse(from.contains(":") ? "another medium" : "sms");
    }

    private static MessageContext context(Form form) {
        String quoted = line(form, "OriginalRepliedMessageSid");
        return new MessageContext(
                MessageContext.Audience.BOT,
                quoted == null || quoted.length() > MAX_SID ? null : quoted,
                referral(form));
    }

    /// `ReferralNumMedia` also comes with ordinary messages.
    private static MessageContext.@Nullable Referral referral(Form form) {
        String title = line(form, "ReferralHeadline");
        String text = form.filled("ReferralBody").map(TextCleaner::clean).orElse(null);
        String id = line(form, "ReferralSourceId");
        String url = line(form, "ReferralSourceUrl");
        if (title == null && text == null && id == null && url == null) {
            return null;
        }
        String kind = line(form, "ReferralSourceType");
        return new MessageContext.Referral(kind == null ? "ad" : kind, title, text, id, url);
    }

    /// The message's id. Its two older names are deprecated, but some senders still use only these.
    public static Optional<String> sid(Form form) {
        return form.filled("MessageSid")
                .or(() -> form.filled("SmsMessageSid"))
                .or(() -> form.filled("SmsSid"))
                .map(TextCleaner::line)
                .filter(sid -> !sid.isEmpty());
    }

    /// The user's other address: the business-scoped id beside a number, or the number beside a business-scoped
    /// id.
    private static @Nullable UserAddress otherAddress(Form form, UserAddress from) {
        return form.filled("ExternalUserId")
                .flatMap(InboundMessageReader::address)
                .filter(other -> !other.equals(from))
                .or(() -> form.filled("WaId")
                        .flatMap(InboundMessageReader::address)
                        .filter(other -> !other.equals(from)))
                .orElse(null);
    }

    /// An address in Twilio's format: `whatsapp:+16505551234`, `whatsapp:US.1349…` for a user who hides the
    /// number, `+12345` for a plain SMS.
    private static Optional<UserAddress> address(String text) {
        String withoutPrefix = TextCleaner.line(text.startsWith(WHATSAPP) ? text.substring(WHATSAPP.length()) : text);
        String digits = withoutPrefix.startsWith("+") ? withoutPrefix.substring(1) : withoutPrefix;
        if (!digits.isEmpty() && digits.length() < 32 && digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.of(new UserAddress.Phone("+" + digits));
        }
        return withoutPrefix.isEmpty() || withoutPrefix.length() > 160
                ? Optional.empty()
                : Optional.of(new UserAddress.BusinessScoped(withoutPrefix));
    }

    private static @Nullable String line(Form form, String name) {
        return form.filled(name)
                .map(TextCleaner::line)
                .filter(line -> !line.isEmpty())
                .orElse(null);
    }
}
