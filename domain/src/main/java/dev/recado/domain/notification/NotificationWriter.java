package dev.recado.domain.notification;

import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.delivery.Templates;
import dev.recado.domain.delivery.Templates.Variable;
import dev.recado.domain.format.ReplySplitter;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.message.Notification;
import dev.recado.domain.message.OutboundContent;
import dev.recado.domain.message.OutboundContent.Template;
import dev.recado.domain.message.OutboundContent.Text;
import dev.recado.domain.text.Language;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes a notification's content by the rules of the service window: its own body while the window is open,
/// else its template, or the one that the business mapped to its event.
///
/// @param defaultLanguage used when the user's language is unknown, or has no template
public record NotificationWriter(Templates templates, String botName, Language defaultLanguage) {
    private static final int MAX_LENGTH = 200;

    /// @param limit the longest text of a part
    /// @return empty when nothing may be sent
    List<OutboundContent> write(
            Notification notification, Conversation conversation, Channel channel, int limit, Instant now) {
        boolean open =
                conversation.lastWroteAt() != null && conversation.window().isOpen(now);
        if (open && !notification.body().isBlank()) {
            return new ReplySplitter(limit, Notification.MAX_PARTS)
                    .split(notification.body()).stream()
                            .map(text -> (OutboundContent) new Text(text))
                            .toList();
        }
        Template own = notification.template();
        return own != null
                ? List.of(own)
                : mapped(notification, conversation, channel).map(List::of).orElse(List.of());
    }

    private Optional<OutboundContent> mapped(Notification notification, Conversation conversation, Channel channel) {
        Map<Variable, String> values = Map.of(
                Variable.NAME, line(conversation.profileName(), "👋"),
                Variable.BOT, line(botName, "🤖"),
                Variable.SUBJECT, line(notification.subject(), "…"),
                Variable.TEXT, line(notification.body(), "…"));
        Language own = conversation.language() == null ? defaultLanguage : conversation.language();
        String event = notification.event();
        return templates
                .forEvent(event, channel, own, values)
                .or(() -> templates.forEvent(event, channel, defaultLanguage, values))
                .map(template -> template);
    }

    /// Reduces the text to one line, because WhatsApp accepts no line breaks in a placeholder.
    private static String line(@Nullable String text, String otherwise) {
        String line =
                text == null ? "" : text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        if (line.length() > MAX_LENGTH) {
            int end = Character.isHighSurrogate(line.charAt(MAX_LENGTH - 2)) ? MAX_LENGTH - 2 : MAX_LENGTH - 1;
            line = line.substring(0, end).strip() + "…";
        }
        return line.isEmpty() ? otherwise : line;
    }
}
