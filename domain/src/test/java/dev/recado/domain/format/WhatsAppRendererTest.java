package dev.recado.domain.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.format.RichText.Block;
import dev.recado.domain.format.RichText.BulletList;
import dev.recado.domain.format.RichText.Code;
import dev.recado.domain.format.RichText.CodeBlock;
import dev.recado.domain.format.RichText.Emphasis;
import dev.recado.domain.format.RichText.Heading;
import dev.recado.domain.format.RichText.HtmlBlock;
import dev.recado.domain.format.RichText.HtmlTag;
import dev.recado.domain.format.RichText.Image;
import dev.recado.domain.format.RichText.Inline;
import dev.recado.domain.format.RichText.LineBreak;
import dev.recado.domain.format.RichText.Link;
import dev.recado.domain.format.RichText.ListItem;
import dev.recado.domain.format.RichText.OrderedList;
import dev.recado.domain.format.RichText.Paragraph;
import dev.recado.domain.format.RichText.Quote;
import dev.recado.domain.format.RichText.Rule;
import dev.recado.domain.format.RichText.Strike;
import dev.recado.domain.format.RichText.Strong;
import dev.recado.domain.format.RichText.Table;
import dev.recado.domain.format.RichText.TableCell;
import dev.recado.domain.format.RichText.TableRow;
import dev.recado.domain.format.RichText.Text;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WhatsAppRendererTest {

    private static final String ZERO_WIDTH = "\u200B";

    private final WhatsAppRenderer renderer = new WhatsAppRenderer();

    @Test
    void aStruckPriceDoesNotRunIntoTheNextNumber() {
        assertThat(render(text("Precio: "), new Strike(List.of(text("20"))), text("15 €")))
                .isEqualTo("Precio: ~20~ 15 €");
        assertThat(render(text("antes"), new Strike(List.of(text("viejo"))), text(", nuevo")))
                .isEqualTo("antes ~viejo~, nuevo");
    }

    @Test
    void strongBecomesBoldEmphasisItalicAndStrikeStruck() {
        assertThat(render(strong("a"), text(" "), emphasis("b"), text(" "), new Strike(List.of(text("c")))))
                .isEqualTo("*a* _b_ ~c~");
    }

    @Test
    void strongWithinEmphasisIsBoldAroundItalic() {
        assertThat(render(new Emphasis(List.of(strong("x"))))).isEqualTo("*_x_*");
        assertThat(render(new Strong(List.of(text("a "), emphasis("b"), text(" c")))))
                .isEqualTo("*a _b_ c*");
    }

    @Test
    void marksTouchTheWordAndBlankMarksAreDropped() {
        assertThat(render(text("a"), strong(" b "), text("c"))).isEqualTo("a *b* c");
        assertThat(render(text("a "), strong(" "), strong(""), text("c"))).isEqualTo("a  c");
    }

    @Test
    void boldOverSeveralLinesIsMarkedOnEachLine() {
        assertThat(render(new Strong(List.of(text("uno"), new LineBreak(), text("dos")))))
                .isEqualTo("*uno*\n*dos*");
    }

    @Test
    void aMarkWithinAWordIsDropped() {
        assertThat(render(text("un"), strong("believ"), text("able"))).isEqualTo("unbelievable");
        assertThat(render(text("("), strong("sí"), text("): "), strong("no"), text(".")))
                .isEqualTo("(*sí*): *no*.");
        assertThat(render(text("❤️"), strong("sí"))).isEqualTo("❤️*sí*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2*3*4",
                "2 * 3 * 4",
                "snake_case_name",
                "cuesta ~100 o ~200 euros",
                "https://example.com/~ana/_a_/b_c_ y más",
                "www.example.com/*a*",
                "Nombre: ____",
                "* y otra *cosa",
                "un `acento",
                "***"
            })
    void literalCharactersThatFormNoMarkStayUnchanged(String text) {
        assertThat(render(text(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*no*", "a _b c_ d", "(~x~)", "`x`", "```", "> no", "**x**"})
    void literalCharactersThatWouldFormMarksAreSeparated(String text) {
        assertThat(render(text(text))).contains(ZERO_WIDTH).isNotEqualTo(text);
        assertThat(render(text(text)).replace(ZERO_WIDTH, "")).isEqualTo(text);
    }

    @Test
    void aLiteralMarkDoesNotPairWithARealOne() {
        assertThat(render(text("~100, antes "), new Strike(List.of(text("120")))))
                .isEqualTo("~" + ZERO_WIDTH + "100, antes ~120~");
        assertThat(render(new Strong(List.of(text("a* b"))))).isEqualTo("*a" + ZERO_WIDTH + "* b*");
    }

    @Test
    void codeAndAddressesHaveNoOtherMark() {
        assertThat(render(new Strong(List.of(text("usa "), new Code("x_y"), text(" ya")))))
                .isEqualTo("*usa* `x_y` *ya*");
        assertThat(render(new Strong(List.of(link("https://a.example", "https://a.example")))))
                .isEqualTo("https://a.example");
        assertThat(render(new Strong(List.of(text("ver https://a.example/b_c_d hoy")))))
                .isEqualTo("*ver* https://a.example/b_c_d *hoy*");
    }

    @Test
    void codeWithBackticksIsPlainText() {
        assertThat(render(new Code("a`b"))).isEqualTo("a`b");
        assertThat(render(new Code("a\nb"))).isEqualTo("`a b`");
        assertThat(render(new Code(" "))).isEmpty();
    }

    @Test
    void aLinkShowsItsAddressOnce() {
        assertThat(render(link("https://a.example/x", "Reserva"))).isEqualTo("Reserva (https://a.example/x)");
        assertThat(render(link("https://a.example/", "a.example"))).isEqualTo("https://a.example/");
        assertThat(render(link("mailto:hola@a.example", "hola@a.example"))).isEqualTo("hola@a.example");
        assertThat(render(link("tel:+15550100", "+1 555-0100"))).isEqualTo("+15550100");
        assertThat(render(link("https://a.example", ""))).isEqualTo("https://a.example");
        assertThat(render(link("#precios", "Precios"))).isEqualTo("Precios");
        assertThat(render(link("javascript:alert(1)", "x"))).isEqualTo("x");
        assertThat(render(link("https://a.example/a b", "x"))).isEqualTo("x (https://a.example/a%20b)");
        assertThat(render(new Image("https://a.example/m.png", List.of(text("Mapa")))))
                .isEqualTo("Mapa (https://a.example/m.png)");
    }

    @Test
    void aHeadingIsABoldLineRightAboveWhatFollows() {
        assertThat(render(new Heading(2, List.of(text("Horario "), strong("nuevo"))), paragraph("Lunes")))
                .isEqualTo("*Horario nuevo*\nLunes");
    }

    @Test
    void listItemsBeginAtTheMargin() {
        Block inner = new BulletList(List.of(item(paragraph("b"))));
        assertThat(render(new BulletList(List.of(item(paragraph("a"), inner), item(paragraph("c"))))))
                .isEqualTo("- a\n◦ b\n- c");
        assertThat(render(new OrderedList(3, List.of(item(paragraph("a"), inner), item(paragraph("c"))))))
                .isEqualTo("3. a\n- b\n4. c");
        assertThat(render(new OrderedList(
                        1, List.of(item(paragraph("a"), new OrderedList(1, List.of(item(paragraph("b")))))))))
                .isEqualTo("1. a\n1.1. b");
    }

    @Test
    void aListStaysWithItsIntroduction() {
        assertThat(render(paragraph("Tenemos:"), new BulletList(List.of(item(paragraph("a"))))))
                .isEqualTo("Tenemos:\n- a");
    }

    @Test
    void quotesHaveOneLevelAndDoNotChangeCode() {
        assertThat(render(
                        new Quote(List.of(paragraph("a"), new Quote(List.of(paragraph("b"))), new CodeBlock("", "c")))))
                .isEqualTo("> a\n> b\n```\nc\n```");
    }

    @Test
    void aCodeBlockLosesItsLanguageAndKeepsItsIndent() {
        assertThat(render(new CodeBlock("python", "def f():\n\treturn *1*\n")))
                .isEqualTo("```\ndef f():\n    return *1*\n```");
        assertThat(render(new CodeBlock("", "a```b"))).isEqualTo("```\na``" + ZERO_WIDTH + "`b\n```");
        assertThat(render(new CodeBlock("", " \n"))).isEmpty();
    }

    @Test
    void aTableBecomesALineForEachCell() {
        Block table = new Table(
                row("Servicio", "Precio:"), List.of(row("Masaje", "40 €"), row("Facial", "", "nota"), row("", "")));
        assertThat(render(table)).isEqualTo("Servicio: Masaje\nPrecio: 40 €\n\nServicio: Facial\nnota");
    }

    @Test
    void aRuleIsABlankLineAndHtmlIsItsText() {
        assertThat(render(paragraph("a"), new Rule(), paragraph("b"))).isEqualTo("a\n\nb");
        assertThat(render(new HtmlBlock("<div><b>a</b> &amp; b<br>c</div>"))).isEqualTo("a & b\nc");
        assertThat(render(text("di "), new HtmlTag("<nombre>"), new HtmlTag("<br/>"), text("y"), new HtmlTag("<b>")))
                .isEqualTo("di <nombre>\ny");
    }

    @Test
    void unwantedCharactersAreRemoved() {
        assertThat(render(text("a\u0000b\u0007c\u202Ed\uD83De\tf\r\ng\u2028h\uFEFF")))
                .isEqualTo("abcde f\ng\nh");
        assertThat(render(text("a \n\n\n \nb  "))).isEqualTo("a\nb");
        assertThat(render(paragraph("👩‍👩‍👧‍👦 é"))).isEqualTo("👩‍👩‍👧‍👦 é");
    }

    @Test
    void invisibleContentGivesAnEmptyText() {
        assertThat(renderer.render(new RichText(List.of()))).isEmpty();
        assertThat(render(strong("\u200D\u00A0"), new LineBreak(), text(" \u0000")))
                .isEmpty();
    }

    private String render(Block... blocks) {
        return renderer.render(RichText.of(blocks));
    }

    private String render(Inline... inlines) {
        return render(new Paragraph(List.of(inlines)));
    }

    private static Text text(String text) {
        return new Text(text);
    }

    private static Strong strong(String text) {
        return new Strong(List.of(text(text)));
    }

    private static Emphasis emphasis(String text) {
        return new Emphasis(List.of(text(text)));
    }

    private static Link link(String url, String text) {
        return new Link(url, List.of(text(text)));
    }

    private static Paragraph paragraph(String text) {
        return new Paragraph(List.of(text(text)));
    }

    private static ListItem item(Block... blocks) {
        return new ListItem(List.of(blocks));
    }

    private static TableRow row(String... cells) {
        return new TableRow(Arrays.stream(cells)
                .map(cell -> new TableCell(List.of(text(cell))))
                .toList());
    }
}
