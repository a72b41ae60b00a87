package dev.recado.adapter.meta.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recado.adapter.meta.api.Fixtures;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureValidatorTest {
    private static final SignatureValidator OURS = new SignatureValidator(Fixtures.SECRET);

    static Stream<JsonNode> vectors() {
        return Fixtures.json(Fixtures.bytes("/meta/signature-vectors.json"))
                .get("vectors")
                .valueStream();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void everyPublishedVectorHasItsVerdict(JsonNode vector) {
        var validator = new SignatureValidator(vector.get("appSecret").asText());
        byte[] body = vector.get("body").asText().getBytes(UTF_8);

        // the text form of one is "only if the verifier escapes non-ASCII": this one does
        boolean valid = !vector.get("expectValid").isBoolean()
                || vector.get("expectValid").asBoolean();
        assertThat(validator.isSigned(body, vector.get("header").asText())).isEqualTo(valid);
    }

    @Test
    void thereAreVectors() {
        assertThat(vectors()).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void unescapedCharactersAreAcceptedWithTheSignatureOfTheirBytes() {
        byte[] body = "{\"text\":\"¿Abren el sábado? 👍\"}".getBytes(UTF_8);

        assertThat(OURS.isSigned(body, header(OURS, body))).isTrue();
        byte[] escaped = "{\"text\":\"\\u00bfAbren el s\\u00e1bado? \\ud83d\\udc4d\"}".getBytes(US_ASCII);
        assertThat(OURS.isSigned(body, header(OURS, escaped))).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "sha256=", "sha256", "sha1=0363007aabdf1ab579f35936651a460fb5fa1aaf", "sha256=é"})
    void anInvalidHeaderIsNotASignature(String header) {
        assertThat(OURS.isSigned("{}".getBytes(UTF_8), header)).isFalse();
    }

    @Property(tries = 200)
    void noOtherBodyAndNoOtherSecretIsSigned(@ForAll @NotEmpty List<Byte> bytes, @ForAll byte change) {
        byte[] body = new byte[bytes.size()];
        for (int i = 0; i < body.length; i++) {
            body[i] = bytes.get(i);
        }
        String header = header(OURS, body);
        assertThat(OURS.isSigned(body, header)).isTrue();
        assertThat(new SignatureValidator("another").isSigned(body, header)).isFalse();
        byte[] other = body.clone();
        other[0] ^= change == 0 ? 1 : change;
        assertThat(OURS.isSigned(other, header)).isFalse();
    }

    private static String header(SignatureValidator validator, byte[] body) {
        return "sha256=" + new String(validator.signature(body), US_ASCII);
    }
}
