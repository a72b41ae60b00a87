package dev.recado.domain.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonalTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The number whatsapp:+15550100001 is not one|The number whatsapp:…0001 is not one",
                "to=15550100001|to=…0001",
                "to +1 (555) 010-0001, please|to …0001, please",
                "to 555.010.0001|to …0001",
                "(#131047) Re-engagement message|(#131047) Re-engagement message",
                "Error 63016|Error 63016",
                "replying to wamid.HBgLMTU1NTAxMDAwMDEVAgASGA== failed|replying to wamid… failed",
            })
    void numbersAreCutToTheirLastDigits(String text, String masked) {
        assertThat(PersonalText.masked(text)).isEqualTo(masked);
    }

    @Test
    void aTextWithoutNumbersStaysTheSame() {
        assertThat(PersonalText.masked("HTTP 503")).isSameAs("HTTP 503");
    }
}
