package dev.recado.adapter.simulator.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.adapter.simulator.http.Form;
import dev.recado.adapter.simulator.http.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TwilioSignatureTest {
    record Vector(String id, String token, URI url, Form form, String signature) {
        @Override
        public String toString() {
            return id;
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void signsAsTwiliosOwnLibrariesDo(Vector vector) {
        assertThat(TwilioSignature.of(vector.url(), vector.form(), vector.token()))
                .isEqualTo(vector.signature());
    }

    @Test
    void theUrlFragmentIsNotSigned() {
        var form = Form.empty().with("a", "b");

        assertThat(TwilioSignature.of(URI.create("https://bot.example.com/hook#rc=2&rp=5xx"), form, "token"))
                .isEqualTo(TwilioSignature.of(URI.create("https://bot.example.com/hook"), form, "token"));
    }

    /// The vectors that are valid for the exact URL; those about ports concern a verifier's tolerance.
    static Stream<Vector> vectors() throws IOException {
        try (var in = Objects.requireNonNull(
                TwilioSignatureTest.class.getResourceAsStream("/twilio/signature-vectors.json"))) {
            var all = Json.readObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            var vectors = Json.objects(all, "vectors").stream()
                    .filter(vector ->
                            "form".equals(vector.get("kind")) && Boolean.TRUE.equals(vector.get("expectValid")))
                    .filter(vector -> !Json.text(vector, "id").matches(".*-port-(stripped|added)"))
                    .map(TwilioSignatureTest::vector)
                    .toList();
            assertThat(vectors).hasSizeGreaterThan(10);
            return vectors.stream();
        }
    }

    private static Vector vector(Map<String, @Nullable Object> json) {
        var parameters = new ArrayList<Form.Parameter>();
        Json.named(json.get("params")).forEach((name, value) -> {
            for (var each : value instanceof List<?> list ? list : List.of(value == null ? "" : value)) {
                parameters.add(new Form.Parameter(name, String.valueOf(each)));
            }
        });
        return new Vector(
                Json.text(json, "id"),
                Json.text(json, "authToken"),
                URI.create(Json.text(json, "url")),
                new Form(parameters),
                Json.text(json, "signature"));
    }
}
