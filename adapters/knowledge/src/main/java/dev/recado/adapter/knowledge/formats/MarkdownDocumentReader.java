package dev.recado.adapter.knowledge.formats;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/// Reads the text of Markdown (CommonMark and tables) without marks. Of HTML in it, only visible text is kept.
public final class MarkdownDocumentReader {
    private static final Pattern FRONT_MATTER = Pattern.compile("\\A---\\R(?:(?!---).*\\R){0,100}---\\s*(?:\\R|\\z)");
    private static final int MAX_DEPTH = 200;

    private final SectionBuilder sectionBuilder = new SectionBuilder();

    private MarkdownDocumentReader() {}

    public static List<Section> read(byte[] file) throws UnreadableDocumentException {
        Parser parser = Parser.builder()
                .extensions(List.of(TablesExtension.create()))
                .maxOpenBlockParsers(2 * MAX_DEPTH)
                .build();
        MarkdownDocumentReader reader = new MarkdownDocumentReader();
        String text = FRONT_MATTER.matcher(TextDocumentReader.decode(file)).replaceFirst("");
        reader.children(parser.parse(text), 0);
        return reader.sectionBuilder.sections();
    }

    private void children(Node parent, int depth) throws UnreadableDocumentException {
        if (depth > MAX_DEPTH) {
            throw new UnreadableDocumentException("blocks nested deeper than " + MAX_DEPTH);
        }
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            block(node, depth + 1);
        }
    }

    private void block(Node node, int depth) throws UnreadableDocumentException {
        switch (node) {
            case Heading heading -> sectionBuilder.heading(heading.getLevel(), words(heading));
            case Paragraph paragraph
            when paragraph.getParent() instanceof ListItem -> sectionBuilder.line("- " + words(paragraph));
            case Paragraph paragraph -> sectionBuilder.paragraph(words(paragraph));
            case HtmlBlock html -> sectionBuilder.paragraph(HtmlDocumentReader.words(html.getLiteral()));
            case FencedCodeBlock code -> sectionBuilder.paragraph(code.getLiteral());
            case IndentedCodeBlock code -> sectionBuilder.paragraph(code.getLiteral());
            case TableBlock table -> {
                List<List<String>> rows = new ArrayList<>();
                collectRows(table, rows);
                for (String line : TableLines.lines(rows)) {
                    sectionBuilder.line(line);
                }
            }
            default -> children(node, depth);
        }
    }

    private static void collectRows(Node parent, List<List<String>> rows) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof TableRow) {
                List<String> cells = new ArrayList<>();
                for (Node cell = node.getFirstChild(); cell != null; cell = cell.getNext()) {
                    cells.add(cell instanceof TableCell ? words(cell) : "");
                }
                rows.add(cells);
            } else {
                collectRows(node, rows);
            }
        }
    }

    private static String words(Node parent) {
        StringBuilder words = new StringBuilder();
        boolean[] html = new boolean[1];
        collect(parent, words, html, 0);
        return html[0] ? HtmlDocumentReader.words(words.toString()) : words.toString();
    }

    private static void collect(Node parent, StringBuilder words, boolean[] html, int depth) {
        for (Node node = parent.getFirstChild(); node != null && depth < MAX_DEPTH; node = node.getNext()) {
            switch (node) {
                case Text text -> words.append(text.getLiteral());
                case Code code -> words.append(code.getLiteral());
                case SoftLineBreak _ -> words.append(' ');
                case HardLineBreak _ -> words.append('\n');
                case HtmlInline tag -> {
                    html[0] = true;
                    words.append(tag.getLiteral());
                }
                case Link link -> {
                    int start = words.length();
                    collect(link, words, html, depth + 1);
                    String address = link.getDestination();
                    if (address.startsWith("http") && words.indexOf(address, start) < 0) {
                        words.append(" (").append(address).append(')');
                    }
                }
                default -> collect(node, words, html, depth + 1);
            }
        }
    }
}
