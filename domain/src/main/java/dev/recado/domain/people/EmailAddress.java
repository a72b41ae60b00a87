package dev.recado.domain.people;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The e-mail address by which a person of the business logs in, in the form in which addresses are compared:
/// without surrounding space and in lower case.
public record EmailAddress(String value) {
    private static final int MAX_LENGTH = 254;
    private static final Pattern FORM =
            Pattern.compile("[^\\s@\"<>,;:\\\\]{1,64}@[^\\s@\"<>,;:\\\\.]++(\\.[^\\s@\"<>,;:\\\\.]++)*+");

    public EmailAddress {
        if (!isValid(value)) {
            throw new IllegalArgumentException("an e-mail address in its canonical form is expected");
        }
    }

    /// @return empty when the text is not an address
    public static Optional<EmailAddress> of(String text) {
        String canonical = text.strip().toLowerCase(Locale.ROOT);
        return isValid(canonical) ? Optional.of(new EmailAddress(canonical)) : Optional.empty();
    }

    private static boolean isValid(String text) {
        return text.length() <= MAX_LENGTH
                && text.equals(text.toLowerCase(Locale.ROOT))
                && FORM.matcher(text).matches();
    }

    @Override
    public String toString() {
        return "***";
    }
}
