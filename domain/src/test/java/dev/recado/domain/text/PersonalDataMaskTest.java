package dev.recado.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonalDataMaskTest {
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
                "Malformed access token EAAGm0PX4ZCpsBO7abc1234567890|Malformed access token EAAG…",
                "Bearer sk-proj-Ab1Cd2Ef3Gh4Ij5Kl6Mn7 refused|Bearer sk-p… refused",
                "token 0123456789abcdef0123456789abcdef|token 0123…",
                "Account ACa1b2c3d4e5f6a7b8c9d0a1b2c3d4e5f6 is closed|Account ACa1b2c3d4e5f6a7b8c9d0a1b2c3d4e5f6 is closed",
                "c5b7e0d2-3d0e-3f6a-9a51-0f2b7d1c9e11|c5b7e0d2-3d0e-3f6a-9a51-0f2b7d1c9e11",
                "replying to wamid.HBgLMTU1NTAxMDAwMDEVAgASGA== failed|replying to wamid… failed",
            })
    void numbersAndSecretsAreMasked(String text, String masked) {
        assertThat(PersonalDataMask.masked(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "twilio:SM01234567890123456789012345678901|twilio:SM01234567890123456789012345678901",
                "twilio:MM0123456789abcdef0123456789abcdef/0|twilio:MM0123456789abcdef0123456789abcdef/0",
                "twilio:unsigned-12345678-1234-4234-8234-123456789012|twilio:unsigned-12345678-1234-4234-8234-123456789012",
                "meta:w.1234567890123456/0|meta:w.1234567890123456/0",
                "twilio:SM00000000000000000000000000000001-replay-2|twilio:SM00000000000000000000000000000001-replay-2",
                "twilio:+15550100009|twilio:…0009",
                "twilio:SM15550100009/0|twilio:SM…0009/0",
                "twilio:15550100009SM01234567890123456789012345678901|twilio:…0009SM…8901",
                "meta:15550100009|meta:…0009",
                "SM1|SM1",
            })
    void aPhoneNumberThatStandsForAnIdIsMasked(String id, String masked) {
        assertThat(PersonalDataMask.maskedId(id)).isEqualTo(masked);
    }

    @Test
    void aTextWithoutNumbersStaysTheSame() {
        assertThat(PersonalDataMask.masked("HTTP 503")).isSameAs("HTTP 503");
    }
}
