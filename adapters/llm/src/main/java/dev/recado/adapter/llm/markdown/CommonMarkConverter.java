package dev.recado.adapter.llm.markdown;

import dev.recado.domain.format.RichText;
import dev.recado.domain.format.RichText.Block;
import dev.recado.domain.format.RichText.Inline;
import dev.recado.domain.format.RichText.ListItem;
import dev.recado.domain.format.RichText.TableCell;
import dev.recado.domain.format.RichText.TableRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Delimited;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.jspecify.annotations.Nullable;

/// Converts commonmark-java's nodes to Recado's rich text. Below [#MAX_DEPTH] levels only the text is kept.
final class CommonMarkConverter {

    private static final int MAX_DEPTH = 32;

    private CommonMarkConverter() {}

    static List<Block> blocks(Node parent, int depth) {
        List<Block> blocks = new ArrayList<>();
        if (depth >= MAX_DEPTH) {
            blocks.add(new RichText.Paragraph(List.of(new RichText.Text(words(parent)))));
            return blocks;
        }
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            addBlock(blocks, node, depth + 1);
        }
        return blocks;
    }

    private static void addBlock(List<Block> blocks, Node node, int depth) {
        switch (node) {
            case Paragraph paragraph -> blocks.add(new RichText.Paragraph(inlines(paragraph, depth)));
            case Heading heading -> addHeading(blocks, heading, depth);
            case BulletList list -> blocks.add(new RichText.BulletList(items(list, depth)));
            case OrderedList list ->
                blocks.add(new RichText.OrderedList(
                        Objects.requireNonNullElse(list.getMarkerStartNumber(), 1), items(list, depth)));
            case BlockQuote quote -> blocks.add(new RichText.Quote(blocks(quote, depth)));
            case FencedCodeBlock code ->
                blocks.add(new RichText.CodeBlock(
                        Objects.requireNonNullElse(code.getInfo(), ""),
                        Objects.requireNonNullElse(code.getLiteral(), "")));
            case IndentedCodeBlock code -> blocks.add(new RichText.CodeBlock("", code.getLiteral()));
            case HtmlBlock html -> blocks.add(new RichText.HtmlBlock(html.getLiteral()));
            case ThematicBreak _ -> blocks.add(new RichText.Rule());
            case TableBlock table -> blocks.add(table(table, depth));
            case LinkReferenceDefinition _ -> {}
            default -> blocks.add(new RichText.Paragraph(List.of(new RichText.Text(words(node)))));
        }
    }

    /// Reads a heading that is underlined with dashes as text and a rule, which is what models mean by it.
    private static void addHeading(List<Block> blocks, Heading heading, int depth) {
        List<Inline> content = inlines(heading, depth);
        if (heading.getLevel() == 2 && heading.getSourceSpans().size() > 1) {
            blocks.add(new RichText.Paragraph(content));
            blocks.add(new RichText.Rule());
        } else {
            blocks.add(new RichText.Heading(heading.getLevel(), content));
        }
    }

    private static List<ListItem> items(Node list, int depth) {
        List<ListItem> items = new ArrayList<>();
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            items.add(new ListItem(blocks(item, depth)));
        }
        return items;
    }

    private static RichText.Table table(TableBlock table, int depth) {
        List<TableRow> rows = new ArrayList<>();
        for (Node section = table.getFirstChild(); section != null; section = section.getNext()) {
            for (Node row = section.getFirstChild(); row != null; row = row.getNext()) {
                List<TableCell> cells = new ArrayList<>();
                for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
                    cells.add(new TableCell(inlines(cell, depth)));
                }
                rows.add(new TableRow(cells));
            }
        }
        return new RichText.Table(rows.getFirst(), rows.subList(1, rows.size()));
    }

    private static List<Inline> inlines(Node parent, int depth) {
        if (depth >= MAX_DEPTH) {
            return List.of(new RichText.Text(words(parent)));
        }
        List<Inline> inlines = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            String within = literalDelimiter(node);
            if (within.isEmpty()) {
                inlines.add(inline(node, depth + 1));
            } else {
                inlines.add(new RichText.Text(within));
                inlines.addAll(inlines(node, depth + 1));
                inlines.add(new RichText.Text(within));
            }
        }
        return LenientEmphasis.paired(inlines);
    }

    /// The asterisks of `2*3*4` and `20 €*, or 15 €*`: CommonMark reads them as emphasis, models mean a product
    /// and a footnote. Empty for all other nodes.
    private static String literalDelimiter(Node node) {
        boolean withinWord = node.getPrevious() instanceof Text before
                && node.getNext() instanceof Text after
                && endsInWord(before.getLiteral())
                && beginsWithWord(after.getLiteral());
        return node instanceof Delimited delimited
                        && ((withinWord && delimited.getOpeningDelimiter().startsWith("*") && isFactor(node))
                                || (node instanceof Emphasis && isFootnote(node)))
                ? delimited.getOpeningDelimiter()
                : "";
    }

    /// Whether a mark stands directly behind a character and is followed by punctuation.
    private static boolean isFootnote(Node marked) {
        return marked.getPrevious() instanceof Text before
                && !before.getLiteral().isEmpty()
                && !Character.isWhitespace(
                        before.getLiteral().codePointBefore(before.getLiteral().length()))
                && marked.getFirstChild() instanceof Text text
                && !text.getLiteral().isEmpty()
                && ",.;:!?…".indexOf(text.getLiteral().charAt(0)) >= 0;
    }

    /// Whether the marked text is a number or one letter.
    private static boolean isFactor(Node marked) {
        return marked.getFirstChild() instanceof Text text
                && text.getNext() == null
                && (text.getLiteral().length() == 1
                        || text.getLiteral().chars().allMatch(c -> Character.isDigit(c) || c == '.' || c == ','));
    }

    private static boolean endsInWord(String text) {
        return !text.isEmpty() && Character.isLetterOrDigit(text.codePointBefore(text.length()));
    }

    private static boolean beginsWithWord(String text) {
        return !text.isEmpty() && Character.isLetterOrDigit(text.codePointAt(0));
    }

    private static Inline inline(Node node, int depth) {
        return switch (node) {
            case Text text -> new RichText.Text(text.getLiteral());
            case StrongEmphasis strong -> new RichText.Strong(inlines(strong, depth));
            case Emphasis emphasis -> new RichText.Emphasis(inlines(emphasis, depth));
            case Strikethrough strike -> new RichText.Strike(inlines(strike, depth));
            case Code code -> new RichText.Code(code.getLiteral());
            case Link link -> new RichText.Link(link.getDestination(), inlines(link, depth));
            case Image image -> new RichText.Image(image.getDestination(), inlines(image, depth));
            // A chat shows lines as they are written; CommonMark would join them.
            case SoftLineBreak _ -> new RichText.LineBreak();
            case HardLineBreak _ -> new RichText.LineBreak();
            case HtmlInline html -> new RichText.HtmlTag(html.getLiteral());
            default -> new RichText.Text(words(node));
        };
    }

    /// The text below `parent`, collected without recursion.
    private static String words(Node parent) {
        StringBuilder words = new StringBuilder();
        Node node = parent;
        while (node != null) {
            words.append(
                    switch (node) {
                        case Text text -> text.getLiteral();
                        case Code code -> code.getLiteral();
                        case HtmlInline html -> html.getLiteral();
                        case HtmlBlock html -> html.getLiteral() + "\n";
                        case FencedCodeBlock code -> code.getLiteral() + "\n";
                        case SoftLineBreak _ -> "\n";
                        case HardLineBreak _ -> "\n";
                        case Paragraph _ -> "\n";
                        default -> "";
                    });
            node = following(node, parent);
        }
        return words.toString();
    }

    private static @Nullable Node following(Node node, Node root) {
        if (node.getFirstChild() != null) {
            return node.getFirstChild();
        }
        Node at = node;
        while (!at.equals(root) && at.getNext() == null) {
            at = Objects.requireNonNull(at.getParent());
        }
        return at.equals(root) ? null : at.getNext();
    }
}
