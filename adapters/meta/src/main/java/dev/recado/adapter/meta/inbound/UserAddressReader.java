package dev.recado.adapter.meta.inbound;

import dev.recado.domain.identity.UserAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads users' addresses in Meta's format: digits for a phone number, `US.1349…` for a business-scoped id.
final class UserAddressReader {
    private static final Pattern PHONE = Pattern.compile("\\+?([0-9]{1,31})");
    /// Wider than documented, so that new kinds of id are answered too; narrow enough to exclude placeholders.
    private static final Pattern SCOPED = Pattern.compile("[\\p{Alnum}._:@+=/-]{1,160}");

    private UserAddressReader() {}

    static Optional<UserAddress> read(String text) {
        var phone = PHONE.matcher(text);
        if (phone.matches()) {
            return Optional.of(new UserAddress.Phone("+" + phone.group(1)));
        }
        return SCOPED.matcher(text).matches() ? Optional.of(new UserAddress.BusinessScoped(text)) : Optional.empty();
    }
}
