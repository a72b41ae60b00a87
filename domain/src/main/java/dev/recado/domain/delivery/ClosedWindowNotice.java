package dev.recado.domain.delivery;

import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.delivery.Templates.Purpose;
import dev.recado.domain.delivery.Templates.Variable;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.OutboundContent.Template;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.message.Outbox;
import dev.recado.domain.message.Outbox.PendingPart;
import dev.recado.domain.text.Language;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes the message that replaces an answer while the service window is closed: the approved template, if
/// there is one.
///
/// @param defaultLanguage the template's language if there is none in the user's
public record ClosedWindowNotice(Templates templates, String botName, Language defaultLanguage) {
    private static final int LONGEST = 200;

    /// The outbox with the template, if any, in place of the held parts.
    ///
    /// @param held not empty
    public Outbox instead(Outbox outbox, List<OutboundMessage> held, Conversation conversation) {
        OutboundMessage last = held.getLast();
        MessageId answers = last.answers();
        Optional<Template> template = find(last, held, conversation);
        if (template.isEmpty() || answers == null) {
            return outbox.withPending(List.of());
        }
        OutboundMessage part = new OutboundMessage(
                new PartId(answers.value() + "/template"),
                last.conversationId(),
                last.channel(),
                last.to(),
                last.businessAddress(),
                0,
                1,
                answers,
                template.get());
        return outbox.withPending(List.of(new PendingPart(part, DeliveryStatus.SENDING)));
    }

    private Optional<Template> find(OutboundMessage last, List<OutboundMessage> held, Conversation conversation) {
        String text = held.stream()
                .filter(part -> Objects.equals(part.answers(), last.answers()))
                .map(OutboundMessage::text)
                .collect(Collectors.joining(" "));
        String name = conversation.profileName();
        Map<Variable, String> values = Map.of(
                Variable.NAME, line(name, "👋"),
                Variable.BOT, line(botName, "🤖"),
                Variable.TEXT, line(text, "…"));
        Language own = conversation.language() == null ? defaultLanguage : conversation.language();
        return templates
                .find(Purpose.WINDOW_CLOSED, last.channel(), own, values)
                .or(() -> templates.find(Purpose.WINDOW_CLOSED, last.channel(), defaultLanguage, values));
    }

    /// One line: WhatsApp refuses line breaks in a template's parameter.
    private static String line(@Nullable String text, String otherwise) {
        String line =
                text == null ? "" : text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        if (line.length() > LONGEST) {
            int end = Character.isHighSurrogate(line.charAt(LONGEST - 2)) ? LONGEST - 2 : LONGEST - 1;
            line = line.substring(0, end).strip() + "…";
        }
        return line.isEmpty() ? otherwise : line;
    }
}
