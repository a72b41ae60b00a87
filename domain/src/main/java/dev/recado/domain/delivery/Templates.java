package dev.recado.domain.delivery;

import dev.recado.domain.identity.Channel;
import dev.recado.domain.message.OutboundContent.Template;
import dev.recado.domain.text.Language;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The business's templates approved by WhatsApp, for when free text may not be sent.
public interface Templates {
    /// No templates.
    Templates NONE = (purpose, channel, language, values) -> Optional.empty();

    /// The template for a purpose in the given language, with its parameters filled; empty when there is none.
    /// Reads from memory.
    ///
    /// @param values of the parameters, each one line and not blank
    Optional<Template> find(Purpose purpose, Channel channel, Language language, Map<Variable, String> values);

    /// The same for a notification, by the business's own name of the event.
    default Optional<Template> forEvent(
            String event, Channel channel, Language language, Map<Variable, String> values) {
        return Optional.empty();
    }

    /// All of them, in the order of their labels, for people who choose one. Reads from memory.
    default List<Known> all() {
        return List.of();
    }

    /// A template that a person can choose.
    ///
    /// @param label what the business calls it: the purpose or the event
    /// @param name the provider's name or identifier of it
    /// @param languageTag the provider's own tag for its language
    /// @param variables what fills its gaps, in order
    /// @param text what it says, with `{{1}}` for the first gap; null when the business does not tell
    record Known(
            String label,
            Language language,
            Channel channel,
            String name,
            String languageTag,
            List<Variable> variables,
            @Nullable String text) {
        public Known {
            variables = List.copyOf(variables);
        }
    }

    /// What a template is for.
    enum Purpose {
        /// An answer is ready, and the service window is closed.
        WINDOW_CLOSED
    }

    /// What a parameter can be filled with.
    enum Variable {
        /// The user's name, or a waving hand where it is not known.
        NAME,
        /// The bot's name.
        BOT,
        /// The subject of a notification.
        SUBJECT,
        /// The beginning of the message.
        TEXT
    }
}
