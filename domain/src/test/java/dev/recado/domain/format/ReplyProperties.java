package dev.recado.domain.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.format.RichText.Block;
import dev.recado.domain.format.RichText.Inline;
import dev.recado.domain.format.RichText.ListItem;
import dev.recado.domain.format.RichText.Paragraph;
import dev.recado.domain.format.RichText.TableCell;
import dev.recado.domain.format.RichText.TableRow;
import dev.recado.domain.format.RichText.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

class ReplyProperties {

    private static final int TRIES = 200;
    private static final int MANY = 100_000;
    private static final int LONGEST_MARKS = 8;

    private static final Pattern MARKS = Pattern.compile("[*_~`…\\s]+");

    private final WhatsAppRenderer renderer = new WhatsAppRenderer();

    @Property(tries = TRIES)
    void noPartExceedsTheLimitOrIsBlankOrSplitsACharacter(
            @ForAll("trees") RichText tree, @ForAll @IntRange(min = 20, max = 4096) int limit) {
        for (String part : split(renderer.render(tree), limit)) {
            assertThat(part.length()).isLessThanOrEqualTo(limit);
            assertThat(CleanText.isBlank(part)).isFalse();

            assertThat(hasHalfSurrogate(part)).isFalse();
        }
    }

    @Property(tries = TRIES)
    void nothingIsLost(@ForAll("trees") RichText tree, @ForAll @IntRange(min = 20, max = 200) int limit) {
        String rendered = renderer.render(tree);
        assertThat(visible(String.join("", split(rendered, limit)))).isEqualTo(visible(rendered));
    }

    @Property
    void anyTextIsSplitWithoutLoss(@ForAll("texts") String text, @ForAll @IntRange(min = 20, max = 200) int limit) {
        String clean = CleanText.fold(CleanText.characters(text));
        List<String> parts = split(clean, limit);
        assertThat(parts).allMatch(part -> part.length() <= limit).noneMatch(String::isBlank);
        if (!CleanText.isBlank(clean)) {
            assertThat(visible(String.join("", parts))).isEqualTo(visible(clean));
        }
    }

    @Property(tries = TRIES)
    void tooManyPartsEndInAnEllipsis(
            @ForAll("trees") RichText tree,
            @ForAll @IntRange(min = 20, max = 60) int limit,
            @ForAll @IntRange(min = 1, max = 4) int maxParts) {
        String rendered = renderer.render(tree);
        List<String> parts = new ReplySplitter(limit, maxParts).split(rendered);
        assertThat(parts).hasSizeLessThanOrEqualTo(maxParts).allMatch(part -> part.length() <= limit);
        assertThat(visible(rendered)).startsWith(visible(String.join("", parts)));
    }

    @Property(tries = TRIES)
    void aGraphemeClusterIsNotCut(@ForAll("trees") RichText tree, @ForAll @IntRange(min = 20, max = 100) int limit) {
        String rendered = renderer.render(tree);
        Set<String> characters = new HashSet<>(clusters(rendered));
        for (String part : split(rendered, limit)) {
            for (String cluster : clusters(part)) {
                // The JDK separates an accent from an unassigned character; a reopened mark may then carry it.
                boolean reopened = "*_~`".indexOf(cluster.charAt(0)) >= 0;
                if (!reopened && cluster.length() > 1 && cluster.length() < limit - LONGEST_MARKS) {
                    assertThat(characters.stream()
                                    .anyMatch(whole -> whole.equals(cluster)
                                            || (whole.length() > limit - LONGEST_MARKS && whole.contains(cluster))))
                            .as("%s", cluster)
                            .isTrue();
                }
            }
        }
    }

    @Property(tries = TRIES)
    void anAddressThatFitsIsNotCut(@ForAll("trees") RichText tree, @ForAll @IntRange(min = 20, max = 100) int limit) {
        String rendered = renderer.render(tree);
        String parts = String.join("\u0001", split(rendered, limit));
        MarkedText marked = MarkedText.read(rendered);
        for (int at = 0; at < rendered.length(); at++) {
            int end = WebAddress.endOf(rendered, at);
            if (end > 0 && end - at + marked.cutBy(at).overhead() <= limit) {
                assertThat(parts).contains(rendered.substring(at, end));
            }
            at = Math.max(at, end - 1);
        }
    }

    @Property(tries = TRIES)
    void fencesAreBalancedInEachPart(@ForAll("trees") RichText tree, @ForAll @IntRange(min = 20, max = 100) int limit) {
        for (String part : split(renderer.render(tree), limit)) {
            assertThat(part.lines().filter(Marks.FENCE::equals).count() % 2)
                    .as(part)
                    .isZero();
            assertThat(part).doesNotContain("```\n```\n```");
        }
    }

    @Property
    void cleaningIsIdempotent(@ForAll("texts") String text) {
        String once = CleanText.fold(CleanText.characters(text));
        assertThat(CleanText.fold(CleanText.characters(once))).isEqualTo(once);
    }

    @Property
    void plainTextIsNeverReadAsMarks(@ForAll("texts") String text) {
        String rendered = renderer.render(RichText.of(new Paragraph(List.of(new Text(text)))));
        MarkedText marked = MarkedText.read(rendered);
        for (int at = 0; at < rendered.length(); at++) {
            assertThat(marked.spanAt(at).isNone()).as(rendered).isTrue();
        }
    }

    @Property
    void markedTextIsReadAsMarked(@ForAll("styled") List<Inline> inlines) {
        String rendered = renderer.render(RichText.of(new Paragraph(inlines)));
        MarkedText marked = MarkedText.read(rendered);
        StringBuilder unmarked = new StringBuilder();
        for (int at = 0; at < rendered.length(); at++) {
            Span span = marked.spanAt(at);
            boolean mark = !span.isNone() && (at == span.start() || at == span.end() - 1);
            if (!mark && rendered.charAt(at) != Marks.DEFUSER) {
                unmarked.append(rendered.charAt(at));
            }
        }
        String plain = StyledLines.plain(inlines).replace("\u200B", "");
        assertThat(spaceless(unmarked)).isEqualTo(spaceless(plain));
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> snippets = Arbitraries.of(
                "palabra",
                "Dr. ",
                "3.5",
                "¿qué? ",
                "¡Sí! ",
                " ",
                "  ",
                "\n",
                "\n\n",
                "\n\n\n",
                "*",
                "_",
                "~",
                "`",
                "```",
                "\n```\n",
                "> ",
                "- ",
                "(",
                ")",
                ".",
                ":",
                "👩‍👩‍👧‍👦",
                "🇪🇸🇫🇷",
                "👍🏽",
                "e\u0301",
                "\u0301",
                "\uD83D",
                "\uDE00",
                "\u200D",
                "\u0000",
                "\u202E",
                "\t",
                "\r\n",
                "\u2028",
                "\u00A0",
                "\uFE0F",
                "1️⃣",
                "한국어",
                "漢字。",
                "กำ",
                "*a* _b_ ",
                "Σ~x~",
                "https://a.example/b_c~d/ ",
                "https://ab.example/" + "x_y/".repeat(10) + "z",
                "www.a.example",
                "x".repeat(60));
        Arbitrary<String> any = Arbitraries.strings().all().ofMaxLength(12);
        return Arbitraries.frequencyOf(Tuple.of(6, snippets), Tuple.of(1, any))
                .list()
                .ofMaxSize(25)
                .map(parts -> String.join("", parts));
    }

    /// Marked words with spaces between them and literal marks among them.
    @Provide
    Arbitrary<List<Inline>> styled() {
        Arbitrary<Inline> words = Arbitraries.of(
                        "uno", "dos*", "~100", "tres_cuatro", "(", " ", "`", "*", "x*y", "é ", ": ", "_a")
                .map(Text::new);
        return inlines(words, false);
    }

    @Provide
    Arbitrary<RichText> trees() {
        Arbitrary<Inline> leaves = Arbitraries.oneOf(
                texts().map(Text::new),
                texts().map(RichText.Code::new),
                texts().map(RichText.HtmlTag::new),
                Arbitraries.of("<br>", "<b>", "<x y>", "<!-- a -->").map(RichText.HtmlTag::new),
                Arbitraries.just(new RichText.LineBreak()));
        Arbitrary<List<Inline>> inlines = inlines(leaves, true);
        Arbitrary<Block> simple = Arbitraries.oneOf(
                inlines.map(Paragraph::new),
                inlines.map(content -> new RichText.Heading(2, content)),
                texts().map(code -> new RichText.CodeBlock("java", code)),
                texts().map(RichText.HtmlBlock::new),
                Arbitraries.just(new RichText.Rule()),
                Combinators.combine(row(inlines), row(inlines).list().ofMaxSize(3))
                        .as(RichText.Table::new));
        Arbitrary<Block> blocks =
                Arbitraries.recursive(() -> simple, inner -> Arbitraries.oneOf(simple, nested(inner)), 0, 2);
        return blocks.list().ofMaxSize(4).map(RichText::new);
    }

    private static Arbitrary<Block> nested(Arbitrary<Block> inner) {
        Arbitrary<List<Block>> some = inner.list().ofMaxSize(3);
        Arbitrary<List<ListItem>> items = some.map(ListItem::new).list().ofMaxSize(3);
        return Arbitraries.oneOf(
                some.map(RichText.Quote::new),
                items.map(RichText.BulletList::new),
                Combinators.combine(Arbitraries.integers(), items).as(RichText.OrderedList::new));
    }

    private static Arbitrary<TableRow> row(Arbitrary<List<Inline>> inlines) {
        return inlines.map(TableCell::new).list().ofMaxSize(3).map(TableRow::new);
    }

    private static Arbitrary<List<Inline>> inlines(Arbitrary<Inline> leaves, boolean links) {
        Arbitrary<String> urls = Arbitraries.of(
                "https://a.example/b_c",
                "http://x",
                "",
                "#a",
                "mailto:a@b.example",
                "tel:+1 555",
                "https://a b`c\n\u0000d");
        Arbitrary<Inline> any = Arbitraries.recursive(
                () -> leaves,
                inner -> {
                    Arbitrary<List<Inline>> some = inner.list().ofMaxSize(3);
                    return Arbitraries.oneOf(
                            inner,
                            some.map(RichText.Strong::new),
                            some.map(RichText.Emphasis::new),
                            some.map(RichText.Strike::new),
                            links ? Combinators.combine(urls, some).as(RichText.Link::new) : inner,
                            links ? Combinators.combine(urls, some).as(RichText.Image::new) : inner);
                },
                0,
                2);
        return any.list().ofMaxSize(4);
    }

    private static List<String> split(String text, int limit) {
        return new ReplySplitter(limit, MANY).split(text);
    }

    private static List<String> clusters(String text) {
        List<String> clusters = new ArrayList<>();
        Matcher matcher = Pattern.compile("\\X").matcher(text);
        while (matcher.find()) {
            clusters.add(matcher.group());
        }
        return clusters;
    }

    private static boolean hasHalfSurrogate(String text) {
        return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private static String bare(String text) {
        return spaceless(MARKS.matcher(text).replaceAll(""));
    }

    /// Returns the text without marks, white space and invisible characters.
    private static String visible(String text) {
        StringBuilder out = new StringBuilder();
        bare(text)
                .codePoints()
                .filter(c -> !CleanText.isBlank(Character.toString(c)))
                .forEach(out::appendCodePoint);
        return out.toString();
    }

    private static String spaceless(CharSequence text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().filter(c -> !CleanText.isSpace(c)).forEach(out::appendCodePoint);
        return out.toString();
    }
}
