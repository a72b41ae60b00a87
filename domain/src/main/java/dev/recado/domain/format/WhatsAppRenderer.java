package dev.recado.domain.format;

import dev.recado.domain.format.RichText.Block;
import dev.recado.domain.format.RichText.BulletList;
import dev.recado.domain.format.RichText.CodeBlock;
import dev.recado.domain.format.RichText.Heading;
import dev.recado.domain.format.RichText.HtmlBlock;
import dev.recado.domain.format.RichText.Inline;
import dev.recado.domain.format.RichText.ListItem;
import dev.recado.domain.format.RichText.OrderedList;
import dev.recado.domain.format.RichText.Paragraph;
import dev.recado.domain.format.RichText.Quote;
import dev.recado.domain.format.RichText.Rule;
import dev.recado.domain.format.RichText.Table;
import dev.recado.domain.format.RichText.TableCell;
import dev.recado.domain.format.RichText.TableRow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Renders rich text in WhatsApp's formatting. What WhatsApp cannot show becomes plain lines: headings become
/// bold lines, tables become `header: value` lines, links are followed by their address in brackets. The result
/// has no control characters and no trailing or doubled white space; it is empty when nothing is visible.
public final class WhatsAppRenderer {

    private static final String BULLET = "- ";
    private static final String INNER_BULLET = "◦ ";

    /// Returns the text as WhatsApp should get it.
    public String render(RichText text) {
        String rendered = CleanText.fold(blocks(text.blocks(), "", ""));
        return CleanText.isBlank(rendered) ? "" : rendered;
    }

    /// @param bullet the mark of a bullet list on this level
    /// @param number the prefix of an ordered list's numbers on this level
    private static String blocks(List<Block> blocks, String bullet, String number) {
        StringBuilder out = new StringBuilder();
        Block before = new Rule();
        for (Block block : blocks) {
            String rendered = block(block, bullet.isEmpty() ? BULLET : bullet, number);
            if (!rendered.isEmpty()) {
                if (!out.isEmpty()) {
                    out.append(belongTogether(before, out, block) ? "\n" : "\n\n");
                }
                out.append(rendered);
                before = block;
            }
        }
        return out.toString();
    }

    private static String block(Block block, String bullet, String number) {
        return switch (block) {
            case Paragraph(List<Inline> content) -> lines(content, 0);
            case Heading(int level, List<Inline> content) -> lines(content, StyledLine.BOLD);
            case BulletList(List<ListItem> items) -> bullets(items, bullet);
            case OrderedList(int start, List<ListItem> items) -> numbers(items, start, number);
            case Quote(List<Block> content) -> quote(blocks(content, "", ""));
            case CodeBlock(String language, String code) -> code(code);
            case Table(TableRow header, List<TableRow> rows) -> table(header, rows);
            case Rule() -> "";
            case HtmlBlock(String html) ->
                new StyledLines().text(HtmlText.of(html), 0).render();
        };
    }

    private static boolean belongTogether(Block before, StringBuilder text, Block after) {
        boolean list = after instanceof BulletList || after instanceof OrderedList;
        boolean announced = text.charAt(text.length() - 1) == ':' || text.indexOf(":*", text.length() - 2) >= 0;
        return before instanceof Heading || (list && announced);
    }

    private static String lines(List<Inline> content, int styles) {
        return new StyledLines().inlines(content, styles).render();
    }

    private static String bullets(List<ListItem> items, String bullet) {
        return items.stream()
                .map(item -> item(bullet, item, INNER_BULLET, ""))
                .filter(item -> !item.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private static String numbers(List<ListItem> items, int start, String outer) {
        List<String> rendered = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            String number = outer + ((long) start + i) + ".";
            String item = item(number + " ", items.get(i), BULLET, number);
            if (!item.isEmpty()) {
                rendered.add(item);
            }
        }
        return String.join("\n", rendered);
    }

    /// WhatsApp has no nested lists: all items begin at the margin, inner ones with another mark.
    private static String item(String mark, ListItem item, String bullet, String number) {
        StringBuilder out = new StringBuilder();
        boolean first = true;
        for (Block block : item.blocks()) {
            String rendered = CleanText.fold(block(block, bullet, number));
            if (rendered.isEmpty()) {
                continue;
            }
            boolean running = block instanceof Paragraph || block instanceof Heading || block instanceof HtmlBlock;
            if (first && running) {
                out.append(mark);
            } else if (first && !number.isEmpty() && !(block instanceof OrderedList)) {
                out.append(number).append('\n');
            } else if (!first) {
                out.append('\n');
            }
            out.append(rendered);
            first = false;
        }
        return out.toString();
    }

    private static String quote(String content) {
        boolean fenced = false;
        List<String> lines = new ArrayList<>();
        for (String line : content.split("\n", -1)) {
            boolean fence = line.equals(Marks.FENCE);
            if (fence || fenced || line.startsWith("> ")) {
                lines.add(line);
            } else if (!CleanText.isBlank(line)) {
                lines.add("> " + line);
            }
            fenced ^= fence;
        }
        return String.join("\n", lines);
    }

    private static String code(String code) {
        String clean = CleanText.fold(CleanText.characters(code.replace("\t", "    ")))
                .replace(Marks.FENCE, "``" + Marks.DEFUSER + "`");
        return CleanText.isBlank(clean) ? "" : Marks.FENCE + "\n" + clean + "\n" + Marks.FENCE;
    }

    private static String table(TableRow header, List<TableRow> rows) {
        List<String> names = header.cells().stream()
                .map(cell -> StyledLines.plain(cell.content()))
                .toList();
        if (rows.isEmpty()) {
            return header.cells().stream()
                    .map(cell -> lines(cell.content(), 0))
                    .filter(cell -> !cell.isEmpty())
                    .collect(Collectors.joining("\n"));
        }
        return rows.stream()
                .map(row -> row(names, row.cells()))
                .filter(row -> !row.isEmpty())
                .collect(Collectors.joining("\n\n"));
    }

    private static String row(List<String> names, List<TableCell> cells) {
        List<String> lines = new ArrayList<>(cells.size());
        for (int i = 0; i < cells.size(); i++) {
            List<Inline> value = cells.get(i).content();
            String name = i < names.size() ? names.get(i) : "";
            if (!CleanText.isBlank(lines(value, 0))) {
                StyledLines line = new StyledLines();
                if (!CleanText.isBlank(name)) {
                    line.text(name.endsWith(":") ? name + " " : name + ": ", 0);
                }
                lines.add(line.inlines(value, 0).render());
            }
        }
        return String.join("\n", lines);
    }
}
