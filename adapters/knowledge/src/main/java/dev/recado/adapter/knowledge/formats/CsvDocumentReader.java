package dev.recado.adapter.knowledge.formats;

import java.util.ArrayList;
import java.util.List;

/// Reads tables in text form (RFC 4180). Cells are separated by commas, semicolons or tabs: by the one that the
/// first line has most.
public final class CsvDocumentReader {
    private CsvDocumentReader() {}

    public static List<Section> read(byte[] file) throws UnreadableDocumentException {
        SectionBuilder sectionBuilder = new SectionBuilder();
        for (String line : TableLines.lines(rows(TextDocumentReader.decode(file)))) {
            sectionBuilder.line(line);
        }
        return sectionBuilder.sections();
    }

    private static List<List<String>> rows(String text) {
        char separator = separator(text);
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (quoted) {
                boolean quote = c == '"';
                boolean doubled = quote && at + 1 < text.length() && text.charAt(at + 1) == '"';
                quoted = !quote || doubled;
                at += doubled ? 1 : 0;
                if (quoted) {
                    cell.append(c);
                }
            } else if (c == '"' && cell.toString().isBlank()) {
                quoted = true;
            } else if (c == separator) {
                row.add(cell.toString());
                cell.setLength(0);
            } else if (c == '\n') {
                row.add(cell.toString());
                cell.setLength(0);
                rows.add(row);
                row = new ArrayList<>();
            } else if (c != '\r') {
                cell.append(c);
            }
        }
        row.add(cell.toString());
        rows.add(row);
        return rows;
    }

    private static char separator(String text) {
        String first = text.lines().findFirst().orElse("");
        char most = ',';
        for (char candidate : new char[] {';', '\t'}) {
            if (count(first, candidate) > count(first, most)) {
                most = candidate;
            }
        }
        return most;
    }

    private static long count(String text, char which) {
        return text.chars().filter(c -> c == which).count();
    }
}
