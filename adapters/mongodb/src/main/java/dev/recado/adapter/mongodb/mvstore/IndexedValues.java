package dev.recado.adapter.mongodb.mvstore;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Values of a document's fields, and conditions on them, as strings in the order of an index.
final class IndexedValues {
    /// Ends each value within a key.
    static final char END = '\u0000';
    /// Comes after [#END], and before any other character.
    static final char AFTER_END = '\u0001';

    private static final String MAX_VALUE = "\uffff";
    private static final Set<String> RANGE_OPERATORS = Set.of("$gt", "$gte", "$lt", "$lte", "$eq");

    private IndexedValues() {}

    /// Whether the condition is one value, or a range of values.
    static boolean isBounded(@Nullable Object condition) {
        return isRange(condition) || isValue(condition);
    }

    private static boolean isValue(@Nullable Object condition) {
        return condition instanceof String || condition instanceof Instant || condition instanceof Integer;
    }

    static boolean isRange(@Nullable Object condition) {
        return condition instanceof Document expression
                && !expression.isEmpty()
                && RANGE_OPERATORS.containsAll(expression.keySet())
                && expression.values().stream().allMatch(Missing::isNeitherNullNorMissing);
    }

    /// The first key that meets the condition, or one before it.
    static String lowest(Object condition) {
        if (!(condition instanceof Document range)) {
            return sortable(condition);
        }
        return Stream.of("$gt", "$gte", "$eq")
                .map(range::get)
                .map(IndexedValues::sortable)
                .max(Comparator.naturalOrder())
                .orElse("");
    }

    /// The first key that does not meet the condition any more, or one after it.
    static String end(Object condition) {
        if (!(condition instanceof Document range)) {
            return sortable(condition) + AFTER_END;
        }
        return Stream.of(before(range.get("$lt")), upTo(range.get("$lte")), upTo(range.get("$eq")))
                .min(Comparator.naturalOrder())
                .get();
    }

    private static String before(@Nullable Object value) {
        return value instanceof Instant end ? sortable(end) : MAX_VALUE;
    }

    private static String upTo(@Nullable Object value) {
        return value instanceof Instant last ? sortable(last) + AFTER_END : MAX_VALUE;
    }

    /// The value as a string whose order is that of values of one type; empty for a type that is not searched
    /// by range.
    static String sortable(@Nullable Object value) {
        return switch (value) {
            case String text -> text;
            case Instant time -> HexFormat.of().toHexDigits(time.toEpochMilli() ^ Long.MIN_VALUE);
            case Integer number -> HexFormat.of().toHexDigits(number ^ Integer.MIN_VALUE);
            case null, default -> "";
        };
    }

    /// The value of a document's field. In a path, the library looks only into documents; here a number is also
    /// a position in a list.
    static @Nullable Object value(Document document, String field) {
        if (field.indexOf('.') < 0) {
            return document.get(field);
        }
        Object value = document;
        for (String step : field.split("\\.", -1)) {
            value = switch (value) {
                case Document inner -> inner.get(step);
                case List<?> list
                when step.matches("\\d{1,4}") && Integer.parseInt(step) < list.size() ->
                    list.get(Integer.parseInt(step));
                case null, default -> null;
            };
        }
        return value;
    }
}
