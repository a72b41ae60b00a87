package dev.recado.adapter.twilio.webhook;

import dev.recado.adapter.twilio.api.BusinessNumbers;
import dev.recado.adapter.twilio.inbound.Form;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The numbers that messages of our own come from.
///
/// @param bare without a channel before them
record OwnNumbers(Set<String> bare) {
    static OwnNumbers of(BusinessNumbers businessNumbers) {
        return new OwnNumbers(Stream.concat(Stream.of(BusinessNumbers.SANDBOX), businessNumbers.numbers().stream())
                .map(OwnNumbers::bare)
                .collect(Collectors.toUnmodifiableSet()));
    }

    /// Whether a message tells that we wrote it: nobody else writes from our numbers, and nobody to themselves.
    boolean isFromUs(Form form) {
        String from = bare(form.filled("From").orElse(""));
        return bare.contains(from) || from.equals(bare(form.filled("To").orElse("")));
    }

    private static String bare(String address) {
        return address.substring(address.indexOf(':') + 1).strip();
    }
}
