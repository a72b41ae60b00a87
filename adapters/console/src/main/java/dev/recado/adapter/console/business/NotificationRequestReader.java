package dev.recado.adapter.console.business;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recado.adapter.console.JsonObjectReader;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.IdGenerator;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.message.Notification;
import dev.recado.domain.message.OutboundContent.Template;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(_[A-Z]{2})?");
    private static final Pattern TEMPLATE = Pattern.compile("[A-Za-z0-9_]{1,512}");
    private static final int MAX_BODY = 4_000;
    private static final int MAX_LINE = 200;
    private static final int MAX_VARIABLE = 1_000;
    private static final int MAX_VARIABLES = 20;

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

    /// What is wrong with the request, for the caller.
    private static final class InvalidRequestException extends Exception {
        private static final long serialVersionUID = 1L;

        InvalidRequestException(String why) {
            super(why, null, false, false);
        }
    }

    /// @param header the idempotency key of the header; null for none
    Reading read(byte[] body, @Nullable String header) {
        try {
            return new Reading.Ready(notification(object(body), header));
        } catch (InvalidRequestException e) {
            return new Reading.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private JsonNode object(byte[] body) throws InvalidRequestException {
        try {
            return json.read(body, "{\"to\": \"+15550100\", \"event\": \"…\", \"body\": \"…\"}");
        } catch (JsonObjectReader.InvalidBodyException e) {
            throw new InvalidRequestException(String.valueOf(e.getMessage()));
        }
    }

    private Notification notification(JsonNode node, @Nullable String header) throws InvalidRequestException {
        String event = text(node, "event", MAX_LINE);
        if (event == null || !EVENT.matcher(event).matches()) {
            throw new InvalidRequestException(
                    "event: expected 1 to 64 letters, digits, _, . or -, as APPOINTMENT_REMINDER_24H");
        }
        String subject = text(node, "subject", MAX_LINE);
        String body = text(node, "body", MAX_BODY);
        Template template = template(node, body);
        if ((body == null || body.isBlank()) && template == null) {
            throw new InvalidRequestException("body: expected a string that says something, or a template");
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

    private String id(@Nullable String key, @Nullable String header) throws InvalidRequestException {
        if (key != null && header != null && !key.equals(header)) {
            throw new InvalidRequestException("idempotency_key: differs from the header Idempotency-Key");
        }
        String given = key == null ? header : key;
        if (given != null && (given.isBlank() || given.length() > MAX_LINE)) {
            throw new InvalidRequestException("idempotency_key: expected 1 to " + MAX_LINE + " characters");
        }
        return given == null
                ? ids.next()
                : UUID.nameUUIDFromBytes(("recado:notification:" + given).getBytes(UTF_8))
                        .toString();
    }

    private static UserAddress to(@Nullable String to) throws InvalidRequestException {
        var phone = PHONE.matcher(to == null ? "" : to);
        if (phone.matches()) {
            return new UserAddress.Phone(phone.group(1));
        }
        if (to != null && SCOPED.matcher(to).matches()) {
            return new UserAddress.BusinessScoped(to);
        }
        throw new InvalidRequestException("to: expected a plus and 5 to 15 digits, or a business-scoped id");
    }

    private static @Nullable Channel channel(@Nullable String named) throws InvalidRequestException {
        Optional<Channel> channel = Arrays.stream(Channel.values())
                .filter(one -> one.id().equals(named))
                .findFirst();
        if (named != null && channel.isEmpty()) {
            throw new InvalidRequestException("channel: expected twilio or meta");
        }
        return channel.orElse(null);
    }

    private static @Nullable Template template(JsonNode node, @Nullable String body) throws InvalidRequestException {
        JsonNode template = node.get("template");
        if (template == null || template.isNull()) {
            return null;
        }
        String name = template.isObject() ? text(template, "name", MAX_LINE) : null;
        String language = template.isObject() ? text(template, "language", MAX_LINE) : null;
        if (name == null || !TEMPLATE.matcher(name).matches()) {
            throw new InvalidRequestException(
                    "template: expected a name (Meta) or ContentSid (Twilio), a language and variables");
        }
        if (language == null || !LANGUAGE.matcher(language).matches()) {
            throw new InvalidRequestException("template.language: expected a code such as es or es_MX");
        }
        List<String> variables = variables(template.get("variables"));
        String says = body == null || body.isBlank() ? ("[" + name + "] " + String.join(" · ", variables)) : body;
        return new Template(name, language, variables, says.strip());
    }

    private static List<String> variables(@Nullable JsonNode given) throws InvalidRequestException {
        if (given == null || given.isNull()) {
            return List.of();
        }
        String expected = "template.variables: expected up to " + MAX_VARIABLES + " strings, each on one line";
        if (!given.isArray() || given.size() > MAX_VARIABLES) {
            throw new InvalidRequestException(expected);
        }
        List<String> variables = new ArrayList<>();
        for (JsonNode value : given.values()) {
            String text = value.isString() ? value.getStringValue() : "";
            if (text.isBlank() || text.length() > MAX_VARIABLE || text.chars().anyMatch(Character::isISOControl)) {
                throw new InvalidRequestException(expected);
            }
            variables.add(text);
        }
        return variables;
    }

    private static @Nullable String text(JsonNode object, String field, int max) throws InvalidRequestException {
        JsonNode value = object.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString() || value.getStringValue().length() > max) {
            throw new InvalidRequestException(field + ": expected a string of at most " + max + " characters");
        }
        return value.getStringValue();
    }
}
