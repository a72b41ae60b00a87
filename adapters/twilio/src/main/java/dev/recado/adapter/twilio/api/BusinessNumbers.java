package dev.recado.adapter.twilio.api;

import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.Source;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The WhatsApp numbers of the business: those that are answered, and the one that an answer leaves from.
///
/// A list that names numbers of the business's own is complete: others are another system's. The sandbox's
/// number is nobody's own, so a list without any other says nothing about them, and neither does a Messaging
/// Service. Then every number whose webhook leads here is answered.
///
/// @param numbers as they are configured, `whatsapp:+14155238886`; the first sends what answers nobody
/// @param service the Messaging Service that sends, if any
public record BusinessNumbers(
        List<String> numbers, @Nullable String service) {
    /// The sender of Twilio's WhatsApp sandbox, the same for everyone.
    public static final String SANDBOX = "whatsapp:+14155238886";

    private static final String WHATSAPP = "whatsapp:";

    public BusinessNumbers {
        numbers = List.copyOf(numbers);
    }

    /// @param configured separated by commas, with or without `whatsapp:`
    public static BusinessNumbers of(@Nullable String configured, @Nullable String service) {
        List<String> numbers = Arrays.stream((configured == null ? "" : configured).split(",", -1))
                .map(String::strip)
                .filter(number -> !number.isEmpty())
                .map(number -> number.startsWith(WHATSAPP) ? number : WHATSAPP + number)
                .toList();
        return new BusinessNumbers(numbers, service == null || service.isBlank() ? null : service);
    }

    /// Whether the message was written to a number that is answered here. A plain SMS is not, whoever it is
    /// for; it is only noted.
    ///
    /// @param throughService the Messaging Service that the message came through, if any
    public boolean areWrittenTo(InboundMessage message, @Nullable String throughService) {
        String to = message.businessAddress();
        return message.source() != Source.WHATSAPP
                || to == null
                || areUnknown()
                || numbers.contains(to)
                || (service != null && service.equals(throughService));
    }

    /// Whether a receipt may be of a message that was sent here: of one from a number that is answered here, or
    /// by the Messaging Service. Others' come along where an account has one address for all of its receipts.
    ///
    /// @param from the sender that the receipt names, if any
    /// @param throughService the Messaging Service that it names, if any
    public boolean maySend(@Nullable String from, @Nullable String throughService) {
        return from == null
                || areUnknown()
                || numbers.contains(from)
                || (service != null && (throughService == null || service.equals(throughService)));
    }

    /// Whether Twilio's list is asked for messages to this number. It lists those to all numbers of the account,
    /// also where a webhook leads elsewhere: what is not named is not taken in, unless a Messaging Service stands
    /// for all.
    public boolean areAskedFor(@Nullable String to) {
        return service != null || numbers.isEmpty() || (to != null && numbers.contains(to));
    }

    /// The sender of an answer where no Messaging Service chooses it: the number that was written to.
    ///
    /// @param writtenTo null, or another provider's, where the business speaks unasked
    public String answering(@Nullable String writtenTo) {
        if (writtenTo != null && writtenTo.startsWith(WHATSAPP) && (areUnknown() || numbers.contains(writtenTo))) {
            return writtenTo;
        }
        return numbers.isEmpty() ? SANDBOX : numbers.getFirst();
    }

    private boolean areUnknown() {
        return numbers.stream().allMatch(SANDBOX::equals);
    }
}
