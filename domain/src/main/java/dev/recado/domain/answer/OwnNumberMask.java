package dev.recado.domain.answer;

import dev.recado.domain.identity.UserAddress;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Hides the user's own phone number from models, however it is spelled and whoever wrote it.
///
/// @param spellings one pattern for each number
public record OwnNumberMask(List<Pattern> spellings) {
    /// The replacement.
    static final String REPLACEMENT = "[the user's own phone number]";
    /// The last digits of a number, which are the same with and without a country code.
    private static final int END = 8;

    private static final String BETWEEN = "[ ().-]{0,2}";

    public static OwnNumberMask of(TurnContext turn) {
        Set<UserAddress> addresses = new LinkedHashSet<>(turn.latest().addresses());
        addresses.add(turn.conversation().address());
        addresses.addAll(turn.conversation().otherAddresses());
        return of(addresses);
    }

    public static OwnNumberMask of(Collection<UserAddress> addresses) {
        return new OwnNumberMask(addresses.stream()
                .filter(UserAddress.Phone.class::isInstance)
                .map(UserAddress::waId)
                .map(digits -> digits.substring(Math.max(0, digits.length() - END)))
                .distinct()
                .map(OwnNumberMask::spelling)
                .toList());
    }

    private static Pattern spelling(String end) {
        String digits = end.chars().mapToObj(Character::toString).collect(Collectors.joining(BETWEEN));
        return Pattern.compile("\\+?(?:(?<!\\d)\\d(?:" + BETWEEN + "\\d){0,6}" + BETWEEN + ")?" + digits + "(?!\\d)");
    }

    /// Returns the text without the number.
    public String mask(String text) {
        String clean = text;
        for (Pattern spelling : spellings) {
            clean = spelling.matcher(clean).replaceAll(REPLACEMENT);
        }
        return clean;
    }

    boolean isIn(String text) {
        return spellings.stream().anyMatch(spelling -> spelling.matcher(text).find());
    }
}
