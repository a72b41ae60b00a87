package dev.recado.adapter.meta.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recado.adapter.http.CallLimits;
import dev.recado.adapter.meta.inbound.WebhookNotificationReader;
import dev.recado.adapter.meta.inbound.WebhookNotificationReader.Notification;
import dev.recado.domain.message.InboundMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// Bodies that Meta publishes, and invented settings.
public final class Fixtures {
    static final ObjectMapper JSON = new ObjectMapper();
    public static final BusinessNumbers NUMBERS = BusinessNumbers.of("106540352242922");
    public static final Instant ARRIVED = Instant.parse("2026-11-21T12:00:00Z");
    public static final String SECRET = "app-secret-of-the-tests";

    private Fixtures() {}

    /// The names of all webhooks.
    public static List<String> webhooks() {
        try (var files = Files.list(Path.of(Objects.requireNonNull(Fixtures.class.getResource("/meta/webhooks"))
                .toURI()))) {
            return files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .sorted()
                    .toList();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    public static byte[] webhook(String name) {
        return bytes("/meta/webhooks/" + name + ".json");
    }

    public static byte[] response(String name) {
        return bytes("/meta/responses/" + name + ".json");
    }

    public static byte[] bytes(String path) {
        try (var in = Objects.requireNonNull(Fixtures.class.getResourceAsStream(path), path)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode json(String text) {
        return json(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    public static Notification read(String name) {
        return WebhookNotificationReader.read(json(webhook(name)), NUMBERS, ARRIVED);
    }

    public static InboundMessage message(String name) {
        return read(name).messages().getFirst();
    }

    /// A notification with this value of the field `messages`.
    public static ObjectNode notification(String value) {
        ObjectNode root = JSON.createObjectNode().put("object", "whatsapp_business_account");
        ObjectNode change = root.putArray("entry")
                .addObject()
                .put("id", "1")
                .putArray("changes")
                .addObject();
        change.put("field", "messages").set("value", json(value));
        return root;
    }

    /// A notification with these messages of one user.
    public static ObjectNode messages(String messages) {
        return notification("""
                {"messaging_product":"whatsapp",
                 "metadata":{"display_phone_number":"15550783881","phone_number_id":"106540352242922"},
                 "contacts":[{"profile":{"name":"Sheena Nelson"},"wa_id":"16505551234"}],
                 "messages":[%s]}""".formatted(messages));
    }

    public static MetaSettings settings(String apiBaseUrl) {
        return new MetaSettings(
                "token-of-the-tests", "106540352242922", SECRET, "verify-me", apiBaseUrl, "v23.0", "recipient");
    }

    public static GraphClient client(MetaSettings settings) {
        return new GraphClient(
                settings, new CallLimits(java.time.Duration.ofSeconds(2), java.time.Duration.ofSeconds(3), 20));
    }
}
