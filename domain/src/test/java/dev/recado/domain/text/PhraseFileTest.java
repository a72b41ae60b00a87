package dev.recado.domain.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhraseFileTest {
    @Test
    void aSectionHasOnePhraseInALine() {
        PhraseFile file = parse("""
                # Greetings.
                [greeting es]
                hola

                  buenos días
                # in another language
                [greeting fr]
                bonjour
                [farewell]
                adiós
                """);

        assertThat(file.all("greeting")).containsExactly("hola", "buenos días", "bonjour");
        assertThat(file.all("farewell")).containsExactly("adiós");
        assertThat(file.byLanguage("greeting"))
                .isEqualTo(
                        Map.of(Language.SPANISH, List.of("hola", "buenos días"), Language.FRENCH, List.of("bonjour")));
    }

    @Test
    void aGroupStandsForItsAlternatives() {
        PhraseFile file = parse("""
                who = ana|eva
                who = luis
                [greeting]
                two = (<who> )?<who>
                hello <two>
                [farewell]
                who = all
                bye <who>
                """);

        Pattern greeting = file.pattern(any -> any, "greeting");
        assertThat(greeting.matcher("hello luis ana").matches()).isTrue();
        assertThat(greeting.matcher("hello luis").matches()).isTrue();
        assertThat(greeting.matcher("hello luis ana eva").matches()).isFalse();
        assertThat(file.pattern(any -> any, "farewell").matcher("bye all").matches())
                .isTrue();
        assertThat(file.pattern(any -> any, "farewell").matcher("bye ana").matches())
                .isFalse();
    }

    @Test
    void parenthesesOfAPatternDoNotCapture() {
        PhraseFile file = parse("""
                [greeting]
                h(i|ello) (?=you)[(y]ou\\(
                [farewell]
                \\<b>
                """);

        Matcher matcher = file.pattern(any -> "(" + any + ")", "greeting").matcher("hello you(");
        assertThat(matcher.matches()).isTrue();
        assertThat(matcher.groupCount()).isEqualTo(1);
        assertThat(file.patterns(phrase -> phrase, "farewell")
                        .getFirst()
                        .matcher("<b>")
                        .matches())
                .isTrue();
    }

    @Test
    void kindsAreMatchedTogether() {
        PhraseFile file = parse("[greeting]", "hi|hello", "[farewell]", "bye");

        Pattern either = file.pattern(any -> "please " + any, "greeting", "farewell");
        assertThat(either.matcher("please bye").matches()).isTrue();
        assertThat(either.matcher("bye").matches()).isFalse();
        assertThat(file.patterns(phrase -> "please " + phrase, "greeting", "farewell"))
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "hola, line 4: a phrase before the first section",
        "[greting es], line 4: unknown section [greting es]",
        "[greeting ES], line 4: unknown section [greeting ES]",
        "who =, line 4: an alternative is empty",
        "who = ana|, line 4: an alternative is empty",
        "who = (ana, line 4: the brackets do not match: (ana",
        "who = <whom>, line 4: unknown group <whom>"
    })
    void aBrokenLineIsNamed(String line, String message) {
        assertThatThrownBy(() -> parse("# Two", "# lines.", "", line))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("people.txt, " + message);
    }

    @ParameterizedTest
    @CsvSource({
        "hello), the brackets do not match: hello)",
        "hello [a, the brackets do not match: hello [a",
        "*hello, Dangling meta character '*': *hello"
    })
    void aBrokenPatternIsNamed(String line, String message) {
        PhraseFile file = parse("[farewell]", "bye", "[greeting]", "hi", line);

        assertThatThrownBy(() -> file.pattern(any -> "\\b" + any, "greeting"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("people.txt, line 5: " + message);
        assertThatThrownBy(() -> file.patterns(any -> "\\b" + any, "greeting"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("people.txt, line 5: " + message);
    }

    @Test
    void aKindWithoutAPhraseIsNamed() {
        assertThatThrownBy(() -> parse("[greeting]", "hi"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("people.txt: no phrase of the kind farewell");
    }

    @Test
    void aSectionWithoutALanguageIsNamed() {
        PhraseFile file = parse("[greeting]", "hi", "[farewell]", "bye");

        assertThatThrownBy(() -> file.byLanguage("greeting"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("people.txt, line 2: the section names no language");
    }

    private static PhraseFile parse(String... lines) {
        return PhraseFile.parse("people.txt", String.join("\n", lines).lines().toList(), "greeting", "farewell");
    }
}
