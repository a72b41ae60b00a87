package dev.recado.adapter.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static dev.recado.adapter.mongodb.MessageDocuments.AT;
import static dev.recado.adapter.mongodb.MessageDocuments.CONTENT;
import static dev.recado.adapter.mongodb.MessageDocuments.CONVERSATION_ID;
import static dev.recado.adapter.mongodb.MessageDocuments.ERROR_CODE;
import static dev.recado.adapter.mongodb.MessageDocuments.ERROR_TEXT;
import static dev.recado.adapter.mongodb.MessageDocuments.EXTERNAL_MESSAGE_ID;
import static dev.recado.adapter.mongodb.MessageDocuments.ID;
import static dev.recado.adapter.mongodb.MessageDocuments.ROLE;
import static dev.recado.adapter.mongodb.MessageDocuments.SENT_AT;
import static dev.recado.adapter.mongodb.MessageDocuments.STATUS;
import static dev.recado.adapter.mongodb.MessageDocuments.WAITING_SINCE;
import static dev.recado.adapter.mongodb.MessageDocuments.date;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.ReadPreference;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import dev.recado.domain.model.Channel;
import dev.recado.domain.model.Content;
import dev.recado.domain.model.ConversationId;
import dev.recado.domain.model.DeliveryReceipt;
import dev.recado.domain.model.DeliveryStatus;
import dev.recado.domain.model.Failure;
import dev.recado.domain.model.MessageId;
import dev.recado.domain.model.PartId;
import dev.recado.domain.model.PartOutcome;
import dev.recado.domain.port.MessageLog;
import io.micronaut.data.model.Pageable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// The message log in `messages`. A part's key is its document's `_id`, and its state only moves forward.
final class MongoMessageLog implements MessageLog {
    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);
    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    private final MongoStore store;
    private final MessageReads reads;

    MongoMessageLog(MongoStore store, MessageReads reads) {
        this.store = store;
        this.reads = reads;
    }

    @Override
    public void record(List<PartOutcome> outcomes, List<MessageId> answered, @Nullable Failure failure, Instant now) {
        List<WriteModel<Document>> writes = new ArrayList<>();
        for (PartOutcome outcome : outcomes) {
            writes.add(new UpdateOneModel<>(
                    eq(ID, outcome.message().id().value()),
                    new Document("$set", known(outcome)).append("$setOnInsert", state(outcome)),
                    UPSERT));
            writes.add(new UpdateOneModel<>(
                    and(eq(ID, outcome.message().id().value()), supersededBy(outcome.status())),
                    new Document("$set", state(outcome))));
        }
        for (MessageId id : answered) {
            writes.add(new UpdateOneModel<>(
                    and(eq(ID, id.value()), exists(WAITING_SINCE)),
                    new Document("$set", MessageDocuments.closing(failure, now))
                            .append("$unset", new Document(WAITING_SINCE, ""))));
        }
        if (!writes.isEmpty()) {
            store.call("record", () -> write(writes));
        }
    }

    /// Writes all, and once more what met a receipt that was being written at the same moment.
    private boolean write(List<WriteModel<Document>> writes) {
        try {
            store.messages().bulkWrite(writes, UNORDERED);
        } catch (MongoBulkWriteException e) {
            requireDuplicates(e);
            store.messages().bulkWrite(writes, UNORDERED);
        }
        return true;
    }

    /// @throws MongoBulkWriteException when anything but a key that was there before stood in the way
    static void requireDuplicates(MongoBulkWriteException e) {
        boolean met = e.getWriteConcernError() == null
                && e.getWriteErrors().stream().allMatch(error -> error.getCode() == Schema.DUPLICATE_KEY);
        if (!met) {
            throw e;
        }
    }

    @Override
    public void note(List<MessageId> silent) {
        List<String> ids = silent.stream().map(MessageId::value).toList();
        store.call(
                "note",
                () -> store.messages()
                        .updateMany(
                                and(in(ID, ids), exists(WAITING_SINCE)),
                                combine(set(STATUS, MessageDocuments.NOTED), unset(WAITING_SINCE))));
    }

    @Override
    public void heard(MessageId id, Content.Speech speech) {
        store.call(
                "heard",
                () -> store.messages()
                        .updateOne(
                                eq(ID, id.value()),
                                combine(
                                        set(MessageDocuments.CONTENT, speech.transcript()),
                                        set(MessageDocuments.SPOKEN, true),
                                        set(MessageDocuments.SAID, ContentDocuments.write(speech)))));
    }

    /// One document at a time: a sharded cluster, whose key is the conversation, takes nothing else.
    @Override
    public int move(ConversationId from, ConversationId to, int limit) {
        return store.call("move", () -> {
            List<String> ids = store.messages()
                    .withReadPreference(ReadPreference.primary())
                    .find(eq(CONVERSATION_ID, from.toString()))
                    .projection(Projections.include(ID))
                    .limit(limit)
                    .map(found -> found.getString(ID))
                    .into(new ArrayList<>());
            for (String id : ids) {
                store.messages()
                        .updateOne(
                                and(eq(ID, id), eq(CONVERSATION_ID, from.toString())),
                                set(CONVERSATION_ID, to.toString()));
            }
            return ids.size();
        });
    }

    private static Document known(PartOutcome outcome) {
        Document known = MessageDocuments.part(outcome.message(), outcome.at());
        String externalId = outcome.externalId();
        if (externalId != null && !externalId.isEmpty()) {
            known.append(EXTERNAL_MESSAGE_ID, externalId);
        }
        return switch (outcome.status()) {
            case SENT, DELIVERED, READ -> known.append(SENT_AT, date(outcome.at()));
            case QUEUED, HELD, UNKNOWN, SENDING, FAILED -> known;
        };
    }

    private static Document state(PartOutcome outcome) {
        return state(outcome.status(), outcome.errorCode(), outcome.errorText());
    }

    static Document state(DeliveryStatus status, @Nullable String code, @Nullable String text) {
        return new Document(STATUS, status.id()).append(ERROR_CODE, code).append(ERROR_TEXT, text);
    }

    static Bson supersededBy(DeliveryStatus status) {
        return in(
                STATUS,
                Arrays.stream(DeliveryStatus.values())
                        .filter(status::supersedes)
                        .map(DeliveryStatus::id)
                        .toList());
    }

    @Override
    public List<Applied> applyAll(List<DeliveryReceipt> receipts) {
        return receipts.isEmpty() ? List.of() : store.call("apply", () -> new ReceiptWrites(store).apply(receipts));
    }

    @Override
    public Map<PartId, DeliveryStatus> states(Collection<PartId> parts) {
        List<String> ids = parts.stream().map(PartId::value).toList();
        return store.call("states", () -> {
            Map<PartId, DeliveryStatus> states = new HashMap<>();
            for (Document part : store.messages().find(in(ID, ids)).projection(Projections.include(STATUS))) {
                states.put(new PartId(part.getString(ID)), DeliveryStatus.ofId(part.getString(STATUS)));
            }
            return states;
        });
    }

    @Override
    public List<Entry> history(ConversationId id, int limit) {
        return store.call(
                "history",
                () -> reads.newest(id.toString(), Pageable.from(0, limit)).stream()
                        .map(MongoMessageLog::entry)
                        .toList()
                        .reversed());
    }

    /// Two look-ups by a key, not one by either: the embedded store has no index for that.
    @Override
    public Optional<Entry> find(ConversationId id, Channel channel, String externalId) {
        return store.call(
                "find_message",
                () -> first(eq(EXTERNAL_MESSAGE_ID, externalId))
                        .or(() -> first(eq(ID, MessageId.of(channel, externalId).value())))
                        .filter(found -> id.toString().equals(found.getString(CONVERSATION_ID)))
                        .map(MongoMessageLog::entry));
    }

    private Optional<Document> first(Bson filter) {
        return Optional.ofNullable(store.messages().find(filter).first());
    }

    private static Entry entry(Document message) {
        return new Entry(
                message.getString(ID),
                message.getString(ROLE),
                message.getString(CONTENT),
                message.getString(STATUS),
                message.getString(EXTERNAL_MESSAGE_ID),
                message.getString(ERROR_CODE),
                MessageDocuments.instant(message, AT));
    }

    private static Entry entry(StoredMessage message) {
        return new Entry(
                message.id(),
                message.role(),
                message.content(),
                message.status(),
                message.externalMessageId(),
                message.errorCode(),
                message.at());
    }
}
