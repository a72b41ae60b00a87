package dev.recado.domain.model;

import java.util.regex.Pattern;

/// Text of others, such as a provider's words for an error, made fit for log, store and API: without phone numbers
/// and without the ids of Meta's that hold one.
public final class PersonalText {
    private static final int LEAST_DIGITS = 7;
    private static final int SHOWN_DIGITS = 4;
    private static final Pattern WAMIDS = Pattern.compile("wamid\\.[A-Za-z0-9+/=_-]++");
    /// Digits with what people write between them. Possessive, so that it is linear.
    private static final Pattern NUMBERS = Pattern.compile("\\+?\\d(?:[ ().-]{0,2}\\d){6,}+");

    private PersonalText() {}

    /// Each number as its last four digits.
    public static String masked(String text) {
        String without = text.contains("wamid.") ? WAMIDS.matcher(text).replaceAll("wamid…") : text;
        return without.chars().filter(Character::isDigit).count() < LEAST_DIGITS
                ? without
                : NUMBERS.matcher(without).replaceAll(found -> last(found.group()));
    }

    private static String last(String number) {
        String digits = number.replaceAll("\\D", "");
        return "…" + digits.substring(digits.length() - SHOWN_DIGITS);
    }
}
