package dev.recado.domain.people;

import dev.recado.domain.text.NormalizedText;
import dev.recado.domain.text.WordLists;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What a password must be. Its length counts and not its mixture of characters, as NIST SP 800-63B advises;
/// what is guessed first is refused.
public final class PasswordRules {
    public static final int MIN_LENGTH = 12;
    public static final int MAX_LENGTH = 200;
    private static final int MIN_DIFFERENT = 4;
    /// Steps from one character to the next of which this share is alike are a run such as 123456 or abcdef.
    private static final double RUN = 0.7;

    private static final Set<String> COMMON = WordLists.of("common_passwords").stream()
            .map(PasswordRules::packed)
            .collect(Collectors.toUnmodifiableSet());

    private PasswordRules() {}

    /// @return why the password cannot be taken; empty when it can
    public static Optional<String> problem(String password, EmailAddress email) {
        int length = password.codePointCount(0, password.length());
        if (length < MIN_LENGTH || length > MAX_LENGTH) {
            return Optional.of("password: expected " + MIN_LENGTH + " to " + MAX_LENGTH + " characters");
        }
        if (isOfAddress(password.strip().toLowerCase(Locale.ROOT), email.value())) {
            return Optional.of("password: expected something other than the e-mail address");
        }
        if (password.codePoints().distinct().count() < MIN_DIFFERENT) {
            return Optional.of("password: expected more than a few characters that repeat");
        }
        if (isRun(password)) {
            return Optional.of("password: expected something other than a row of digits, letters or keys");
        }
        return isCommon(password)
                ? Optional.of(
                        "password: it is one of those that are guessed first; expected several words, for example")
                : Optional.empty();
    }

    private static boolean isOfAddress(String password, String email) {
        String name = email.substring(0, email.indexOf('@'));
        String domain = email.substring(email.indexOf('@') + 1);
        String rest = password.replace(email, "").replace(domain, "");
        rest = name.length() >= MIN_DIFFERENT ? rest.replace(name, "") : rest;
        return !rest.equals(password)
                && rest.codePoints().filter(Character::isLetter).count() < MIN_DIFFERENT;
    }

    private static boolean isRun(String password) {
        int[] points = password.codePoints().toArray();
        return IntStream.of(-1, 0, 1)
                .anyMatch(step -> IntStream.range(1, points.length)
                                .filter(i -> points[i] - points[i - 1] == step)
                                .count()
                        >= RUN * (points.length - 1));
    }

    /// Whether a common word is all that it says: alone, with digits and marks around it, or several times.
    private static boolean isCommon(String password) {
        String whole = packed(NormalizedText.of(password));
        String word = whole.replaceAll("^[0-9]++|[0-9]++$", "");
        return !whole.isEmpty() && (isOfCommonWords(whole) || isOfCommonWords(word));
    }

    private static boolean isOfCommonWords(String text) {
        boolean[] ends = new boolean[text.length() + 1];
        ends[0] = true;
        for (int end = 1; end <= text.length(); end++) {
            for (int start = 0; start < end && !ends[end]; start++) {
                ends[end] = ends[start] && isCommonOrNumber(text.substring(start, end));
            }
        }
        return ends[text.length()];
    }

    private static boolean isCommonOrNumber(String part) {
        return COMMON.contains(part) || part.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static String packed(String words) {
        return words.replace(" ", "");
    }
}
