package dev.recado.adapter.twilio.webhook;

import dev.recado.adapter.twilio.api.BusinessNumbers;
import dev.recado.adapter.twilio.inbound.Form;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The numbers that our own messages come from.
///
/// @param withoutPrefix without a channel prefix
record OwnNumbers(Set<String> withoutPrefix) {
    static OwnNumbers of(BusinessNumbers businessNumbers) {
        return new OwnNumbers(Stream.concat(Stream.of(BusinessNumbers.SANDBOX), businessNumbers.numbers().stream())
                .map(OwnNumbers::withoutPrefix)
                .collect(Collectors.toUnmodifiableSet()));
    }

    /// Whether the message was sent by us: nobody else writes from our numbers, and nobody writes to themselves.
    boolean isFromUs(Form form) {
        String from = withoutPrefix(form.filled("From").orElse(""));
        return withoutPrefix.contains(from)
                || from.equals(withoutPrefix(form.filled("To").orElse("")));
    }

    private static String withoutPrefix(String address) {
        return address.substring(address.indexOf(':') + 1).strip();
    }
}
