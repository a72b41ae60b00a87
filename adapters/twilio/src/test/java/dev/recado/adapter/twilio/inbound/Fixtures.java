package dev.recado.adapter.twilio.inbound;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/// Bodies that Twilio sent.
public final class Fixtures {
    public static final String TOKEN = "test-token";

    private Fixtures() {}

    public static byte[] inbound(String name) {
        return bytes("/twilio/inbound/" + name + ".form");
    }

    public static byte[] status(String name) {
        return bytes("/twilio/status/" + name + ".form");
    }

    public static Form form(byte[] body) {
        return Form.parse(body).orElseThrow();
    }

    public static Form form(String body) {
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
