package dev.recado.domain.message;

import dev.recado.domain.message.Content.MediaKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one part says, ready to send: in WhatsApp's marks, and within what its channel can do.
public sealed interface OutboundContent {

    /// The words, for the record and for a look-up at the provider; never blank, save on a file without a caption.
    String text();

    /// Words alone.
    record Text(String text) implements OutboundContent {
        public Text {
            requireWords(text);
        }
    }

    /// A file at a public URL, with a caption or without.
    ///
    /// @param caption blank for none
    record Media(MediaKind mediaKind, String url, String caption) implements OutboundContent {
        @Override
        public String text() {
            return caption;
        }
    }

    /// A question with what can be answered to it: buttons where they are few and short, else a list.
    ///
    /// @param asButtons as buttons under the text; else as a list that opens at a touch
    /// @param label what the touch that opens a list says
    record Choices(String text, List<Option> options, boolean asButtons, String label) implements OutboundContent {
        public Choices {
            requireWords(text);
            options = List.copyOf(options);
            if (options.isEmpty()) {
                throw new IllegalArgumentException("a choice has at least one option");
            }
        }
    }

    /// A text that the provider approved beforehand: the only thing that may be sent when the service window is
    /// closed.
    ///
    /// @param reference the provider's own: a ContentSid at Twilio, the template's name at Meta
    /// @param languageTag the provider's own for the template's language (`es`, `es_MX`)
    /// @param variables what fills its gaps, in order
    /// @param text what it says, as far as is known here: for the record
    record Template(String reference, String languageTag, List<String> variables, String text)
            implements OutboundContent {
        public Template {
            requireWords(text);
            variables = List.copyOf(variables);
        }
    }

    /// One thing that can be chosen.
    ///
    /// @param id what comes back when it is chosen
    /// @param description a second line where the channel shows one
    record Option(String id, String title, @Nullable String description) {}

    private static void requireWords(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a part says something");
        }
    }
}
