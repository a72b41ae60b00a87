package dev.recado.adapter.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/// Bodies that Twilio sent.
final class Fixtures {
    static final String TOKEN = "test-token";

    private Fixtures() {}

    static byte[] inbound(String name) {
        return bytes("/twilio/inbound/" + name + ".form");
    }

    static byte[] status(String name) {
        return bytes("/twilio/status/" + name + ".form");
    }

    static Form form(byte[] body) {
        return Form.parse(body).orElseThrow();
    }

    static Form form(String body) {
        return form(body.getBytes(UTF_8));
    }

    private static byte[] bytes(String path) {
        try (var in = Objects.requireNonNull(Fixtures.class.getResourceAsStream(path), path)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
