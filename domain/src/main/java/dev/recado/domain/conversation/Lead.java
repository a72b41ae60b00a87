package dev.recado.domain.conversation;

import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A user who wants to be contacted: a name, and an e-mail address, a phone number, or both.
public record Lead(
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone) {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_EMAIL = 254;
    private static final int MOST_DIGITS = 15;
    private static final int LEAST_DIGITS = 7;
    private static final Pattern EMAIL =
            Pattern.compile("[\\p{L}\\p{N}._%+'-]{1,64}@(?:[\\p{L}\\p{N}-]{1,63}\\.)++\\p{L}{2,63}");
    private static final Pattern PHONE = Pattern.compile("\\+?[\\d\\s().-]+");
    private static final Pattern NAME = Pattern.compile("\\p{L}[\\p{L}\\p{M} .'’-]*");

    /// Makes a lead in normal form: blanks as absent, the address in lower case, the number as digits with its
    /// plus sign.
    ///
    /// @throws IllegalArgumentException with what is wrong, in words that the user can be shown
    public static Lead of(@Nullable String name, @Nullable String email, @Nullable String phone) {
        Lead lead = new Lead(name(given(name)), email(given(email)), phone(given(phone)));
        if (lead.email == null && lead.phone == null) {
            throw new IllegalArgumentException("an e-mail address or a phone number is needed");
        }
        return lead;
    }

    /// Whether all of it occurs in the user's own words: otherwise the model made it up.
    public boolean isSaidIn(Collection<String> words) {
        String all = String.join("\n", words).toLowerCase(Locale.ROOT);
        String digits = all.replaceAll("[\\s().-]", "");
        return Stream.of(name, email).allMatch(value -> value == null || all.contains(value.toLowerCase(Locale.ROOT)))
                && (phone == null || digits.contains(phone.replace("+", "")));
    }

    private static @Nullable String given(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static @Nullable String name(@Nullable String name) {
        if (name != null && (name.length() > LONGEST_NAME || !NAME.matcher(name).matches())) {
            throw new IllegalArgumentException("a name is of letters, and of up to 100 of them");
        }
        return name;
    }

    private static @Nullable String email(@Nullable String email) {
        if (email != null
                && (email.length() > LONGEST_EMAIL || !EMAIL.matcher(email).matches())) {
            throw new IllegalArgumentException("that is no e-mail address");
        }
        return email == null ? null : email.toLowerCase(Locale.ROOT);
    }

    private static @Nullable String phone(@Nullable String phone) {
        if (phone == null) {
            return null;
        }
        String digits = phone.replaceAll("\\D", "");
        if (!PHONE.matcher(phone).matches() || digits.length() < LEAST_DIGITS || digits.length() > MOST_DIGITS) {
            throw new IllegalArgumentException("a phone number has 7 to 15 digits");
        }
        return phone.startsWith("+") ? "+" + digits : digits;
    }
}
