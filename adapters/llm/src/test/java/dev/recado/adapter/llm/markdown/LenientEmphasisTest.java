package dev.recado.adapter.llm.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.format.ReplyComposer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Marks beside letters, as models write them: the user sees bold or plain text, never the marks.
class LenientEmphasisTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "**Horario:**De lunes a viernes | *Horario:* De lunes a viernes",
                "**Total:**20 € | *Total:* 20 €",
                "**(IVA incl.)**cada uno | *(IVA incl.)* cada uno",
                "pre**fijo**medio | prefijomedio",
                "**[Reserva](https://ej.es)**ya | *Reserva* (https://ej.es) ya",
                "** negrita con espacios ** | *negrita con espacios*",
                // others
                "*Total:*20 € | _Total:_ 20 €",
                "_Total:_20 € | _Total:_ 20 €",
                "__Total:__20 € | *Total:* 20 €",
                "~~Antes:~~20 € | ~Antes:~ 20 €",
                "~~10 €~~8 € | ~10 €~ 8 €",
                "***Ojo:***20 € | *_Ojo:_* 20 €",
                "pre*fijo*medio | prefijomedio",
                "pre~~fijo~~medio | pre ~fijo~ medio",
                "**Hola**mundo | Holamundo",
                "__sub__rayado | subrayado",
                "El texto __sub__rayado va así | El texto subrayado va así",
                "(__sub__rayado) y __des__hecho. | (subrayado) y deshecho.",
                "Hola**¿Qué tal?** | Hola *¿Qué tal?*",
                "**A:**uno, **B:**dos y **C:**tres | *A:* uno, *B:* dos y *C:* tres",
                "**Lunes:**9\\n**Martes:**10 | *Lunes:* 9\\n*Martes:* 10",
                "Precio: **20 €**cada uno | Precio: *20 €* cada uno",
                "**¡Hola!**Soy Ana | *¡Hola!* Soy Ana",
                "**«Cita»**confirmada | *«Cita»* confirmada",
                "**Hola 😊**amiga | *Hola 😊* amiga",
                "**注意：**请 | *注意：* 请",
                "**`código`:**así | `código`: así",
                "- **Uno:**a\\n- **Dos:**b | - *Uno:* a\\n- *Dos:* b",
                "## **Título:**algo | *Título: algo*",
                "**Nota: sin cerrar | Nota: sin cerrar",
                "sin abrir** y más | sin abrir y más",
                "**Uno.** **Dos:**tres | *Uno.* *Dos:* tres",
                // footnotes
                "Pilates*, yoga* y spinning | Pilates*, yoga* y spinning",
                "Horario*: de 9 a 14, tarde*. | Horario*: de 9 a 14, tarde*.",
                "Incluye (desayuno*), cena* y spa*. | Incluye (desayuno*), cena* y spa*.",
                "Pilates*(lunes), yoga* y spa*;más | Pilates*(lunes), yoga* y spa*;más",
                "Cuesta 20 €*, o 15 €* con carné | Cuesta 20 €*\u200b, o 15 €* con carné",
                "Pilates_, yoga_ y spinning | Pilates_, yoga_ y spinning",
                "Pilates**, yoga** y spinning | Pilates, yoga y spinning",
                "Pilates~, yoga~ y spinning | Pilates~, yoga~ y spinning",
                "Pilates*, *Total:*20 € | Pilates*, _Total:_ 20 €",
                "O`Brien y O`Connor | O`Brien y O`Connor",
                // formulas
                "2**3 = 8 | 2**3 = 8",
                "2*3*4 y a*b*c | 2*3*4 y a*b*c",
                "3 *(2+1)*4 | 3 *(2+1)*4",
                "snake_case_x y a_b | snake_case_x y a_b"
            })
    void noMarkIsShown(String markdown, String shown) {
        assertThat(new ReplyComposer(new CommonMarkReader(), 1500, 5).compose(markdown.replace("\\n", "\n")))
                .containsExactly(shown.replace("\\n", "\n"));
    }
}
