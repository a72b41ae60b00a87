package dev.recado.adapter.llm;

import dev.recado.domain.reply.MarkupReader;
import dev.recado.domain.reply.RichText;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
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

/// CommonMark with GitHub's tables and `~~strike~~`, as models write it. Indented lines are no code: models indent
/// for looks. One tilde strikes nothing, since `~100` means "about".
@Singleton
final class CommonMarkReader implements MarkupReader {

    private final Parser parser = Parser.builder()
            .enabledBlockTypes(Set.of(
                    BlockQuote.class,
                    FencedCodeBlock.class,
                    Heading.class,
                    HtmlBlock.class,
                    ListBlock.class,
                    ThematicBreak.class))
            .extensions(List.of(
                    TablesExtension.create(),
                    StrikethroughExtension.builder().requireTwoTildes(true).build()))
            .customInlineContentParserFactory(new BareAddressParser.Factory())
            .includeSourceSpans(IncludeSourceSpans.BLOCKS)
            .build();

    @Override
    public RichText read(String commonMark) {
        // CommonMark shows a NUL as a replacement character.
        String text = commonMark.replace("\u0000", "");
        return new RichText(CommonMarkTree.blocks(parser.parse(text), 0));
    }
}
