package dev.recado.domain.kept;

import dev.recado.domain.text.Language;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Words that the people of the business send often.
///
/// @param text with the variables of [#VARIABLES] in double braces
/// @param language of the text; null for any
public record CannedReply(
        String id, String name, String text, @Nullable Language language, Edit edit) implements KeptItem {
    /// The most canned replies.
    public static final int MAX_COUNT = 300;
    /// In UTF-16 units.
    public static final int MAX_NAME = 60;
    /// In UTF-16 units.
    public static final int MAX_TEXT = 2_000;

    /// What can stand in the text: the user's name, the name of the person who answers, and the opening hours.
    public static final List<String> VARIABLES = List.of("name", "agent", "hours");

    private static final Pattern VARIABLE = Pattern.compile("\\{\\{([^{}]*+)}}");

    /// The first variable of a text that is not known, as it is written.
    public static Optional<String> unknownVariable(String text) {
        return VARIABLE.matcher(text)
                .results()
                .filter(found -> !VARIABLES.contains(found.group(1).strip()))
                .map(found -> found.group())
                .findFirst();
    }
}
