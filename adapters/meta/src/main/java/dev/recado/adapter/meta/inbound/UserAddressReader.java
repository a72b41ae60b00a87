package dev.recado.adapter.meta.inbound;

import dev.recado.domain.identity.UserAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads users' addresses as Meta spells them: digits for a phone number, `US.1349…` for a business-scoped id.
final class UserAddressReader {
    private static final Pattern PHONE = Pattern.compile("\\+?([0-9]{1,31})");
    /// Wider than documented, so that a new kind of id is answered too; narrow enough for a placeholder to be none.
    private static final Pattern SCOPED = Pattern.compile("[\\p{Alnum}._:@+=/-]{1,160}");

    private UserAddressReader() {}

    static Optional<UserAddress> read(String spelled) {
        var phone = PHONE.matcher(spelled);
        if (phone.matches()) {
            return Optional.of(new UserAddress.Phone("+" + phone.group(1)));
        }
        return SCOPED.matcher(spelled).matches()
                ? Optional.of(new UserAddress.BusinessScoped(spelled))
                : Optional.empty();
    }
}
