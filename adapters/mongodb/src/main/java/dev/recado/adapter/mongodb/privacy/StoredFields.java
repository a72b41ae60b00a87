package dev.recado.adapter.mongodb.privacy;

import dev.recado.domain.privacy.PersonalRecords.StoredRecord;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/// Documents as records of the domain: dates become instants, and fields without a value are left out.
final class StoredFields {
    /// The files of a received message.
    static final String FILES = "said";

    private static final String ID = "_id";
    private static final String LIST = "files";

    private StoredFields() {}

    static StoredRecord record(Document document) {
        Map<String, Object> fields = map(document);
        fields.remove(ID);
        return new StoredRecord(document.getString(ID), fields);
    }

    private static Map<String, Object> map(Map<?, ?> document) {
        Map<String, Object> fields = new LinkedHashMap<>();
        document.forEach((name, value) -> {
            if (value != null) {
                fields.put(String.valueOf(name), value(value));
            }
        });
        return fields;
    }

    private static Object value(Object value) {
        return switch (value) {
            case Date date -> date.toInstant();
            case Map<?, ?> document -> map(document);
            case List<?> list -> list.stream().map(StoredFields::value).toList();
            case String text -> text;
            case Number number -> number;
            case Boolean flag -> flag;
            default -> value.toString();
        };
    }

    /// Whether a message brought files, at any depth: a recording is within its transcript, a file within a
    /// change of a message.
    static boolean hasFiles(Document message) {
        return message.get(FILES) instanceof Document said && holdsFiles(said);
    }

    private static boolean holdsFiles(Document content) {
        return content.containsKey(LIST)
                || content.values().stream().anyMatch(value -> value instanceof Document inner && holdsFiles(inner));
    }
}
