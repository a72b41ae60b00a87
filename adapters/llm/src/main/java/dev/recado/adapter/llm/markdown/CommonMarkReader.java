package dev.recado.adapter.llm.markdown;

import dev.recado.domain.format.MarkupReader;
import dev.recado.domain.format.RichText;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/// Reads CommonMark with GitHub's tables and `~~strike~~`, as models write it. Indented lines are not code,
/// because models indent for looks. A single tilde does not strike, because `~100` means "about".
@Singleton
final class CommonMarkReader implements MarkupReader {

    /// Each row may have as many cells as the header, written or not, so a wide header with many rows would
    /// create millions of cells.
    private static final int MAX_COLUMNS = 64;
    /// For each of these the parser may search the whole text for its end.
    private static final int MAX_DECLARATIONS = 64;

    private static final int MAX_DEPTH = 64;
    /// No one writes deeper quotes on purpose.
    private static final Pattern DEEP_QUOTE = Pattern.compile("(?m)^(?:[ \\t]{0,3}>){16,}+");

    private final Parser parser = parser(List.of(TablesExtension.create(), strikethrough()));
    private final Parser withoutTables = parser(List.of(strikethrough()));

    private static Parser parser(List<Extension> extensions) {
        return Parser.builder()
                .enabledBlockTypes(Set.of(
                        BlockQuote.class,
                        FencedCodeBlock.class,
                        Heading.class,
                        HtmlBlock.class,
                        ListBlock.class,
                        ThematicBreak.class))
                .extensions(extensions)
                .customInlineContentParserFactory(new BareUrlParser.Factory())
                .includeSourceSpans(IncludeSourceSpans.BLOCKS)
                .maxOpenBlockParsers(MAX_DEPTH)
                .maxInlineNesting(MAX_DEPTH)
                .build();
    }

    private static Extension strikethrough() {
        return StrikethroughExtension.builder().requireTwoTildes(true).build();
    }

    @Override
    public RichText read(String commonMark) {
        // CommonMark shows a NUL as a replacement character.
        String text = bounded(commonMark.replace("\u0000", ""));
        Parser fitting = columns(text) > MAX_COLUMNS ? withoutTables : parser;
        return new RichText(CommonMarkConverter.blocks(fitting.parse(text), 0));
    }

    private static int columns(String text) {
        int max = 0;
        int columns = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            columns = c == '\n' ? 0 : c == '|' ? columns + 1 : columns;
            max = Math.max(max, columns);
        }
        return max;
    }

    private static String bounded(String commonMark) {
        String text = DEEP_QUOTE.matcher(commonMark).replaceAll(">");
        int declarations = 0;
        for (int at = 0; at + 1 < text.length(); at++) {
            declarations +=
                    text.charAt(at) == '<' && (text.charAt(at + 1) == '!' || text.charAt(at + 1) == '?') ? 1 : 0;
        }
        return declarations > MAX_DECLARATIONS ? text.replace("<!", "\\<!").replace("<?", "\\<?") : text;
    }
}
