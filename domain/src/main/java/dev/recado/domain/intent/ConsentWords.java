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
    private static final Pattern POLITE = Pattern.compile("\\b(?:please|por ?favor|porfa|gracias|thanks|thank you|merci"
            + "|s il (?:vous|te) plait|svp|obrigad[oa]|ya)\\b");
    private static final Pattern SPACES = Pattern.compile(" +");
    /// Longer than any of the words.
    private static final int LONGEST = 80;

    private final Set<String> out;
    private final Set<String> in;

    /// @param moreOut opt-out words in addition to the built-in ones
    public ConsentWords(Collection<String> moreOut) {
        this.out = Stream.concat(
                        WordLists.of("opt_out").stream(), moreOut.stream().map(NormalizedText::of))
                .map(ConsentWords::together)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        this.in = WordLists.of("opt_in").stream().map(ConsentWords::together).collect(Collectors.toUnmodifiableSet());
    }

    public boolean optOut(String text) {
        return text.length() <= LONGEST && out.contains(key(text));
    }

    public boolean optIn(String text) {
        return text.length() <= LONGEST && in.contains(key(text));
    }

    /// Removes spaces: "stop all", "STOPALL" and "s t o p" mean the same.
    private static String key(String text) {
        String plain = NormalizedText.of(text);
        String bare = together(POLITE.matcher(plain).replaceAll(" "));
        return bare.isEmpty() ? together(plain) : bare;
    }

    private static String together(String plain) {
        return SPACES.matcher(plain).replaceAll("");
    }
}
