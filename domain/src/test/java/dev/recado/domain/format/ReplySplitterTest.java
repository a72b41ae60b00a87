package dev.recado.domain.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplySplitterTest {

    private static final int MANY = 1000;

    @Test
    void aTextThatFitsStaysWhole() {
        assertThat(split(40, "Hola.\n\n¿Qué tal? *Bien*.")).containsExactly("Hola.\n\n¿Qué tal? *Bien*.");
    }

    @Test
    void aBlankTextHasNoParts() {
        assertThat(split(40, "")).isEmpty();
        assertThat(split(40, " \n\u200B\u00A0\u200D")).isEmpty();
    }

    @Test
    void breaksPreferParagraphsThenLinesThenSentencesThenWords() {
        assertThat(split(30, "Uno dos tres cuatro.\n\nCinco seis\nsiete ocho nueve."))
                .containsExactly("Uno dos tres cuatro.", "Cinco seis\nsiete ocho nueve.");
        assertThat(split(30, "Uno dos tres cuatro.\nCinco seis. Siete ocho nueve."))
                .containsExactly("Uno dos tres cuatro.", "Cinco seis. Siete ocho nueve.");
        assertThat(split(30, "Uno dos tres cuatro. ¿Cinco seis siete ocho?"))
                .containsExactly("Uno dos tres cuatro.", "¿Cinco seis siete ocho?");
        assertThat(split(20, "uno dos tres cuatro cinco seis")).containsExactly("uno dos tres cuatro", "cinco seis");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Pregunte hoy por la Dra. Gómez en recepción",
                "Lo vemos hoy con el Sr. Pérez en recepción",
                "Son unas 3.5 horas p. ej. A pie sin parar",
                "Ask for the kind Dr. Smith at the reception",
                "Le montant est de 3 env. À la caisse de bas",
                "Tel. de la sala o J. R. El de lo confirma"
            })
    void anAbbreviationEndsNoSentence(String text) {
        assertThat(split(30, text).getFirst()).doesNotEndWith(".").hasSizeGreaterThan(22);
    }

    @Test
    void aHeadingOrAnIntroductionStaysWithWhatFollows() {
        assertThat(split(40, "Primero un texto de relleno.\n*Horario*\n- lunes 9:00\n- martes 10:00")
                        .getFirst())
                .doesNotEndWith("*Horario*");
        assertThat(split(40, "Primero un texto de relleno.\n\nTenemos:\n- lunes 9:00\n- martes 10:00")
                        .getFirst())
                .doesNotEndWith("Tenemos:");
    }

    @Test
    void aPairOfMarksThatFitsIsKeptWhole() {
        assertThat(split(30, "Este es un texto. *Con una negrita larga* y más"))
                .containsExactly("Este es un texto.", "*Con una negrita larga* y más");
        assertThat(split(24, "usa la orden `git commit -m x` ya"))
                .containsExactly("usa la orden", "`git commit -m x` ya");
    }

    @Test
    void aPairTooLongForOnePartIsClosedAndOpenedAgain() {
        assertThat(split(20, "*_uno dos tres cuatro cinco seis_ siete*"))
                .containsExactly("*_uno dos tres_*", "*_cuatro cinco_*", "*_seis_ siete*");
        assertThat(split(20, "`aaaaaaaaaaaaaaaaaaaaaaaaa`")).containsExactly("`aaaaaaaaaaaaaaaaaa`", "`aaaaaaa`");
    }

    @Test
    void aFenceIsClosedAndOpenedAgainAndKeepsItsIndent() {
        assertThat(split(30, "```\ndef f():\n    return 1\n    # fin del código\n```\ny ya"))
                .containsExactly("```\ndef f():\n    return 1\n```", "```\n    # fin del código\n```", "y ya");
    }

    @Test
    void aFenceThatFitsIsKeptWhole() {
        assertThat(split(40, "Un poco de texto antes:\n\n```\nlinea uno\nlinea dos\n```"))
                .containsExactly("Un poco de texto antes:", "```\nlinea uno\nlinea dos\n```");
    }

    @Test
    void anAddressIsCutOnlyWhenItIsLongerThanAPart() {
        assertThat(split(30, "Vea esto https://example.com/abcdefgh hoy"))
                .containsExactly("Vea esto", "https://example.com/abcdefgh", "hoy");
        assertThat(split(20, "Vea https://example.com/abcdefgh"))
                .containsExactly("Vea", "https://example.com/", "abcdefgh");
        assertThat(split(30, "aaaaaaaaaaaaaaaaaaaa(https://example.com/abc)"))
                .containsExactly("aaaaaaaaaaaaaaaaaaaa(", "https://example.com/abc)");
    }

    @Test
    void aLongWordIsCutBetweenGraphemeClusters() {
        String family = "👩‍👩‍👧‍👦";
        assertThat(split(25, family.repeat(4))).containsExactly(family.repeat(2), family.repeat(2));
        assertThat(split(21, "🇪🇸".repeat(7))).containsExactly("🇪🇸".repeat(5), "🇪🇸".repeat(2));
        assertThat(split(21, "e\u0301".repeat(12))).containsExactly("e\u0301".repeat(10), "e\u0301".repeat(2));
    }

    @Test
    void aTextThatIsTooLongEndsInAnEllipsisAtASentence() {
        ReplySplitter splitter = new ReplySplitter(40, 2);
        assertThat(splitter.split("Uno dos tres cuatro cinco seis. Siete ocho nueve. Diez once doce trece catorce."))
                .containsExactly("Uno dos tres cuatro cinco seis.", "Siete ocho nueve. …");
        assertThat(new ReplySplitter(20, 1).split("```\nuno\ndos\ntres\ncuatro\n```"))
                .containsExactly("```\nuno\ndos\n…\n```");
    }

    @Test
    void partsAreFilledBetterBeforeTextIsDropped() {
        String text = "a".repeat(11) + "\n\n" + "b b b b b b b b b b b b b";
        assertThat(new ReplySplitter(20, 2).split(text))
                .containsExactly("a".repeat(11) + "\n\nb b b b", "b b b b b b b b b");
    }

    @Test
    void invalidLimitsAreRejected() {
        assertThatThrownBy(() -> new ReplySplitter(19, 1)).hasMessageContaining("at least 20");
        assertThatThrownBy(() -> new ReplySplitter(20, 0)).hasMessageContaining("at least 1");
    }

    private static List<String> split(int limit, String text) {
        return new ReplySplitter(limit, MANY).split(text);
    }
}
