package dev.recado.domain.intent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.text.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {

    @ParameterizedTest
    @CsvSource({
        "/help, Help",
        "/AYUDA, Help",
        "/foo, Help",
        "/foo bar baz, Help",
        "/ help, Help",
        "/estado, Status",
        "/état, Status",
        "/status please, Status",
        "/human, Human",
        "/persona, Human",
        "/pessoa, Human",
        "/reset, Reset",
        "/reiniciar, Reset",
        "/recommencer, Reset"
    })
    void aSlashWithAWordIsACommand(String text, String kind) {
        assertThat(Command.afterSlash(text))
                .get()
                .extracting(c -> c.getClass().getSimpleName())
                .isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "/", "//", "1/2", "/2", "y/o", "help", "a /help", "/help/me"})
    void aSlashElsewhereIsNoCommand(String text) {
        assertThat(Command.afterSlash(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ayuda, Help",
        "¡AYUDA!, Help",
        "aide, Help",
        "ajuda por favor, Help",
        "estado, Status",
        "un humano, Human",
        "agente, Human",
        "Quiero hablar con una persona, Human",
        "je veux parler à quelqu'un, Human",
        "falar com um atendente, Human",
        "empezar de nuevo, Reset",
        "start over please, Reset",
        "recomeçar, Reset"
    })
    void plainWordsAloneAreACommand(String text, String kind) {
        assertThat(Command.inWords(text))
                .get()
                .extracting(c -> c.getClass().getSimpleName())
                .isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "necesito ayuda con mi cita",
                "¿cuál es el estado de mi pedido?",
                "soy agente inmobiliario",
                "eres una persona real",
                "nuevo",
                "menu",
                "inglés",
                "english",
                "¿hablan inglés?",
                "clases de inglés",
                "quiero un curso en inglés",
                "language",
                "español",
                "",
                "/",
                "???"
            })
    void wordsWithinASentenceAreNoCommand(String text) {
        assertThat(Command.inWords(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "idioma inglés, en",
        "IDIOMA INGLES, en",
        "english please, en",
        "in English, en",
        "English please!, en",
        "en español por favor, es",
        "español por favor, es",
        "language french, fr",
        "langue anglais, en",
        "parle français, fr",
        "répondez en français svp, fr",
        "fale em português, pt",
        "em espanhol por favor, es",
        "switch to Portuguese, pt",
        "cambiar idioma a francés, fr",
        "háblame en inglés, en"
    })
    void aLanguageIsChosenInPlainWords(String text, String tag) {
        assertThat(Command.inWords(text))
                .contains(new Command.ChooseLanguage(Language.ofTag(tag).orElseThrow()));
    }

    @ParameterizedTest
    @CsvSource({
        "/language en, en",
        "/idioma EN, en",
        "/langue pt-BR, pt",
        "/language français, fr",
        "/idioma: inglés, en"
    })
    void aLanguageIsChosenAfterASlash(String text, String tag) {
        assertThat(Command.afterSlash(text))
                .contains(new Command.ChooseLanguage(Language.ofTag(tag).orElseThrow()));
    }

    @Test
    void anyLanguageWithATagCanBeChosen() {
        assertThat(Command.afterSlash("/language de")).contains(new Command.ChooseLanguage(new Language("de")));
        assertThat(Command.afterSlash("/language klingon")).contains(new Command.ChooseLanguage(null));
        assertThat(Command.afterSlash("/language")).contains(new Command.ChooseLanguage(null));
    }
}
