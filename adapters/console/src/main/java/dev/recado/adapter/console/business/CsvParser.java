package dev.recado.adapter.console.business;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.util.ArrayList;
import java.util.List;

/// Parses CSV (RFC 4180). Fields are separated by commas, or by semicolons or tabs where the first line has more
/// of these, as spreadsheets write them in some languages.
final class CsvParser {
    private CsvParser() {}

    /// @param line where it begins in the text, from 1
    record Row(int line, List<String> fields) {
        Row {
            fields = List.copyOf(fields);
        }

        private boolean isBlank() {
            return fields.stream().allMatch(String::isBlank);
        }
    }

    /// @param rows those that are not blank, without spaces around their fields
    /// @param malformed the lines where a row begins whose quotes do not match
    record Parsed(List<Row> rows, List<Integer> malformed) {
        Parsed {
            rows = List.copyOf(rows);
            malformed = List.copyOf(malformed);
        }
    }

    /// Parses a text. After a malformed row it goes on in the next line, because an open quote would take in all
    /// rows up to another quote.
    ///
    /// @param maxMalformed after how many malformed rows it stops
    static Parsed parse(String file, int maxMalformed) {
        String text = file.startsWith("\uFEFF") ? file.substring(1) : file;
        CsvReader.CsvReaderBuilder csv = CsvReader.builder()
                .fieldSeparator(separator(text.lines().findFirst().orElse("")))
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .trimWhitespacesAroundQuotes(true)
                .allowUnclosedQuote(false);
        List<Row> rows = new ArrayList<>();
        List<Integer> malformed = new ArrayList<>();
        int read = 0;
        do {
            RowBuilder builder = new RowBuilder();
            CsvReader<Row> reader = csv.build(builder, text);
            reader.skipLines(read);
            try {
                reader.forEach(rows::add);
                break;
            } catch (CsvParseException _) {
                read = builder.line();
                malformed.add(read);
            }
        } while (malformed.size() < maxMalformed);
        return new Parsed(rows.stream().filter(row -> !row.isBlank()).toList(), malformed);
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

    private static final class RowBuilder extends AbstractBaseCsvCallbackHandler<Row> {
        private List<String> fields = new ArrayList<>();

        @Override
        protected void handleBegin(long line) {
            fields = new ArrayList<>();
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
            fields.add(new String(buffer, offset, length).strip());
        }

        @Override
        protected Row buildRecord() {
            return new Row(line(), fields);
        }

        /// The line where the last row began that was read or tried.
        int line() {
            return Math.toIntExact(getStartingLineNumber());
        }
    }
}
