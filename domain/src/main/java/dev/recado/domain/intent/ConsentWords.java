package dev.recado.domain.intent;

import dev.recado.domain.text.NormalizedText;
import dev.recado.domain.text.WordLists;
import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The words with which a user opts out or in. They must be the whole message, in any spelling, with or without
/// "please".
public final class ConsentWords {
    private static final Pattern SPACES = Pattern.compile(" +");
    /// Longer than any of the words.
    private static final int MAX_LENGTH = 80;

    private final Set<String> out;
    private final Set<String> in;

    /// @param moreOut opt-out words in addition to the built-in ones
    public ConsentWords(Collection<String> moreOut) {
        this.out = Stream.concat(
                        WordLists.of("opt_out").stream(), moreOut.stream().map(NormalizedText::of))
                .map(ConsentWords::withoutSpaces)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        this.in = WordLists.of("opt_in").stream()
                .map(ConsentWords::withoutSpaces)
                .collect(Collectors.toUnmodifiableSet());
    }

    public boolean isOptOut(String text) {
        return text.length() <= MAX_LENGTH && out.contains(key(text));
    }

    public boolean isOptIn(String text) {
        return text.length() <= MAX_LENGTH && in.contains(key(text));
    }

    /// Removes spaces: "stop all", "STOPALL" and "s t o p" mean the same.
    private static String key(String text) {
        String plain = NormalizedText.of(text);
        String bare = withoutSpaces(Courtesies.ALL.matcher(plain).replaceAll(" "));
        return bare.isEmpty() ? withoutSpaces(plain) : bare;
    }

    private static String withoutSpaces(String plain) {
        return SPACES.matcher(plain).replaceAll("");
    }
}
