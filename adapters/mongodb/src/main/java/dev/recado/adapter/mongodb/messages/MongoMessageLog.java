package dev.recado.adapter.mongodb.messages;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.pushEach;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.AT;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.CONTENT;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.CONVERSATION_ID;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.ERROR_CODE;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.ERROR_TEXT;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.EXTERNAL_MESSAGE_ID;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.ID;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.ROLE;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.STATUS;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.WAITING_SINCE;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.ReadPreference;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.PushOptions;
import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.connection.Schema;
import dev.recado.adapter.mongodb.documents.ContentDocuments;
import dev.recado.adapter.mongodb.documents.MessageDocuments;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.DeliveryReceipt;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.Failure;
import dev.recado.domain.message.MessageLog;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.message.PartOutcome;
import dev.recado.domain.message.Role;
import io.micronaut.data.model.Pageable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// The message log in `messages`. A part's key is its document's `_id`, and its status only moves forward.
public final class MongoMessageLog implements MessageLog {

    /// More than the tries that fit into a part's deadline.
    private static final int TAKEN_BACK_KEPT = 50;

    private final MongoStore store;
    private final MessageRepository reads;

    public MongoMessageLog(MongoStore store, MessageRepository reads) {
        this.store = store;
        this.reads = reads;
    }

    @Override
    public void record(List<PartOutcome> outcomes, List<MessageId> answered, @Nullable Failure failure, Instant now) {
        if (!outcomes.isEmpty() || !answered.isEmpty()) {
            store.call("record", () -> new OutcomeWriter(store, outcomes, answered, failure, now).write());
        }
    }

    /// @throws MongoBulkWriteException when anything but a duplicate key failed
    public static void requireDuplicates(MongoBulkWriteException e) {
        boolean onlyDuplicates = e.getWriteConcernError() == null
                && e.getWriteErrors().stream().allMatch(error -> error.getCode() == Schema.DUPLICATE_KEY);
        if (!onlyDuplicates) {
            throw e;
        }
    }

    @Override
    public void closeUnanswered(List<MessageId> silent) {
        List<String> ids = silent.stream().map(MessageId::value).toList();
        store.call(
                "note",
                () -> store.messages()
                        .updateMany(
                                and(in(ID, ids), exists(WAITING_SINCE)),
                                combine(set(STATUS, MessageDocuments.NOTED), unset(WAITING_SINCE))));
    }

    @Override
    public void storeTranscript(MessageId id, Content.Speech speech) {
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

    /// One document at a time: a sharded cluster whose key is the conversation accepts nothing else.
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
        return receipts.isEmpty() ? List.of() : store.call("apply", () -> new ReceiptWriter(store).apply(receipts));
    }

    @Override
    public Optional<OutboundMessage> part(DeliveryReceipt receipt) {
        PartId named = receipt.partId();
        Bson matchingPart = named != null
                ? eq(ID, named.value())
                : and(
                        or(
                                eq(EXTERNAL_MESSAGE_ID, receipt.externalId()),
                                eq(MessageDocuments.TAKEN_BACK, receipt.externalId())),
                        ne(MessageDocuments.ROLE, Role.USER.id()));
        return store.call(
                "part",
                () -> Optional.ofNullable(store.messages().find(matchingPart).first())
                        .flatMap(MessageDocuments::part));
    }

    @Override
    public boolean takeBack(PartId id, DeliveryReceipt receipt) {
        return store.call("take_back", () -> {
            List<String> accepted = Stream.of(DeliveryStatus.UNKNOWN, DeliveryStatus.SENDING, DeliveryStatus.SENT)
                    .map(DeliveryStatus::id)
                    .toList();
            Bson fresh = and(
                    eq(ID, id.value()),
                    in(STATUS, accepted),
                    // Or it was sent again since.
                    in(EXTERNAL_MESSAGE_ID, receipt.externalId(), null),
                    ne(MessageDocuments.TAKEN_BACK, receipt.externalId()));
            store.messages()
                    .updateOne(
                            fresh,
                            combine(
                                    new Document(
                                            "$set",
                                            state(DeliveryStatus.HELD, receipt.errorCode(), receipt.errorText())),
                                    pushEach(
                                            MessageDocuments.TAKEN_BACK,
                                            List.of(receipt.externalId()),
                                            new PushOptions().slice(-TAKEN_BACK_KEPT))));
            Bson taken = and(
                    eq(ID, id.value()),
                    eq(STATUS, DeliveryStatus.HELD.id()),
                    eq(MessageDocuments.TAKEN_BACK, receipt.externalId()));
            return store.messages()
                            .find(taken)
                            .projection(Projections.include(ID))
                            .first()
                    != null;
        });
    }

    @Override
    public void reopen(MessageId id) {
        store.call("reopen", () -> {
            Bson answered = and(eq(ID, id.value()), eq(STATUS, MessageDocuments.ANSWERED));
            Document found = store.messages().find(answered).first();
            return found != null
                    && store.messages()
                                    .updateOne(
                                            answered,
                                            combine(
                                                    set(STATUS, MessageDocuments.RECEIVED),
                                                    set(WAITING_SINCE, found.get(MessageDocuments.RECEIVED_AT)),
                                                    unset(MessageDocuments.ANSWERED_AT)))
                                    .getMatchedCount()
                            == 1;
        });
    }

    @Override
    public boolean setAside(MessageId id, Failure failure, Instant now) {
        return store.call(
                "set_aside",
                () -> store.messages()
                                .updateOne(
                                        and(eq(ID, id.value()), eq(STATUS, MessageDocuments.ANSWERED)),
                                        new Document("$set", MessageDocuments.closing(failure, now))
                                                .append("$unset", new Document(MessageDocuments.ANSWERED_AT, "")))
                                .getModifiedCount()
                        == 1);
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

    /// Two look-ups by one key each instead of one by either: the embedded store has no index for that.
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
