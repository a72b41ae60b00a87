package dev.recado.domain.delivery;

import dev.recado.domain.identity.Channel;
import dev.recado.domain.message.OutboundContent.Template;
import dev.recado.domain.text.Language;
import java.util.Map;
import java.util.Optional;

/// The texts that the business had approved by WhatsApp, for when free text may not be sent.
public interface Templates {
    /// None at all.
    Templates NONE = (purpose, channel, language, values) -> Optional.empty();

    /// The template for a purpose with its gaps filled, in the given language; empty when there is none. In memory
    /// and quick.
    ///
    /// @param values each on one line and not blank
    Optional<Template> find(Purpose purpose, Channel channel, Language language, Map<Variable, String> values);

    /// The same for an event of the business's that a user is told of, by the business's own name for it.
    default Optional<Template> forEvent(
            String event, Channel channel, Language language, Map<Variable, String> values) {
        return Optional.empty();
    }

    /// What a template is for.
    enum Purpose {
        /// An answer is ready, and the service window is closed.
        WINDOW_CLOSED
    }

    /// What can fill a gap.
    enum Variable {
        /// The user's name, or a wave of the hand where it is not known.
        NAME,
        /// The bot's name.
        BOT,
        /// What it is about, in a notification.
        SUBJECT,
        /// The beginning of what is to be said.
        TEXT
    }
}
