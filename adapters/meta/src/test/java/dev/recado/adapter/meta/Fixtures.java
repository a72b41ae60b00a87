package dev.recado.adapter.meta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recado.adapter.meta.NotificationReader.Notification;
import dev.recado.domain.model.InboundMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// Bodies that Meta publishes, and settings made up.
final class Fixtures {
    static final ObjectMapper JSON = new ObjectMapper();
    static final Numbers NUMBERS = Numbers.of("106540352242922");
    static final Instant ARRIVED = Instant.parse("2026-11-21T12:00:00Z");
    static final String SECRET = "app-secret-of-the-tests";

    private Fixtures() {}

    /// The names of all webhooks.
    static List<String> webhooks() {
        try (var files = Files.list(Path.of(Objects.requireNonNull(Fixtures.class.getResource("/meta/webhooks"))
                .toURI()))) {
            return files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .sorted()
                    .toList();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] webhook(String name) {
        return bytes("/meta/webhooks/" + name + ".json");
    }

    static byte[] response(String name) {
        return bytes("/meta/responses/" + name + ".json");
    }

    static byte[] bytes(String path) {
        try (var in = Objects.requireNonNull(Fixtures.class.getResourceAsStream(path), path)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(String text) {
        return json(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    static Notification read(String name) {
        return NotificationReader.read(json(webhook(name)), NUMBERS, ARRIVED);
    }

    static InboundMessage message(String name) {
        return read(name).messages().getFirst();
    }

    /// A notification with this value of the field `messages`.
    static ObjectNode notification(String value) {
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
    static ObjectNode messages(String messages) {
        return notification("""
                {"messaging_product":"whatsapp",
                 "metadata":{"display_phone_number":"15550783881","phone_number_id":"106540352242922"},
                 "contacts":[{"profile":{"name":"Sheena Nelson"},"wa_id":"16505551234"}],
                 "messages":[%s]}""".formatted(messages));
    }

    static MetaSettings settings(String apiBaseUrl) {
        return new MetaSettings(
                "token-of-the-tests",
                "106540352242922",
                SECRET,
                "verify-me",
                apiBaseUrl,
                "v23.0",
                "recipient",
                java.time.Duration.ofSeconds(2),
                java.time.Duration.ofSeconds(3),
                20);
    }
}
