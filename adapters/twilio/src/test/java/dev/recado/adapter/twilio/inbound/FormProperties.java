package dev.recado.adapter.twilio.inbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.adapter.twilio.webhook.SignatureValidator;
import java.net.URLEncoder;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FormProperties {
    private static final String URL = "https://bot.example.com/webhooks/twilio";
    private final SignatureValidator validator = new SignatureValidator(List.of(Fixtures.TOKEN));

    @Property
    void encodedParametersAreReadBack(@ForAll("fields") List<Form.Field> fields) {
        assertThat(Form.parse(encode(fields)).orElseThrow().fields()).isEqualTo(fields);
    }

    @Property
    void aDocumentedSignatureIsValid(@ForAll("fields") List<Form.Field> fields) {
        Form form = Form.parse(encode(fields)).orElseThrow();

        assertThat(validator.isSignedForm(URL, form, TestSignature.sign(URL, fields)))
                .isTrue();
    }

    @Property
    void anyBytesAreRead(@ForAll byte[] body, @ForAll String signature) {
        Form.parse(body)
                .ifPresent(form ->
                        assertThat(validator.isSignedForm(URL, form, signature)).isFalse());
        assertThat(validator.isSignedBody(URL, body, signature)).isFalse();
    }

    @Property
    void aChangedBodyIsInvalidUnlessItDecodesAlike(
            @ForAll("fields") List<Form.Field> fields, @ForAll int position, @ForAll byte value) {
        byte[] body = encode(fields);
        if (body.length == 0) {
            return;
        }
        body[Math.floorMod(position, body.length)] = value;

        Form.parse(body)
                .ifPresent(changed -> assertThat(validator.isSignedForm(URL, changed, TestSignature.sign(URL, fields)))
                        .isEqualTo(
                                TestSignature.signedText(changed.fields()).equals(TestSignature.signedText(fields))));
    }

    @Property
    void anyUrlIsHandled(@ForAll String url, @ForAll("fields") List<Form.Field> fields) {
        assertThat(validator.isSignedForm(url, Form.of(fields), TestSignature.sign(url, fields)))
                .isTrue();
        assertThat(validator.isSignedForm(url, Form.of(fields), "wrong")).isFalse();
    }

    @Provide
    Arbitrary<List<Form.Field>> fields() {
        Arbitrary<String> names =
                Arbitraries.of("Body", "From", "To", "MessageSid", "NumMedia", "Ñame", "a b", "From2");
        Arbitrary<String> values =
                Arbitraries.strings().withCharRange('\u0000', '\uD7FF').ofMaxLength(20);
        return Combinators.combine(names, values).as(Form.Field::new).list().ofMaxSize(12);
    }

    private static byte[] encode(List<Form.Field> fields) {
        return fields.stream()
                .map(field -> URLEncoder.encode(field.name(), UTF_8) + "=" + URLEncoder.encode(field.value(), UTF_8))
                .collect(Collectors.joining("&"))
                .getBytes(UTF_8);
    }
}
