package dev.recado.domain.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NonsenseDetectorTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"asdf", "ASDFGH", "qwerty", "asdasd", "sdfsdf", "aaaaaa", "...", "???", "👍", "", "jjjj", "poiuy"
            })
    void meaninglessTextsAreDetected(String text) {
        assertThat(NonsenseDetector.normalForm(text)).isEqualTo("?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "ok",
                "sí",
                "no",
                "1",
                "1111",
                "DNI 1234",
                "were",
                "pero",
                "trate",
                "poder",
                "jajaja",
                "xq",
                "assad",
                "weer",
                "电话"
            })
    void meaningfulTextsAreNot(String text) {
        assertThat(NonsenseDetector.normalForm(text)).isNotEqualTo("?");
    }
}
