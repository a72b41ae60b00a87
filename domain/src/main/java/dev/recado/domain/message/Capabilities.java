package dev.recado.domain.message;

import dev.recado.domain.message.Content.MediaKind;
import java.time.Duration;
import java.util.Set;

/// What a channel can do. Lengths are in UTF-16 units.
///
/// @param textLimit the longest text of one part
/// @param captionLimit the longest caption of a file
/// @param media the kinds of file it sends
/// @param captioned the kinds of file that take a caption
/// @param choices how it offers choices
/// @param settling how long after a try whose outcome is not known a look-up that finds nothing is to be believed
public record Capabilities(
        int textLimit,
        int captionLimit,
        Set<MediaKind> media,
        Set<MediaKind> captioned,
        Choosing choices,
        Duration settling) {
    public Capabilities {
        media = Set.copyOf(media);
        captioned = Set.copyOf(captioned);
    }

    /// How choices are offered; what does not fit is offered as numbered text.
    ///
    /// @param textLimit the longest text above them
    /// @param buttons at most so many, 0 for none at all
    /// @param buttonTitle the longest title of a button
    /// @param rows at most so many rows of a list, 0 for no lists
    /// @param rowTitle the longest title of a row
    /// @param rowDescription the longest description of a row
    public record Choosing(int textLimit, int buttons, int buttonTitle, int rows, int rowTitle, int rowDescription) {
        /// Numbered text alone.
        public static final Choosing NONE = new Choosing(0, 0, 0, 0, 0, 0);
    }
}
