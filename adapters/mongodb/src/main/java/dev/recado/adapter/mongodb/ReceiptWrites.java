package dev.recado.adapter.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;
import static dev.recado.adapter.mongodb.MessageDocuments.EXTERNAL_MESSAGE_ID;
import static dev.recado.adapter.mongodb.MessageDocuments.ID;
import static dev.recado.adapter.mongodb.MessageDocuments.ROLE;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import dev.recado.domain.model.DeliveryReceipt;
import dev.recado.domain.model.PartId;
import dev.recado.domain.model.Role;
import dev.recado.domain.port.MessageLog.Applied;
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
record ReceiptWrites(MongoStore store) {
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
        List<Integer> places = List.copyOf(furthest.values());
        List<WriteModel<Document>> writes = new ArrayList<>();
        furthest.forEach((id, place) -> writes.add(forward(id, receipts.get(place))));
        Set<Integer> advanced = new HashSet<>(places);
        if (!writes.isEmpty()) {
            try {
                promptly().bulkWrite(writes, UNORDERED);
            } catch (MongoBulkWriteException e) {
                // the part is there, as far or further: the filter passed it over, and a second one cannot be made
                MongoMessageLog.requireDuplicates(e);
                e.getWriteErrors().forEach(error -> advanced.remove(places.get(error.getIndex())));
            }
        }
        return advanced;
    }

    private static WriteModel<Document> forward(PartId id, DeliveryReceipt receipt) {
        return new UpdateOneModel<>(
                and(eq(ID, id.value()), MongoMessageLog.supersededBy(receipt.status())),
                new Document(
                        "$set",
                        MongoMessageLog.state(receipt.status(), receipt.errorCode(), receipt.errorText())
                                .append(EXTERNAL_MESSAGE_ID, receipt.externalId())),
                UPSERT);
    }

    /// A webhook waits for it: it answers soon or not at all.
    private MongoCollection<Document> promptly() {
        return store.messages().withTimeout(RECEIPT_MILLIS, TimeUnit.MILLISECONDS);
    }
}
