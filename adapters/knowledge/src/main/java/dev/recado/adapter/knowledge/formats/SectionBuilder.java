package dev.recado.adapter.knowledge.formats;

import java.util.ArrayList;
import java.util.List;

/// Builds a document's sections while it is read from top to bottom. Not thread-safe.
final class SectionBuilder {
    private static final int MAX_HEADING = 200;
    private static final int MAX_TEXT = 5_000_000;

    private final List<Section> sections = new ArrayList<>();
    private final List<String> headings = new ArrayList<>();
    private final List<Integer> levels = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private int length;

    /// Starts a section under this heading and the preceding headings of higher levels.
    void heading(int level, String heading) {
        String title = oneLine(heading);
        if (title.isEmpty()) {
            return;
        }
        close();
        while (!levels.isEmpty() && levels.getLast() >= level) {
            levels.removeLast();
            headings.removeLast();
        }
        levels.add(level);
        headings.add(title.length() > MAX_HEADING ? title.substring(0, MAX_HEADING) : title);
    }

    /// @throws UnreadableDocumentException when the document has too much text
    void paragraph(String paragraph) throws UnreadableDocumentException {
        add(paragraph, "\n\n");
    }

    /// A list item or a table row.
    void line(String line) throws UnreadableDocumentException {
        add(oneLine(line), "\n");
    }

    private void add(String piece, String gap) throws UnreadableDocumentException {
        String clean = piece.strip();
        if (clean.isEmpty()) {
            return;
        }
        length += clean.length();
        if (length > MAX_TEXT) {
            throw new UnreadableDocumentException("more than 5 million characters of text");
        }
        text.append(text.isEmpty() ? "" : gap).append(clean);
    }

    /// The sections that have text.
    List<Section> sections() {
        close();
        return List.copyOf(sections);
    }

    private void close() {
        if (!text.isEmpty()) {
            sections.add(new Section(headings, text.toString()));
            text.setLength(0);
        }
    }

    static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
