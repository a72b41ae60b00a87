package dev.recado.domain.intent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.intent.SmallTalk.Kind;
import dev.recado.domain.text.Language;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmallTalkPhrasesTest {
    private static final Language GERMAN = new Language("de");
    private final SmallTalkPhrases phrases = new SmallTalkPhrases(Map.of(
            GERMAN,
            Map.of(
                    Kind.GREETING, Set.of("Hallo", "guten Tag", "Grüß Gott"),
                    Kind.THANKS, Set.of("danke", "vielen Dank"),
                    Kind.NO, Set.of("nein"))));

    @ParameterizedTest
    @CsvSource({
        "hallo, GREETING",
        "Guten Tag!, GREETING",
        "gruss gott 👋, ",
        "Grüß Gott 👋, GREETING",
        "'Hallo, guten Tag :)', GREETING",
        "'nein, vielen dank', NO",
        "'Hallo, was kostet das?', ",
        "hallo was, "
    })
    void aMessageOfSmallTalkOnlyIsRecognised(String text, Kind kind) {
        assertThat(phrases.in(text).map(SmallTalk::kind)).isEqualTo(Optional.ofNullable(kind));
        assertThat(phrases.in(text).map(SmallTalk::languages))
                .isEqualTo(Optional.ofNullable(kind).map(_ -> Set.of(GERMAN)));
    }

    @Test
    void theBuiltInLanguagesAreRecognisedToo() {
        assertThat(phrases.in("merci")).isEqualTo(SmallTalk.in("merci")).isNotEmpty();
        assertThat(phrases.in("👍")).isEqualTo(SmallTalk.in("👍")).isNotEmpty();
        assertThat(SmallTalkPhrases.NONE.in("hallo")).isEmpty();
    }
}
