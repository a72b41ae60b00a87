package dev.recado.domain.format;

import java.util.List;

/// The parsed content of a Markdown text: an immutable tree of blocks and inlines.
public record RichText(List<Block> blocks) {

    public RichText {
        blocks = List.copyOf(blocks);
    }

    /// Creates a tree of the given blocks.
    public static RichText of(Block... blocks) {
        return new RichText(List.of(blocks));
    }

    /// A part of the text on lines of its own.
    public sealed interface Block {}

    /// Running text.
    public record Paragraph(List<Inline> content) implements Block {
        public Paragraph {
            content = List.copyOf(content);
        }
    }

    /// A heading; `level` 1 is the highest.
    public record Heading(int level, List<Inline> content) implements Block {
        public Heading {
            content = List.copyOf(content);
        }
    }

    /// An unordered list.
    public record BulletList(List<ListItem> items) implements Block {
        public BulletList {
            items = List.copyOf(items);
        }
    }

    /// A numbered list that begins with `start`.
    public record OrderedList(int start, List<ListItem> items) implements Block {
        public OrderedList {
            items = List.copyOf(items);
        }
    }

    /// One entry of a list; it may hold paragraphs, code, or further lists.
    public record ListItem(List<Block> blocks) {
        public ListItem {
            blocks = List.copyOf(blocks);
        }
    }

    /// A quotation.
    public record Quote(List<Block> blocks) implements Block {
        public Quote {
            blocks = List.copyOf(blocks);
        }
    }

    /// Preformatted lines; `language` is empty when it is not stated.
    public record CodeBlock(String language, String code) implements Block {}

    /// Rows under a header. Rows may be shorter or longer than the header.
    public record Table(TableRow header, List<TableRow> rows) implements Block {
        public Table {
            rows = List.copyOf(rows);
        }
    }

    /// The cells of one row, left to right.
    public record TableRow(List<TableCell> cells) {
        public TableRow {
            cells = List.copyOf(cells);
        }
    }

    /// One cell.
    public record TableCell(List<Inline> content) {
        public TableCell {
            content = List.copyOf(content);
        }
    }

    /// A horizontal rule.
    public record Rule() implements Block {}

    /// A block of raw HTML.
    public record HtmlBlock(String html) implements Block {}

    /// A part of running text.
    public sealed interface Inline {}

    /// Plain characters.
    public record Text(String text) implements Inline {}

    /// Strongly emphasised content, usually bold.
    public record Strong(List<Inline> content) implements Inline {
        public Strong {
            content = List.copyOf(content);
        }
    }

    /// Emphasised content, usually italic.
    public record Emphasis(List<Inline> content) implements Inline {
        public Emphasis {
            content = List.copyOf(content);
        }
    }

    /// Content struck through.
    public record Strike(List<Inline> content) implements Inline {
        public Strike {
            content = List.copyOf(content);
        }
    }

    /// Characters shown as they are.
    public record Code(String code) implements Inline {}

    /// Content that links to `url`.
    public record Link(String url, List<Inline> content) implements Inline {
        public Link {
            content = List.copyOf(content);
        }
    }

    /// An image at `url`, with its alternative text.
    public record Image(String url, List<Inline> alternative) implements Inline {
        public Image {
            alternative = List.copyOf(alternative);
        }
    }

    /// The end of a line within running text.
    public record LineBreak() implements Inline {}

    /// One raw HTML tag or comment.
    public record HtmlTag(String html) implements Inline {}
}
