package dev.recado.adapter.twilio.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.twilio.security.RequestValidator;
import dev.recado.adapter.twilio.inbound.Form;
import dev.recado.adapter.twilio.inbound.SignatureVectors;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SignatureValidatorTest {
    private static final String URL = "https://mycompany.com/myapp.php?foo=1&bar=2";
    private static final Form FORM = Form.parse(
                    "CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309&To=%2B18005551212"
                            .getBytes(UTF_8))
            .orElseThrow();

    /// Vectors that twilio-java's own validator fails: it accepts one value per name.
    private static final Set<String> TWILIO_JAVA_IS_WRONG = Set.of("duplicate-values");

    @ParameterizedTest
    @MethodSource("dev.recado.adapter.twilio.inbound.SignatureVectors#all")
    void everyVectorOfTheHelperLibrariesHasItsVerdict(SignatureVectors.Vector vector) {
        var validator = new SignatureValidator(List.of(vector.token()));

        boolean valid = vector.isJson()
                ? validator.isSignedBody(vector.url(), SignatureVectors.bytes(vector), vector.signature())
                : validator.isSignedForm(vector.url(), vector.form(), vector.signature());

        assertThat(valid).isEqualTo(vector.expectValid());
    }

    @ParameterizedTest
    @MethodSource("dev.recado.adapter.twilio.inbound.SignatureVectors#all")
    void twiliosOwnJavaValidatorAgrees(SignatureVectors.Vector vector) throws URISyntaxException {
        var twilios = new RequestValidator(vector.token());
        Map<String, String> params = new HashMap<>();
        vector.form().fields().forEach(field -> params.putIfAbsent(field.name(), field.value()));

        boolean valid = vector.rawBody() != null
                ? twilios.validate(vector.url(), vector.rawBody(), vector.signature())
                : twilios.validate(vector.url(), params, vector.signature());

        boolean knownWrong = TWILIO_JAVA_IS_WRONG.contains(vector.id());
        assertThat(valid).isEqualTo(knownWrong ? !vector.expectValid() : vector.expectValid());
    }

    /// From the tests of Twilio's Node library.
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "https://user:pass@mycompany.com/myapp.php?foo=1&bar=2, CukzLTc1tT5dXEDIHm/tKBanW10=",
                "https://user@mycompany.com/myapp.php?foo=1&bar=2, 2YRLlVAflCqxaNicjMpJcSTgzSs=",
                "https://user:pass@mycompany.com/myapp.php?foo=1&bar=2, ZQFR1PTIZXF2MXB8ZnKCvnnA+rI=",
                "https://user:pass@mycompany.com:443/myapp.php?foo=1&bar=2, CukzLTc1tT5dXEDIHm/tKBanW10=",
                "https://mycompany.com/myapp.php?foo=1&bar=2&Body=It's+amazing, dsq4Ehbj6cs+KdTkpF5sSSplOWw=",
            })
    void credentialsPortsAndSpecialCharactersInTheUrlAreSignedUnchanged(String url, String signature) {
        assertThat(new SignatureValidator(List.of("12345")).isSignedForm(url, FORM, signature))
                .isTrue();
    }

    @Test
    void theSecondTokenIsValidDuringARotation() {
        String signature = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";

        assertThat(new SignatureValidator(List.of("new", "12345")).isSignedForm(URL, FORM, signature))
                .isTrue();
        assertThat(new SignatureValidator(List.of("12345", "old")).isSignedForm(URL, FORM, signature))
                .isTrue();
        assertThat(new SignatureValidator(List.of("new", "old")).isSignedForm(URL, FORM, signature))
                .isFalse();
    }

    @Test
    void aMissingSignatureIsInvalid() {
        assertThat(new SignatureValidator(List.of("12345")).isSignedForm(URL, FORM, null))
                .isFalse();
    }

    @Test
    void aChangedBodyIsRefused() {
        String url = URL + "&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620";
        var validator = new SignatureValidator(List.of("12345"));

        assertThat(validator.isSignedBody(
                        url,
                        "{\"property\": \"value\", \"boolean\": true}".getBytes(UTF_8),
                        "a9nBmqA0ju/hNViExpshrM61xv4="))
                .isTrue();
        assertThat(validator.isSignedBody(
                        url,
                        "{\"property\": \"value\", \"boolean\": false}".getBytes(UTF_8),
                        "a9nBmqA0ju/hNViExpshrM61xv4="))
                .isFalse();
    }

    @Test
    void aValidatorNeedsAToken() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SignatureValidator(List.of()));
    }
}
