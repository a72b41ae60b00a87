package dev.recado.adapter.console.business;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recado.adapter.console.business.ContactRequestReader.Draft;
import dev.recado.adapter.console.business.CsvParser.Row;
import dev.recado.domain.contact.Contact;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Contacts read from a CSV file: a first row with column names, then a contact per row. An invalid row affects
/// no other.
///
/// @param contacts the valid ones
record ContactCsvImport(List<Contact> contacts, List<Fault> faults) {
    private static final String ID = "id";
    private static final String ADDRESSES = "addresses";
    /// Other names for that column.
    private static final Set<String> ADDRESS_COLUMN_NAMES = Set.of(ADDRESSES, "address", "phone", "phones", "wa_id");
    private static final Set<String> KNOWN_COLUMNS = Set.of(ID, ADDRESSES, "name", "email", "language");
    private static final int MAX_ROWS = 20_000;
    /// A file with as many is no CSV file.
    private static final int MAX_MALFORMED = 100;
    private static final String MALFORMED =
            "expected a field that begins with a quote to end with one, and \"\" for a quote inside it";

    ContactCsvImport {
        contacts = List.copyOf(contacts);
        faults = List.copyOf(faults);
    }

    /// @param line where the row begins, from 1
    record Fault(int line, String why) {}

    /// @throws InvalidContactException when the file as a whole cannot be used
    static ContactCsvImport read(byte[] body) throws InvalidContactException {
        CsvParser.Parsed file = CsvParser.parse(text(body), MAX_MALFORMED);
        List<Row> rows = file.rows();
        List<Fault> faults = new ArrayList<>();
        file.malformed().forEach(line -> faults.add(new Fault(line, MALFORMED)));
        if (faults.size() == MAX_MALFORMED || isHeaderMalformed(file)) {
            throw new InvalidContactException("line " + file.malformed().getFirst() + ": " + MALFORMED);
        }
        int count = rows.size() + faults.size();
        if (count < 2 || count > MAX_ROWS + 1) {
            throw new InvalidContactException(
                    "expected a first row with names, and 1 to " + MAX_ROWS + " rows of contacts");
        }
        List<String> names = names(rows.getFirst());
        List<Contact> contacts = new ArrayList<>();
        for (Row row : rows.subList(1, rows.size())) {
            try {
                contacts.add(ContactRequestReader.validated(draft(names, row)));
            } catch (InvalidContactException e) {
                faults.add(new Fault(row.line(), e.why()));
            }
        }
        faults.sort(Comparator.comparingInt(Fault::line));
        return new ContactCsvImport(contacts, faults);
    }

    private static boolean isHeaderMalformed(CsvParser.Parsed file) {
        return !file.malformed().isEmpty()
                && (file.rows().isEmpty()
                        || file.malformed().getFirst() < file.rows().getFirst().line());
    }

    private static String text(byte[] body) throws InvalidContactException {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException _) {
            throw new InvalidContactException("expected UTF-8 (\"CSV UTF-8\" where a spreadsheet offers it)");
        }
    }

    private static List<String> names(Row first) throws InvalidContactException {
        List<String> names = first.fields().stream().map(ContactCsvImport::name).toList();
        if (!names.contains(ID) || !names.contains(ADDRESSES)) {
            throw new InvalidContactException("expected columns named id and addresses in the first row");
        }
        if (new HashSet<>(names).size() < names.size()) {
            throw new InvalidContactException("expected each column's name once in the first row");
        }
        return names;
    }

    private static String name(String field) {
        String lower = field.toLowerCase(Locale.ROOT);
        return ADDRESS_COLUMN_NAMES.contains(lower) ? ADDRESSES : KNOWN_COLUMNS.contains(lower) ? lower : field;
    }

    private static Draft draft(List<String> names, Row row) throws InvalidContactException {
        if (row.fields().size() > names.size()) {
            throw new InvalidContactException("expected " + names.size() + " fields as in the first row, but there are "
                    + row.fields().size());
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < row.fields().size(); i++) {
            if (!row.fields().get(i).isEmpty()) {
                values.put(names.get(i), row.fields().get(i));
            }
        }
        Map<String, String> facts = new LinkedHashMap<>(values);
        facts.keySet().removeAll(KNOWN_COLUMNS);
        return new Draft(
                values.getOrDefault(ID, ""),
                addresses(values.get(ADDRESSES)),
                values.get("name"),
                values.get("email"),
                values.get("language"),
                facts);
    }

    /// A contact's addresses are separated by a bar.
    private static List<String> addresses(@Nullable String field) {
        return field == null ? List.of() : Arrays.asList(field.split("\\|", -1));
    }
}
