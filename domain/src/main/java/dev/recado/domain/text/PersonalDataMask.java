package dev.recado.domain.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Masks foreign text, such as a provider's error message, for log, store and API: removes phone numbers, Meta's
/// message ids (which contain a phone number), and anything that looks like a secret (Meta repeats a malformed
/// access token in its error message).
public final class PersonalDataMask {
    private static final int MIN_DIGITS = 7;
    private static final int SHOWN_DIGITS = 4;
    private static final Pattern WAMIDS = Pattern.compile("wamid\\.[A-Za-z0-9+/=_-]++");
    /// Digits with the separators people write between them. Possessive, so that matching is linear.
    private static final Pattern NUMBERS = Pattern.compile("\\+?\\d(?:[ ().-]{0,2}\\d){6,}+");

    private static final int SHOWN_OF_SECRET = 4;
    /// Words long enough to be a secret.
    private static final Pattern LONG_WORD = Pattern.compile("[A-Za-z0-9_-]{24,}+");
    /// Twilio's ids of accounts and messages: no secrets.
    private static final Pattern SID = Pattern.compile("[A-Z]{2}[0-9a-f]{32}");
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{32,}");

    /// Parts of ids in which digits are no phone number: Twilio's ids, UUIDs, and Meta's ids in their public form.
    private static final Pattern OPAQUE = Pattern.compile("(?<![A-Za-z0-9])(?:[A-Z]{2}[0-9a-f]{32}"
            + "|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|w\\.[A-Za-z0-9_-]{16,}+)(?![A-Za-z0-9])");

    private PersonalDataMask() {}

    /// Returns the id of a message with what could be a phone number masked. A provider chooses its ids, and whoever
    /// knows the webhook's secret can send any text as one.
    public static String maskedId(String id) {
        StringBuilder shown = new StringBuilder(id.length());
        Matcher opaque = OPAQUE.matcher(id);
        int end = 0;
        while (opaque.find()) {
            shown.append(masked(id.substring(end, opaque.start()))).append(opaque.group());
            end = opaque.end();
        }
        return shown.append(masked(id.substring(end))).toString();
    }

    /// Returns the text with each number cut to its last four digits and each secret to its first four
    /// characters.
    public static String masked(String text) {
        String withoutWamids = text.contains("wamid.") ? WAMIDS.matcher(text).replaceAll("wamid…") : text;
        String withoutSecrets = LONG_WORD.matcher(withoutWamids).replaceAll(found -> secret(found.group()));
        return withoutSecrets.chars().filter(Character::isDigit).count() < MIN_DIGITS
                ? withoutSecrets
                : NUMBERS.matcher(withoutSecrets).replaceAll(found -> lastDigits(found.group()));
    }

    private static String secret(String word) {
        boolean mixed = word.chars().anyMatch(Character::isUpperCase)
                && word.chars().anyMatch(Character::isLowerCase)
                && word.chars().anyMatch(Character::isDigit);
        boolean known = word.startsWith("EAA") || word.startsWith("sk-");
        boolean secret = known
                || (mixed && !SID.matcher(word).matches())
                || HEX.matcher(word).matches();
        return secret ? word.substring(0, SHOWN_OF_SECRET) + "…" : word;
    }

    private static String lastDigits(String number) {
        String digits = number.replaceAll("\\D", "");
        return "…" + digits.substring(digits.length() - SHOWN_DIGITS);
    }
}
