package dev.recado.adapter.knowledge.formats;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.Reader;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

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

    /// All rows. A line whose quotes do not match is split at its separators, and reading goes on in the next one:
    /// an open quote would take in all rows up to another quote.
    private static List<List<String>> rows(String text) {
        char separator = separator(text);
        CsvReader.CsvReaderBuilder csv = CsvReader.builder()
                .fieldSeparator(separator)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .trimWhitespacesAroundQuotes(true)
                .allowUnclosedQuote(false);
        List<List<String>> rows = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            RowBuilder row = new RowBuilder();
            try {
                csv.build(row, Reader.of(CharBuffer.wrap(text, at, text.length())))
                        .forEach(rows::add);
                break;
            } catch (CsvParseException _) {
                for (long line = 1; line < row.line(); line++) {
                    at = nextLine(text, at);
                }
                int next = nextLine(text, at);
                String plain = text.substring(at, next).replace("\"", "").strip();
                rows.add(List.of(plain.split(Pattern.quote(String.valueOf(separator)), -1)));
                at = next;
            }
        }
        return rows;
    }

    /// @return where the line after this one begins; lines end with LF, CR, or both
    private static int nextLine(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
        return Math.min(text.length(), at + (text.startsWith("\r\n", at) ? 2 : 1));
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

    private static final class RowBuilder extends AbstractBaseCsvCallbackHandler<List<String>> {
        private List<String> cells = new ArrayList<>();

        @Override
        protected void handleBegin(long line) {
            cells = new ArrayList<>();
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
            cells.add(new String(buffer, offset, length));
        }

        @Override
        protected List<String> buildRecord() {
            return List.copyOf(cells);
        }

        /// The line where the last row began that was read or tried, from 1.
        long line() {
            return getStartingLineNumber();
        }
    }
}
