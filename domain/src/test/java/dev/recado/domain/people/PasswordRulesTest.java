package dev.recado.domain.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
    private static final EmailAddress MARTA = new EmailAddress("marta.ruiz@clinica-aurora.es");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a horse on the balcony",
                "tres gatos en el tejado",
                "correct-battery-42",
                "Xk9#mQ2vLp7z",
                "!?$%&/()=-_;",
                "la clínica abre tarde",
                "日本語のパスワード長い文",
                "marta come manzanas verdes"
            })
    void aPasswordThatNobodyGuessesFirstIsTaken(String password) {
        assertThat(PasswordRules.problem(password, MARTA)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "short                        | expected 12 to 200 characters",
                "elevenchars                  | expected 12 to 200 characters",
                "marta.ruiz@clinica-aurora.es | other than the e-mail address",
                "MARTA.RUIZ@clinica-aurora.es | other than the e-mail address",
                "marta.ruiz2026!              | other than the e-mail address",
                "clinica-aurora.es            | other than the e-mail address",
                "aaaaaaaaaaaaaaaa             | a few characters that repeat",
                "abababababababab             | a few characters that repeat",
                "123456789012                 | a row of digits",
                "abcdefghijklmn               | a row of digits",
                "abcdefghijkl2026             | a row of digits",
                "zyxwvutsrqponm               | a row of digits",
                "password1234                 | guessed first",
                "Password2026!                | guessed first",
                "passwordpassword             | guessed first",
                "PASSWORD PASSWORD            | guessed first",
                "contraseña2026               | guessed first",
                "qwertyuiop123                | guessed first",
                "1q2w3e4r5t6y                 | guessed first",
                "1qaz2wsx3edc4rfv             | guessed first",
                "iloveyou2026!!               | guessed first",
                "recado123456                 | guessed first",
                "admin admin admin            | guessed first",
                "senha123senha                | guessed first"
            })
    void aPasswordThatIsGuessedFirstIsRefusedInWords(String password, String why) {
        assertThat(PasswordRules.problem(password, MARTA))
                .hasValueSatisfying(problem -> assertThat(problem)
                        .startsWith("password: ")
                        .contains(why)
                        .doesNotContain(password));
    }
}
