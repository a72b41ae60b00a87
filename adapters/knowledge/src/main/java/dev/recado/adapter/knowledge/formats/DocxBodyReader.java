package dev.recado.adapter.knowledge.formats;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads the text of a Word document from its XML. For one use.
final class DocxBodyReader {
    private static final int MAX_DEPTH = 500;

    private final XMLStreamReader xml;
    private final Map<String, Integer> levels;
    private final SectionBuilder sectionBuilder = new SectionBuilder();
    private final StringBuilder paragraph = new StringBuilder();
    private final StringBuilder run = new StringBuilder();
    private final List<List<String>> rows = new ArrayList<>();
    private List<String> row = new ArrayList<>();
    private int level;
    private boolean item;
    private boolean hidden;
    private int tables;

    /// @param levels the heading level of each style
    DocxBodyReader(XMLStreamReader xml, Map<String, Integer> levels) {
        this.xml = xml;
        this.levels = levels;
    }

    List<Section> read() throws XMLStreamException, UnreadableDocumentException {
        int depth = 0;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++depth > MAX_DEPTH) {
                        throw new UnreadableDocumentException("elements nested deeper than " + MAX_DEPTH);
                    }
                    depth -= starts(xml.getLocalName()) ? 0 : 1;
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    ends(xml.getLocalName());
                }
                default -> {
                    // Other content between text elements is layout.
                }
            }
        }
        return sectionBuilder.sections();
    }

    /// @return whether the element's end is still to come
    private boolean starts(String element) throws XMLStreamException {
        switch (element) {
            case "Fallback", "del", "moveFrom" -> {
                skip();
                return false;
            }
            case "t" -> {
                run.append(xml.getElementText());
                return false;
            }
            case "tbl" -> tables++;
            case "p" -> {
                level = 0;
                item = false;
            }
            case "pStyle" -> level = levels.getOrDefault(attribute(xml, "val"), 0);
            case "numPr" -> item = true;
            case "r" -> hidden = false;
            case "vanish", "webHidden" -> hidden = !List.of("0", "false").contains(attribute(xml, "val"));
            case "tab" -> run.append(' ');
            case "br", "cr" -> run.append('\n');
            default -> {
                // Formatting has no text.
            }
        }
        return true;
    }

    private void ends(String element) throws UnreadableDocumentException {
        switch (element) {
            case "r" -> {
                paragraph.append(hidden ? "" : run);
                run.setLength(0);
            }
            case "p" -> {
                if (tables == 0) {
                    endParagraph();
                    paragraph.setLength(0);
                } else {
                    paragraph.append('\n');
                }
            }
            case "tc" -> {
                if (tables == 1) {
                    row.add(paragraph.toString());
                    paragraph.setLength(0);
                }
            }
            case "tr" -> {
                if (tables == 1) {
                    rows.add(row);
                    row = new ArrayList<>();
                }
            }
            case "tbl" -> endTable();
            default -> {
                // Formatting has no text.
            }
        }
    }

    private void endParagraph() throws UnreadableDocumentException {
        String text = paragraph.toString();
        if (level > 0) {
            sectionBuilder.heading(level, text);
        } else if (item) {
            sectionBuilder.line(text.isBlank() ? "" : "- " + text);
        } else {
            sectionBuilder.paragraph(text);
        }
    }

    private void endTable() throws UnreadableDocumentException {
        tables--;
        if (tables == 0) {
            for (String line : TableLines.lines(rows)) {
                sectionBuilder.line(line);
            }
            rows.clear();
            paragraph.setLength(0);
        }
    }

    private void skip() throws XMLStreamException {
        int open = 1;
        while (open > 0 && xml.hasNext()) {
            int event = xml.next();
            open += event == XMLStreamConstants.START_ELEMENT ? 1 : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
        }
    }

    static String attribute(XMLStreamReader xml, String name) {
        for (int at = 0; at < xml.getAttributeCount(); at++) {
            if (xml.getAttributeLocalName(at).equals(name)) {
                return xml.getAttributeValue(at);
            }
        }
        return "";
    }
}
