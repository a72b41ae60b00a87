package dev.recado.adapter.twilio.inbound;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// The signatures in the tests of Twilio's own helper libraries.
public final class SignatureVectors {
    private SignatureVectors() {}

    public record Vector(
            String id,
            String token,
            String url,
            Form form,
            @Nullable String rawBody,
            @Nullable String signature,
            boolean expectValid) {
        public boolean isJson() {
            return rawBody != null;
        }

        @Override
        public String toString() {
            return id;
        }
    }

    static Stream<Vector> all() {
        try (var in = SignatureVectors.class.getResourceAsStream("/twilio/signature-vectors.json")) {
            JsonNode vectors = new ObjectMapper().readTree(in).get("vectors");
            return StreamSupport.stream(vectors.spliterator(), false).map(SignatureVectors::vector);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Vector vector(JsonNode node) {
        return new Vector(
                node.get("id").asText(),
                node.get("authToken").asText(),
                node.get("url").asText(),
                form(node.get("params")),
                "json".equals(node.get("kind").asText()) ? node.get("rawBody").asText() : null,
                node.get("signature").textValue(),
                node.get("expectValid").asBoolean());
    }

    private static Form form(JsonNode params) {
        List<Form.Field> fields = new ArrayList<>();
        params.properties().forEach(entry -> {
            if (entry.getValue().isArray()) {
                entry.getValue().forEach(value -> fields.add(new Form.Field(entry.getKey(), value.asText())));
            } else {
                fields.add(new Form.Field(
                        entry.getKey(),
                        entry.getValue().isNull() ? "" : entry.getValue().asText()));
            }
        });
        return Form.of(fields);
    }

    public static byte[] bytes(Vector vector) {
        return vector.rawBody() == null ? new byte[0] : vector.rawBody().getBytes(UTF_8);
    }
}
