package dev.recado.adapter.console.business;

import java.util.ArrayList;
import java.util.List;

/// Parses CSV (RFC 4180). Fields are separated by commas, or by semicolons or tabs where the first line has more
/// of these, as spreadsheets write them in some languages.
final class CsvParser {
    private static final char QUOTE = '"';

    private final String text;
    private final char separator;
    private final List<Row> rows = new ArrayList<>();
    private List<String> fields = new ArrayList<>();
    private final StringBuilder field = new StringBuilder();
    private boolean quoted;
    private int line = 1;
    private int rowLine = 1;

    /// @param line where it begins in the text, from 1
    record Row(int line, List<String> fields) {
        Row {
            fields = List.copyOf(fields);
        }

        private boolean isBlank() {
            return fields.stream().allMatch(String::isBlank);
        }
    }

    private CsvParser(String text) {
        this.text = text;
        this.separator = separator(text.lines().findFirst().orElse(""));
    }

    /// All rows that are not blank. Text behind a closing quote is kept as it is; an open quote ends with the
    /// text.
    static List<Row> of(String text) {
        return new CsvParser(text.startsWith("\uFEFF") ? text.substring(1) : text).read();
    }

    private static char separator(String first) {
        char best = ',';
        for (char candidate : new char[] {';', '\t'}) {
            if (count(first, candidate) > count(first, best)) {
                best = candidate;
            }
        }
        return best;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }

    private List<Row> read() {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            line += c == '\n' ? 1 : 0;
            if (quoted) {
                i += inQuotes(c, i);
            } else if (c == QUOTE && field.isEmpty()) {
                quoted = true;
            } else if (c == separator) {
                endField();
            } else if (c == '\n') {
                endRow();
            } else if (c != '\r') {
                field.append(c);
            }
        }
        endRow();
        return rows.stream().filter(row -> !row.isBlank()).toList();
    }

    /// @return how many further characters were consumed
    private int inQuotes(char c, int at) {
        if (c != QUOTE) {
            field.append(c);
            return 0;
        }
        if (at + 1 < text.length() && text.charAt(at + 1) == QUOTE) {
            field.append(QUOTE);
            return 1;
        }
        quoted = false;
        return 0;
    }

    private void endField() {
        fields.add(field.toString().strip());
        field.setLength(0);
    }

    private void endRow() {
        endField();
        rows.add(new Row(rowLine, fields));
        fields = new ArrayList<>();
        rowLine = line;
    }
}
