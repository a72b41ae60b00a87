package dev.recado.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextCleanerTest {
    @Test
    void aCleanTextIsReturnedAsItIs() {
        String text = "¿Hola?\n\t2 × 😀";

        assertThat(TextCleaner.clean(text)).isEqualTo(text);
        assertThat(TextCleaner.clean("")).isEmpty();
    }

    @Test
    void controlCharactersAreRemoved() {
        assertThat(TextCleaner.clean("a\0b\u0007c\u0085d\u007fe😀")).isEqualTo("abcde😀");
    }

    @Test
    void lineEndsBecomeOneCharacter() {
        assertThat(TextCleaner.clean("a\r\nb\rc\n\rd\r")).isEqualTo("a\nb\nc\n\nd\n");
    }

    @Test
    void halfASurrogatePairIsRemoved() {
        assertThat(TextCleaner.clean("a\ud83d")).isEqualTo("a");
        assertThat(TextCleaner.clean("\ude00b\ud83dc😀")).isEqualTo("bc😀");
    }

    @Test
    void aLineHasNoBreaksAndNoSpaceAround() {
        assertThat(TextCleaner.line(" a\r\nb\tc \0\n")).isEqualTo("a b c");
    }
}
