package dev.recado.domain.message;

import dev.recado.domain.message.OutboundContent.Option;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The choices offered with a reply, each picked with one touch where the channel has buttons or lists. They fit
/// as numbered text into one part on any channel.
///
/// @param label the prompt to choose, in the user's language; at most [#MAX_LABEL_LENGTH] long
public record OfferedChoices(List<Option> options, String label) {
    /// The number of rows in a WhatsApp list.
    public static final int MAX_OPTIONS = 10;

    /// In UTF-16 units, like the next two.
    public static final int MAX_TITLE_LENGTH = 60;

    public static final int MAX_DESCRIPTION_LENGTH = 72;
    public static final int MAX_ID_LENGTH = 200;
    /// WhatsApp's limit for the button that opens a list.
    public static final int MAX_LABEL_LENGTH = 20;

    public OfferedChoices {
        options = List.copyOf(options);
        Set<String> ids = new HashSet<>();
        Set<String> titles = new HashSet<>();
        for (Option option : options) {
            if (!ids.add(option.id()) || !titles.add(option.title().toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("two options have the same id or title");
            }
            require(option.id(), MAX_ID_LENGTH);
            require(option.title(), MAX_TITLE_LENGTH);
            require(option.description(), MAX_DESCRIPTION_LENGTH);
        }
        require(label, MAX_LABEL_LENGTH);
        if (options.isEmpty() || options.size() > MAX_OPTIONS) {
            throw new IllegalArgumentException("there must be 1 to " + MAX_OPTIONS + " options");
        }
    }

    private static void require(@Nullable String text, int longest) {
        if (text != null && (text.isBlank() || text.length() > longest || text.indexOf('\n') >= 0)) {
            throw new IllegalArgumentException(
                    "an option's texts are single lines of at most " + longest + " characters");
        }
    }
}
