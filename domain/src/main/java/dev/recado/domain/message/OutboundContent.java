package dev.recado.domain.message;

import dev.recado.domain.message.Content.MediaKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The content of one part, ready to send: in WhatsApp's formatting and within the channel's capabilities.
public sealed interface OutboundContent {

    /// Returns the words, for the log and for a look-up at the provider; never blank, except for a file without a
    /// caption.
    String text();

    /// Plain text.
    record Text(String text) implements OutboundContent {
        public Text {
            requireWords(text);
        }
    }

    /// A file at a public URL.
    ///
    /// @param caption blank for none
    record Media(MediaKind mediaKind, String url, String caption) implements OutboundContent {
        @Override
        public String text() {
            return caption;
        }
    }

    /// A question with choices: buttons when they are few and short, otherwise a list.
    ///
    /// @param asButtons true for buttons under the text, false for a list
    /// @param label the text of the button that opens the list
    record Choices(String text, List<Option> options, boolean asButtons, String label) implements OutboundContent {
        public Choices {
            requireWords(text);
            options = List.copyOf(options);
            if (options.isEmpty()) {
                throw new IllegalArgumentException("a choice has at least one option");
            }
        }
    }

    /// A template that the provider approved beforehand: the only content allowed while the service window is
    /// closed.
    ///
    /// @param reference the provider's id: a ContentSid at Twilio, the template's name at Meta
    /// @param languageTag the provider's tag of the template's language (`es`, `es_MX`)
    /// @param variables the values of its placeholders, in order
    /// @param text its text as far as it is known here, for the log
    record Template(String reference, String languageTag, List<String> variables, String text)
            implements OutboundContent {
        public Template {
            requireWords(text);
            variables = List.copyOf(variables);
        }
    }

    /// One choice.
    ///
    /// @param id returned by the provider when the user picks it
    /// @param description a second line, where the channel shows one
    record Option(String id, String title, @Nullable String description) {}

    private static void requireWords(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a part has text");
        }
    }
}
