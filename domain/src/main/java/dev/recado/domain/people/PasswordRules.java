package dev.recado.domain.people;

import java.util.Locale;
import java.util.Optional;

/// What a password must be. Its length counts and not its mixture of characters, as NIST SP 800-63B advises.
public final class PasswordRules {
    public static final int MIN_LENGTH = 10;
    public static final int MAX_LENGTH = 200;

    private PasswordRules() {}

    /// @return why the password cannot be taken; empty when it can
    public static Optional<String> problem(String password, EmailAddress email) {
        int length = password.codePointCount(0, password.length());
        if (length < MIN_LENGTH || length > MAX_LENGTH) {
            return Optional.of("password: expected " + MIN_LENGTH + " to " + MAX_LENGTH + " characters");
        }
        if (password.strip().toLowerCase(Locale.ROOT).equals(email.value())) {
            return Optional.of("password: expected something other than the e-mail address");
        }
        if (password.codePoints().distinct().count() < 4) {
            return Optional.of("password: expected more than a few characters that repeat");
        }
        return Optional.empty();
    }
}
