package dev.recado.application.logging;

import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.identity.PublicIds;
import dev.recado.domain.message.Notification;
import dev.recado.domain.text.PersonalDataMask;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/// Writes a log line: a fixed tag, then `key=value` fields. Ids are written in their public form, phone
/// numbers in the words of others are masked, and no value starts a new line.
final class LineLogger {
    private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\x{80}-\\x{9f}\\x{2028}\\x{2029}]+");
    /// The id of a notification of the business, or of a part of one.
    private static final Pattern GIVEN = Pattern.compile("[0-9a-f-]{36}(/\\d+)?");
    private static final Logger LOG = LoggerFactory.getLogger("recado");

    private final PublicIds ids;

    LineLogger(PublicIds ids) {
        this.ids = ids;
    }

    /// @param fields names and values in turn; a `reason` is in the words of others
    void line(Level level, String tag, Object... fields) {
        withFields(LOG.atLevel(level), fields).log(tag);
    }

    /// Writes a line of level ERROR with a stack trace.
    ///
    /// @param fields names and values in turn
    void failure(String tag, Throwable cause, Object... fields) {
        withFields(LOG.atError().setCause(cause), fields).log(tag);
    }

    private LoggingEventBuilder withFields(LoggingEventBuilder line, Object... fields) {
        LoggingEventBuilder filled = line;
        for (int i = 0; i < fields.length; i += 2) {
            Object value = fields[i + 1];
            String field = fields[i].toString();
            filled = filled.addKeyValue(
                    field, field.equals("reason") && value instanceof String text ? reason(text) : shown(value));
        }
        return filled;
    }

    /// Words of others, without phone numbers.
    private String reason(String text) {
        return PersonalDataMask.masked(oneLine(ids.of(ids.abbreviated(text))));
    }

    /// An id of a message as the log may show it. Takes any text: a refused message may have any id.
    String id(String id) {
        return notification(id)
                .map(own -> id.substring(0, id.length() - own.length()) + ofNotification(own))
                .orElseGet(() -> oneLine(PersonalDataMask.maskedId(ids.abbreviated(id))));
    }

    private static Optional<String> notification(String id) {
        return id.isBlank() || id.length() > MessageId.MAX_LENGTH
                ? Optional.empty()
                : Notification.idOfRoot(new MessageId(id));
    }

    /// An id that the business's own key gave stays as the business knows it; one that is made of a
    /// conversation's id does not.
    private String ofNotification(String id) {
        return oneLine(GIVEN.matcher(id).matches() ? id : ids.of(ids.abbreviated(id)));
    }

    /// A value as the log may show it: ids in their public form.
    private Object shown(@Nullable Object value) {
        return switch (value) {
            case ConversationId id -> ids.of(id);
            case MessageId id -> id(id.value());
            case Notification notification -> ofNotification(notification.id());
            case PartId id -> id(id.value());
            case String text -> oneLine(ids.of(ids.abbreviated(text)));
            case null -> "";
            default -> value;
        };
    }

    /// Text from outside must not start a new log line.
    private static String oneLine(String text) {
        return text.chars().anyMatch(LineLogger::breaksLine)
                ? BREAKS.matcher(text).replaceAll(" ")
                : text;
    }

    private static boolean breaksLine(int c) {
        return Character.isISOControl(c) || c == 0x2028 || c == 0x2029;
    }
}
