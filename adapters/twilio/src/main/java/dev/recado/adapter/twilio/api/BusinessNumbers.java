package dev.recado.adapter.twilio.api;

import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.Source;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The business's WhatsApp numbers: which are answered, and from which one an answer is sent.
///
/// A list with numbers of the business's own is complete: other numbers belong to another system. The sandbox's
/// number is shared by all accounts, so a list with only that number says nothing about the others; neither does
/// a Messaging Service. In both cases every number whose webhook leads here is answered.
///
/// @param numbers as configured, `whatsapp:+14155238886`; the first one sends what is no reply to a user
/// @param service the Messaging Service that sends, if any
public record BusinessNumbers(
        List<String> numbers, @Nullable String service) {
    /// The sender of Twilio's WhatsApp sandbox, the same for everyone.
    public static final String SANDBOX = "whatsapp:+14155238886";

    private static final String WHATSAPP = "whatsapp:";

    public BusinessNumbers {
        numbers = List.copyOf(numbers);
    }

    /// @param configured the numbers separated by commas, with or without `whatsapp:`
    public static BusinessNumbers of(@Nullable String configured, @Nullable String service) {
        List<String> numbers = Arrays.stream((configured == null ? "" : configured).split(",", -1))
                .map(String::strip)
                .filter(number -> !number.isEmpty())
                .map(number -> number.startsWith(WHATSAPP) ? number : WHATSAPP + number)
                .toList();
        return new BusinessNumbers(numbers, service == null || service.isBlank() ? null : service);
    }

    /// Whether the message was written to a number that is answered here. A plain SMS passes for any number; it
    /// is only stored.
    ///
    /// @param serviceSid the Messaging Service that the message came through, if any
    public boolean isAddressedHere(InboundMessage message, @Nullable String serviceSid) {
        String to = message.businessAddress();
        return message.source() != Source.WHATSAPP
                || to == null
                || isOpen()
                || numbers.contains(to)
                || (service != null && service.equals(serviceSid));
    }

    /// Whether a receipt may belong to a message that was sent here: from a number that is answered here, or by
    /// the Messaging Service. Others' receipts arrive too where an account has one status callback URL.
    ///
    /// @param from the sender in the receipt, if any
    /// @param serviceSid the Messaging Service in the receipt, if any
    public boolean maySend(@Nullable String from, @Nullable String serviceSid) {
        return from == null
                || isOpen()
                || numbers.contains(from)
                || (service != null && (serviceSid == null || service.equals(serviceSid)));
    }

    /// Whether Twilio's message list is read for messages to this number. The list covers all numbers of the
    /// account, also those whose webhook leads elsewhere, so only configured numbers are read, unless a Messaging
    /// Service stands for all.
    public boolean isListed(@Nullable String to) {
        return service != null || numbers.isEmpty() || (to != null && numbers.contains(to));
    }

    /// The sender of an answer where no Messaging Service chooses it: the number that was written to.
    ///
    /// @param recipientNumber null or another provider's number for a message that is not a reply
    public String senderFor(@Nullable String recipientNumber) {
        if (recipientNumber != null
                && recipientNumber.startsWith(WHATSAPP)
                && (isOpen() || numbers.contains(recipientNumber))) {
            return recipientNumber;
        }
        return numbers.isEmpty() ? SANDBOX : numbers.getFirst();
    }

    private boolean isOpen() {
        return numbers.stream().allMatch(SANDBOX::equals);
    }
}
