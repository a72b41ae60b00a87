package dev.recado.adapter.llm.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.format.ReplyComposer;
import dev.recado.domain.format.RichText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// CommonMark as models write it, and what the user sees.
class CommonMarkReaderTest {

    private final CommonMarkReader reader = new CommonMarkReader();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "**a** and *b* and ~~c~~ and `d` | *a* and _b_ and ~c~ and `d`",
                "***launch 🚀 now*** | *_launch 🚀 now_*",
                "**_a_** __*b*__ _**c**_ | *_a_* *_b_* *_c_*",
                "## Precios **2026** | *Precios 2026*",
                "[Reserva aquí](https://a.example/r?x=1&y=2) | Reserva aquí (https://a.example/r?x=1&y=2)",
                "<https://a.example/x> o <hola@a.example> | https://a.example/x o hola@a.example",
                "**https://a.example** | https://a.example",
                "Mira https://a.example/_a_/~b_c_. | Mira https://a.example/_a_/~b_c_.",
                "Ver (https://a.example/a_(b)) y www.a.example/_x_y | Ver (https://a.example/a_(b)) y www.a.example/_x_y",
                "[https://a.example](https://a.example) | https://a.example",
                "2*3*4 = 24 y snake_case_x | 2*3*4 = 24 y snake_case_x",
                "cuesta ~100 €, no ~200 € | cuesta ~100 €, no ~200 €",
                "a*b*c y 2**3**4 | a*b*c y 2**\u200B3**4",
                "1) uno | 1. uno",
                "Escribe <nombre> y pulsa<br>enviar | Escribe <nombre> y pulsa\\nenviar",
                "\\(x^2\\) y $a_1 \\times b_1$ | (x^2) y $a_1 \\times b_1$",
                "![Mapa](https://a.example/m.png) | Mapa (https://a.example/m.png)",
                "ana@a.example &amp; co | ana@a.example & co"
            })
    void markdownBecomesWhatsAppsMarks(String markdown, String expected) {
        assertThat(compose(markdown)).containsExactly(expected.replace("\\n", "\n"));
    }

    @Test
    void aSpanishAnswerWithAListATableAndALink() {
        assertThat(compose("""
                ¡Hola! 😊 Estos son nuestros **horarios**:

                | Día | Mañana | Tarde |
                |-----|:------:|-------|
                | Lunes | 9:00–13:00 | 16:00–20:00 |
                | Sábado | 10:00–14:00 | *cerrado* |

                ### ¿Cómo reservar?
                1. Llama al **+1 555-0100**
                2. O entra en [nuestra web](https://spa.example/reservas)
                   - elige el servicio
                   - elige la hora

                ---

                > Cancela con 24 h de antelación.
                """)).containsExactly("""
                ¡Hola! 😊 Estos son nuestros *horarios*:

                Día: Lunes
                Mañana: 9:00–13:00
                Tarde: 16:00–20:00

                Día: Sábado
                Mañana: 10:00–14:00
                Tarde: _cerrado_

                *¿Cómo reservar?*
                1. Llama al *+1 555-0100*
                2. O entra en nuestra web (https://spa.example/reservas)
                - elige el servicio
                - elige la hora

                > Cancela con 24 h de antelación.""");
    }

    @Test
    void anEnglishAnswerWithCodeAndNestedBullets() {
        assertThat(compose("""
                # Getting started

                * **Install** the tool:

                  ```bash
                  pip install some_tool   # ~5 MB
                  ```
                * Configure it
                    * set `API_KEY`
                    * set `API_URL`

                Dr. Smith said: *"it's ~~hard~~ easy"*.
                """)).containsExactly("""
                *Getting started*
                - *Install* the tool:
                ```
                pip install some_tool   # ~5 MB
                ```
                - Configure it
                ◦ set `API_KEY`
                ◦ set `API_URL`

                Dr. Smith said: _"it's ~hard~ easy"_.""");
    }

    @Test
    void aFrenchAnswerWithGuillemetsAndNarrowSpaces() {
        assertThat(compose("""
                **Bonjour\u202F!** Voici le tarif\u00A0:

                - Massage «\u00A0détente\u00A0»\u00A0: **60\u00A0€**
                - Soin du visage\u00A0: ~~50\u00A0€~~ *40\u00A0€*

                À bientôt\u2026
                """)).containsExactly("""
                *Bonjour\u202F!* Voici le tarif\u00A0:
                - Massage «\u00A0détente\u00A0»\u00A0: *60\u00A0€*
                - Soin du visage\u00A0: ~50\u00A0€~ _40\u00A0€_

                À bientôt\u2026""");
    }

    @Test
    void aPortugueseAnswerWithALineOfDashesUnderText() {
        assertThat(compose("""
                Olá! A consulta custa **R$ 150,00**.
                Aceitamos cartão e Pix.
                ---
                *Posso ajudar em algo mais?*
                """)).containsExactly("""
                Olá! A consulta custa *R$ 150,00*.
                Aceitamos cartão e Pix.

                _Posso ajudar em algo mais?_""");
    }

    @Test
    void aLongAnswerIsSplitBetweenItsParagraphs() {
        String paragraph = "Frase **uno** de prueba. ¿Otra frase más?\n\n";
        List<String> parts = new ReplyComposer(reader, 100, 5).compose(paragraph.repeat(4));
        String two = "Frase *uno* de prueba. ¿Otra frase más?\n\nFrase *uno* de prueba. ¿Otra frase más?";
        assertThat(parts).containsExactly(two, two);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\t", "\u0000", "<!-- nada -->", "---", "[x]: https://a.example", "&nbsp;"})
    void nothingToShowGivesNoMessage(String markdown) {
        assertThat(compose(markdown)).isEmpty();
    }

    @Test
    void indentedTextIsNotCode() {
        assertThat(compose("Hola\n\n    mundo")).containsExactly("Hola\n\nmundo");
    }

    @Test
    void deepNestingKeepsItsText() {
        assertThat(compose(">".repeat(5_000) + " hola")).containsExactly("> hola");
        assertThat(compose("*a ".repeat(2_000) + "b*".repeat(2_000)).getFirst()).contains("a");
        assertThat(compose("- ".repeat(500) + "hola").getFirst()).contains("hola");
    }

    @Test
    void aListTreeKeepsItsText() {
        assertThat(reader.read("**a** `b`"))
                .isEqualTo(RichText.of(new RichText.Paragraph(List.of(
                        new RichText.Strong(List.of(new RichText.Text("a"))),
                        new RichText.Text(" "),
                        new RichText.Code("b")))));
    }

    private List<String> compose(String markdown) {
        return new ReplyComposer(reader, 1500, 5).compose(markdown);
    }
}
