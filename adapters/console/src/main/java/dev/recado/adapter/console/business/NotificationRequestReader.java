package dev.recado.adapter.console.business;

import static dev.recado.adapter.console.RequestFields.template;
import static dev.recado.adapter.console.RequestFields.text;
import static dev.recado.adapter.console.RequestFields.words;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recado.adapter.console.JsonObjectReader;
import dev.recado.adapter.console.JsonObjectReader.InvalidBodyException;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.IdGenerator;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.message.Notification;
import dev.recado.domain.message.OutboundContent.Template;
import dev.recado.domain.text.TextCleaner;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a notification request, and reports in one sentence what is wrong with it.
@Singleton
final class NotificationRequestReader {
    private static final Pattern PHONE = Pattern.compile("(?:whatsapp:)?(\\+[0-9]{5,15})");
    private static final Pattern SCOPED = Pattern.compile("[A-Z]{2}\\.[A-Za-z0-9.]{1,128}");
    private static final Pattern EVENT = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final String EXAMPLE = "{\"to\": \"+15550100\", \"event\": \"…\", \"body\": \"…\"}";
    private static final int MAX_BODY = 4_000;
    private static final int MAX_LINE = 200;

    private final JsonObjectReader json;
    private final IdGenerator ids;
    private final InstantSource clock;

    NotificationRequestReader(JsonObjectReader json, IdGenerator ids, InstantSource clock) {
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    sealed interface Reading {
        record Ready(Notification notification) implements Reading {}

        record Unreadable(String why) implements Reading {}
    }

    /// @param header the idempotency key of the header; null for none
    Reading read(byte[] body, @Nullable String header) {
        try {
            return new Reading.Ready(notification(json.read(body, EXAMPLE), header));
        } catch (InvalidBodyException e) {
            return new Reading.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private Notification notification(JsonNode node, @Nullable String header) throws InvalidBodyException {
        String event = text(node, "event", MAX_LINE);
        if (event == null || !EVENT.matcher(event).matches()) {
            throw new InvalidBodyException(
                    "event: expected 1 to 64 letters, digits, _, . or -, as APPOINTMENT_REMINDER_24H");
        }
        String subject = words(node, "subject", MAX_LINE);
        String body = words(node, "body", MAX_BODY);
        Template template = template(node, body);
        if ((body == null || TextCleaner.isBlank(body)) && template == null) {
            throw new InvalidBodyException("body: expected a string that says something, or a template");
        }
        return new Notification(
                id(text(node, "idempotency_key", MAX_LINE), header),
                to(text(node, "to", MAX_LINE)),
                channel(text(node, "channel", MAX_LINE)),
                event,
                subject == null ? "" : subject.replaceAll("\\s+", " ").strip(),
                body == null ? "" : body.strip(),
                template,
                clock.instant());
    }

    private String id(@Nullable String key, @Nullable String header) throws InvalidBodyException {
        if (key != null && header != null && !key.equals(header)) {
            throw new InvalidBodyException("idempotency_key: differs from the header Idempotency-Key");
        }
        String given = key == null ? header : key;
        if (given != null && (given.isBlank() || given.length() > MAX_LINE)) {
            throw new InvalidBodyException("idempotency_key: expected 1 to " + MAX_LINE + " characters");
        }
        return given == null
                ? ids.next()
                : UUID.nameUUIDFromBytes(("recado:notification:" + given).getBytes(UTF_8))
                        .toString();
    }

    private static UserAddress to(@Nullable String to) throws InvalidBodyException {
        var phone = PHONE.matcher(to == null ? "" : to);
        if (phone.matches()) {
            return new UserAddress.Phone(phone.group(1));
        }
        if (to != null && SCOPED.matcher(to).matches()) {
            return new UserAddress.BusinessScoped(to);
        }
        throw new InvalidBodyException("to: expected a plus and 5 to 15 digits, or a business-scoped id");
    }

    private static @Nullable Channel channel(@Nullable String named) throws InvalidBodyException {
        Optional<Channel> channel = Arrays.stream(Channel.values())
                .filter(one -> one.id().equals(named))
                .findFirst();
        if (named != null && channel.isEmpty()) {
            throw new InvalidBodyException("channel: expected twilio or meta");
        }
        return channel.orElse(null);
    }
}
