package dev.recado.domain.message;

import dev.recado.domain.message.Content.MediaKind;
import java.time.Duration;
import java.util.Set;

/// What a channel can send. Lengths are in UTF-16 units.
///
/// @param textLimit the longest text of one part
/// @param captionLimit the longest caption of a file
/// @param media the kinds of file it sends
/// @param captioned the kinds of file that take a caption
/// @param choices its limits for choices
/// @param settling how long after a send with unknown outcome a look-up that finds nothing can be trusted
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

    /// A channel's limits for choices; an offer beyond them is sent as numbered text.
    ///
    /// @param textLimit the longest text above the choices
    /// @param buttons the most buttons, 0 for no buttons
    /// @param buttonTitle the longest title of a button
    /// @param rows the most rows of a list, 0 for no lists
    /// @param rowTitle the longest title of a row
    /// @param rowDescription the longest description of a row
    public record Choosing(int textLimit, int buttons, int buttonTitle, int rows, int rowTitle, int rowDescription) {
        /// Numbered text only.
        public static final Choosing NONE = new Choosing(0, 0, 0, 0, 0, 0);
    }
}
