package dev.recado.adapter.twilio.inbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormTest {
    @Test
    void parametersKeepTheirOrderAndRepetitions() {
        assertThat(parse("b=2&a=1&b=3").fields())
                .extracting(Form.Field::name, Form.Field::value)
                .containsExactly(tuple("b", "2"), tuple("a", "1"), tuple("b", "3"));
    }

    @ParameterizedTest
    @CsvSource({
        "Body=Ol%C3%A1, Olá",
        "Body=Olá, Olá",
        "Body=a+b%2Bc, a b+c",
        "Body=100%, 100%",
        "Body=100%2, 100%2",
        "Body=%zz%4, %zz%4",
        "Body=%F0%9F%98%80, 😀",
        "Body=a=b==c, a=b==c",
        "Body=%ff%fe, ��",
        "Body=%C3, �",
    })
    void valuesAreDecodedAndInvalidEscapesStay(String body, String value) {
        assertThat(parse(body).first("Body")).contains(value);
    }

    @Test
    void emptyNamesValuesAndPiecesAreRead() {
        assertThat(parse("&=v&name&Body=&&=&").fields())
                .extracting(Form.Field::name, Form.Field::value)
                .containsExactly(tuple("", "v"), tuple("name", ""), tuple("Body", ""), tuple("", ""));
    }

    @Test
    void namesAreDecodedToo() {
        assertThat(parse("Media%55rl0=x&a+b=y").fields())
                .extracting(Form.Field::name)
                .containsExactly("MediaUrl0", "a b");
    }

    @Test
    void aBlankValueIsNotFilled() {
        assertThat(parse("Body=+%09").filled("Body")).isEmpty();
        assertThat(parse("Body=+%09").first("Body")).contains(" \t");
    }

    @Test
    void moreParametersThanAnyMessageHasAreNotRead() {
        assertThat(Form.parse("a&".repeat(Form.MAX_FIELDS).getBytes(UTF_8))).isPresent();
        assertThat(Form.parse("a&".repeat(Form.MAX_FIELDS + 1).getBytes(UTF_8))).isEmpty();
    }

    @Test
    void anEmptyBodyIsAnEmptyForm() {
        assertThat(parse("").fields()).isEqualTo(List.of());
    }

    private static Form parse(String body) {
        return Form.parse(body.getBytes(UTF_8)).orElseThrow();
    }
}
