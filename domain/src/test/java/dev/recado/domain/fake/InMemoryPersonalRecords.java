package dev.recado.domain.fake;

import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.fake.InMemoryStore.UserRecord;
import dev.recado.domain.handoff.WhatsAppStaffNotifier;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.privacy.PersonalRecords;
import dev.recado.domain.privacy.RecordKind;
import dev.recado.domain.privacy.UserKeys;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the stores in memory hold of a user.
public final class InMemoryPersonalRecords implements PersonalRecords {
    private final InMemoryStore store;
    private final InMemoryStaffNotices staffNotices;
    private final InMemoryContactBook book;
    private int scrubs;

    public InMemoryPersonalRecords(InMemoryStore store, InMemoryStaffNotices staffNotices, InMemoryContactBook book) {
        this.store = store;
        this.staffNotices = staffNotices;
        this.book = book;
    }

    @Override
    public Optional<UserKeys> keys(ConversationId id) {
        Optional<UserKeys> keys = store.find(id)
                .map(UserKeys::of)
                .or(() -> store.received(id).stream()
                        .findFirst()
                        .map(received -> UserKeys.of(id, received.message().addresses())));
        return keys.map(known -> known.and(all(RecordKind.ADDRESSES, known)
                .map(record -> UserAddress.ofWaId(record.id()))
                .toList()));
    }

    @Override
    public boolean wroteAfter(UserKeys keys, Instant time) {
        return all(RecordKind.RECEIVED, keys).anyMatch(record -> record.at().isAfter(time));
    }

    private Stream<UserRecord> all(RecordKind kind, UserKeys keys) {
        return switch (kind) {
            case STAFF_NOTICES ->
                staffNotices.about(keys.conversations()).stream()
                        .map(notice -> new UserRecord(
                                notice.id(), notice.at(), Map.of("recipient", notice.recipient()), false));
            case CONTACTS ->
                book.find(keys.addresses()).stream()
                        .map(contact -> new UserRecord(
                                contact.id(),
                                Instant.EPOCH,
                                contact.name() == null ? Map.of() : Map.of("name", contact.name()),
                                false));
            case RECEIVED, SAID, EVENTS, LEADS, HANDOFFS, NOTIFICATIONS, ADDRESSES ->
                store.userRecords(kind, keys).stream();
        };
    }

    @Override
    public List<Found> find(RecordKind kind, UserKeys keys, @Nullable Instant until, int limit) {
        return all(kind, keys)
                .filter(record -> until == null || !record.at().isAfter(until))
                .limit(limit)
                .map(record -> new Found(record.id(), record.hasFiles()))
                .toList();
    }

    @Override
    public int erase(RecordKind kind, List<String> ids) {
        return switch (kind) {
            case STAFF_NOTICES -> {
                ids.forEach(id -> store.forgetNotice(WhatsAppStaffNotifier.notificationId(id)));
                yield staffNotices.remove(ids);
            }
            case CONTACTS ->
                (int) ids.stream()
                        .flatMap(id -> book.get(id).stream())
                        .peek(book::remove)
                        .count();
            case RECEIVED, SAID, EVENTS, LEADS, HANDOFFS, NOTIFICATIONS, ADDRESSES -> store.removeRecords(ids);
        };
    }

    @Override
    public void read(RecordKind kind, UserKeys keys, Consumer<StoredRecord> each) {
        all(kind, keys).forEach(record -> each.accept(new StoredRecord(record.id(), record.fields())));
    }

    @Override
    public List<StoredRecord> conversations(UserKeys keys) {
        return store.conversations().stream()
                .filter(conversation -> keys.conversations().contains(conversation.id()))
                .map(InMemoryPersonalRecords::record)
                .toList();
    }

    private static StoredRecord record(Conversation conversation) {
        String name = conversation.profileName();
        return new StoredRecord(
                conversation.id().toString(),
                Map.of(
                        "wa_id",
                        conversation.address().waId(),
                        "status",
                        conversation.status().id(),
                        "profile_name",
                        name == null ? "" : name));
    }

    @Override
    public void scrub() {
        scrubs++;
    }

    public int scrubs() {
        return scrubs;
    }
}
