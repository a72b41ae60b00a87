package dev.recado.adapter.console.privacy;

import dev.recado.domain.identity.PublicIds;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.privacy.PersonalData;
import dev.recado.domain.privacy.PersonalRecords.StoredRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// An export as JSON has it: records with all their fields, ids in their public form, times as text.
final class ExportDocument {
    static final String MEDIA = "media";
    private static final String CONVERSATION_ID = "conversation_id";
    private static final String FILES = "files";

    private final PublicIds ids;
    private final BiFunction<String, Integer, String> place;

    /// @param place where the n-th file of the message with this stored id is
    ExportDocument(PublicIds ids, BiFunction<String, Integer, String> place) {
        this.ids = ids;
        this.place = place;
    }

    Map<String, Object> of(PersonalData data) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("exported_at", data.exportedAt().toString());
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("id", ids.of(data.user()));
        user.put(
                "addresses",
                data.addresses().stream().map(ExportDocument::shown).sorted().toList());
        document.put("user", user);
        data.sections()
                .forEach((section, records) ->
                        document.put(section, records.stream().map(this::record).toList()));
        return document;
    }

    private static String shown(UserAddress address) {
        return switch (address) {
            case UserAddress.Phone(String number) -> number;
            case UserAddress.BusinessScoped(String id) -> id;
        };
    }

    private Map<String, Object> record(StoredRecord record) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", ids.of(record.id()));
        record.fields().forEach((name, value) -> fields.put(name, value(name, value)));
        int files = filesOf(record);
        if (files > 0) {
            List<String> places = new ArrayList<>();
            for (int i = 0; i < files; i++) {
                places.add(place.apply(record.id(), i));
            }
            fields.put(MEDIA, places);
        }
        return fields;
    }

    private Object value(String name, Object value) {
        return switch (value) {
            case Instant at -> at.toString();
            case Map<?, ?> fields -> {
                Map<String, Object> inner = new LinkedHashMap<>();
                fields.forEach((key, one) -> inner.put(String.valueOf(key), value(String.valueOf(key), one)));
                yield inner;
            }
            case List<?> list -> list.stream().map(one -> value(name, one)).toList();
            case String text when name.equals(CONVERSATION_ID) || name.equals("_id") -> ids.of(text);
            default -> value;
        };
    }

    /// How many files a message brought, at any depth.
    static int filesOf(StoredRecord record) {
        return filesIn(record.fields().get("said"));
    }

    private static int filesIn(@Nullable Object content) {
        if (!(content instanceof Map<?, ?> fields)) {
            return 0;
        }
        return fields.get(FILES) instanceof List<?> files
                ? files.size()
                : fields.values().stream().mapToInt(ExportDocument::filesIn).sum();
    }
}
