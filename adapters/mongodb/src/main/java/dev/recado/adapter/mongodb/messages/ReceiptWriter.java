package dev.recado.adapter.mongodb.messages;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.EXTERNAL_MESSAGE_ID;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.ID;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.ROLE;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.documents.MessageDocuments;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.message.DeliveryReceipt;
import dev.recado.domain.message.MessageLog.Applied;
import dev.recado.domain.message.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import org.bson.Document;

/// Writes receipts into the parts they are about, all that came together in one trip; a few more look up parts
/// that only the provider's id names.
record ReceiptWriter(MongoStore store) {
    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);
    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);
    private static final long RECEIPT_MILLIS = 2_000;
    /// The embedded store compares every document found with the whole list.
    private static final int LOOKED_UP_AT_ONCE = 100;

    List<Applied> apply(List<DeliveryReceipt> receipts) {
        List<Optional<PartId>> parts = parts(receipts);
        Set<Integer> advanced = advance(receipts, furthest(receipts, parts));
        return IntStream.range(0, receipts.size())
                .mapToObj(i -> parts.get(i).isEmpty()
                        ? Applied.UNMATCHED
                        : advanced.contains(i) ? Applied.ADVANCED : Applied.STALE)
                .toList();
    }

    /// The part that each receipt is about: as it says, else by the provider's id.
    private List<Optional<PartId>> parts(List<DeliveryReceipt> receipts) {
        Map<String, PartId> byExternalId = new HashMap<>();
        receipts.stream()
                .filter(receipt -> receipt.partId() == null)
                .map(DeliveryReceipt::externalId)
                .distinct()
                .gather(Gatherers.windowFixed(LOOKED_UP_AT_ONCE))
                .forEach(unnamed -> promptly()
                        .find(and(in(EXTERNAL_MESSAGE_ID, unnamed), ne(ROLE, Role.USER.id())))
                        .projection(Projections.include(EXTERNAL_MESSAGE_ID))
                        .forEach(part ->
                                byExternalId.put(part.getString(EXTERNAL_MESSAGE_ID), new PartId(part.getString(ID)))));
        return receipts.stream()
                .map(receipt -> Optional.ofNullable(receipt.partId())
                        .or(() -> Optional.ofNullable(byExternalId.get(receipt.externalId()))))
                .toList();
    }

    /// Of each part the place of the receipt that takes it furthest: the others need no write, and two writes of one
    /// part would meet.
    private static Map<PartId, Integer> furthest(List<DeliveryReceipt> receipts, List<Optional<PartId>> parts) {
        Map<PartId, Integer> furthest = new LinkedHashMap<>();
        for (int i = 0; i < receipts.size(); i++) {
            if (parts.get(i).isPresent()) {
                furthest.merge(
                        parts.get(i).get(),
                        i,
                        (before, now) -> receipts.get(now)
                                        .status()
                                        .supersedes(receipts.get(before).status())
                                ? now
                                : before);
            }
        }
        return furthest;
    }

    /// Writes them, each only forward.
    ///
    /// @return the places of those that took their part further
    private Set<Integer> advance(List<DeliveryReceipt> receipts, Map<PartId, Integer> furthest) {
        Map<PartId, Integer> stale = new LinkedHashMap<>();
        Map<PartId, Integer> taken = new LinkedHashMap<>();
        forward(receipts, furthest, true).forEach((id, error) -> {
            boolean name = error.getMessage().contains(EXTERNAL_MESSAGE_ID);
            (name ? taken : stale).put(id, furthest.get(id));
        });
        // another message has the provider's id: what is told of the part counts all the same
        forward(receipts, taken, false).keySet().forEach(id -> stale.put(id, furthest.get(id)));
        Set<Integer> advanced = new HashSet<>(furthest.values());
        advanced.removeAll(stale.values());
        return advanced;
    }

    /// @param named whether the parts are given the provider's ids
    /// @return what was passed over: the part is there, as far or further, and a second one cannot be made
    private Map<PartId, BulkWriteError> forward(
            List<DeliveryReceipt> receipts, Map<PartId, Integer> furthest, boolean named) {
        List<PartId> parts = List.copyOf(furthest.keySet());
        List<WriteModel<Document>> writes = new ArrayList<>();
        furthest.forEach((id, place) -> writes.add(forward(id, receipts.get(place), named)));
        Map<PartId, BulkWriteError> passedOver = new HashMap<>();
        if (!writes.isEmpty()) {
            try {
                promptly().bulkWrite(writes, UNORDERED);
            } catch (MongoBulkWriteException e) {
                MongoMessageLog.requireDuplicates(e);
                e.getWriteErrors().forEach(error -> passedOver.put(parts.get(error.getIndex()), error));
            }
        }
        return passedOver;
    }

    private static WriteModel<Document> forward(PartId id, DeliveryReceipt receipt, boolean named) {
        Document state = MongoMessageLog.state(receipt.status(), receipt.errorCode(), receipt.errorText());
        return new UpdateOneModel<>(
                and(
                        eq(ID, id.value()),
                        MongoMessageLog.supersededBy(receipt.status()),
                        ne(MessageDocuments.TAKEN_BACK, receipt.externalId())),
                new Document("$set", named ? state.append(EXTERNAL_MESSAGE_ID, receipt.externalId()) : state),
                UPSERT);
    }

    /// A webhook waits for it: it answers soon or not at all.
    private MongoCollection<Document> promptly() {
        return store.messages().withTimeout(RECEIPT_MILLIS, TimeUnit.MILLISECONDS);
    }
}
