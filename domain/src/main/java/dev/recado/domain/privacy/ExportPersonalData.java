package dev.recado.domain.privacy;

import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.privacy.PersonalRecords.StoredRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Collects what is stored of a user, from every place that an erasure empties.
public final class ExportPersonalData implements ExportPersonalDataUseCase {
    private static final String AT = "at";
    private static final String RECIPIENT = "recipient";
    private static final Comparator<StoredRecord> BY_TIME = Comparator.comparing(ExportPersonalData::time);

    private final PersonalRecords records;
    private final InstantSource clock;

    public ExportPersonalData(PersonalRecords records, InstantSource clock) {
        this.records = records;
        this.clock = clock;
    }

    @Override
    public Optional<PersonalData> export(ConversationId user) {
        return records.keys(user)
                .map(keys -> new PersonalData(user, keys.addresses(), clock.instant(), sections(keys)));
    }

    private Map<String, List<StoredRecord>> sections(UserKeys keys) {
        Map<String, List<StoredRecord>> sections = new LinkedHashMap<>();
        sections.put(PersonalData.CONVERSATIONS, records.conversations(keys));
        List<StoredRecord> messages = new ArrayList<>();
        records.read(RecordKind.RECEIVED, keys, messages::add);
        records.read(RecordKind.SAID, keys, messages::add);
        messages.sort(BY_TIME);
        sections.put(PersonalData.MESSAGES, messages);
        for (RecordKind kind : RecordKind.values()) {
            if (kind != RecordKind.RECEIVED && kind != RecordKind.SAID) {
                List<StoredRecord> found = new ArrayList<>();
                records.read(
                        kind, keys, record -> found.add(kind == RecordKind.STAFF_NOTICES ? ofUser(record) : record));
                sections.put(kind.id(), found);
            }
        }
        return sections;
    }

    /// Without the employee who was told: that is not the user's data.
    private static StoredRecord ofUser(StoredRecord notice) {
        Map<String, Object> fields = new LinkedHashMap<>(notice.fields());
        fields.remove(RECIPIENT);
        return new StoredRecord(notice.id(), fields);
    }

    private static Instant time(StoredRecord message) {
        return message.fields().get(AT) instanceof Instant at ? at : Instant.EPOCH;
    }
}
