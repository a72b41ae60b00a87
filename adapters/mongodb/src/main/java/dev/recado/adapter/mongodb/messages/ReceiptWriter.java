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

/// Writes receipts to their parts, a whole batch in one round trip; further ones look up parts that only have the
/// provider's id.
record ReceiptWriter(MongoStore store) {
    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);
    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);
    private static final long RECEIPT_MILLIS = 2_000;
    /// The embedded store compares every found document with the whole list.
    private static final int LOOKUP_BATCH = 100;

    List<Applied> apply(List<DeliveryReceipt> receipts) {
        List<Optional<PartId>> parts = parts(receipts);
        Set<Integer> advanced = advance(receipts, furthest(receipts, parts));
        return IntStream.range(0, receipts.size())
                .mapToObj(i -> parts.get(i).isEmpty()
                        ? Applied.UNMATCHED
                        : advanced.contains(i) ? Applied.ADVANCED : Applied.STALE)
                .toList();
    }

    /// The part of each receipt: by its part id, or else by the provider's id.
    private List<Optional<PartId>> parts(List<DeliveryReceipt> receipts) {
        Map<String, PartId> byExternalId = new HashMap<>();
        receipts.stream()
                .filter(receipt -> receipt.partId() == null)
                .map(DeliveryReceipt::externalId)
                .distinct()
                .gather(Gatherers.windowFixed(LOOKUP_BATCH))
                .forEach(unnamed -> withTimeout()
                        .find(and(in(EXTERNAL_MESSAGE_ID, unnamed), ne(ROLE, Role.USER.id())))
                        .projection(Projections.include(EXTERNAL_MESSAGE_ID))
                        .forEach(part ->
                                byExternalId.put(part.getString(EXTERNAL_MESSAGE_ID), new PartId(part.getString(ID)))));
        return receipts.stream()
                .map(receipt -> Optional.ofNullable(receipt.partId())
                        .or(() -> Optional.ofNullable(byExternalId.get(receipt.externalId()))))
                .toList();
    }

    /// For each part, the position of the receipt with the furthest status. The others need no write, and two
    /// writes to one part would conflict.
    private static Map<PartId, Integer> furthest(List<DeliveryReceipt> receipts, List<Optional<PartId>> parts) {
        Map<PartId, Integer> furthest = new LinkedHashMap<>();
        for (int i = 0; i < receipts.size(); i++) {
            if (parts.get(i).isPresent()) {
                furthest.merge(
                        parts.get(i).get(),
                        i,
                        (earlier, later) -> receipts.get(later)
                                        .status()
                                        .supersedes(receipts.get(earlier).status())
                                ? later
                                : earlier);
            }
        }
        return furthest;
    }

    /// Writes the receipts; a status only moves forward.
    ///
    /// @return the positions of the receipts that advanced their part
    private Set<Integer> advance(List<DeliveryReceipt> receipts, Map<PartId, Integer> furthest) {
        Map<PartId, Integer> stale = new LinkedHashMap<>();
        Map<PartId, Integer> duplicates = new LinkedHashMap<>();
        forward(receipts, furthest, true).forEach((id, error) -> {
            boolean isProviderId = error.getMessage().contains(EXTERNAL_MESSAGE_ID);
            (isProviderId ? duplicates : stale).put(id, furthest.get(id));
        });
        // Another message has this provider id; the part's status is written without it.
        forward(receipts, duplicates, false).keySet().forEach(id -> stale.put(id, furthest.get(id)));
        Set<Integer> advanced = new HashSet<>(furthest.values());
        advanced.removeAll(stale.values());
        return advanced;
    }

    /// @param named whether to store the provider's ids of the parts
    /// @return what was skipped: the part exists with the same or a later status, so its insert failed
    private Map<PartId, BulkWriteError> forward(
            List<DeliveryReceipt> receipts, Map<PartId, Integer> furthest, boolean named) {
        List<PartId> parts = List.copyOf(furthest.keySet());
        List<WriteModel<Document>> writes = new ArrayList<>();
        furthest.forEach((id, position) -> writes.add(forward(id, receipts.get(position), named)));
        Map<PartId, BulkWriteError> skipped = new HashMap<>();
        if (!writes.isEmpty()) {
            try {
                withTimeout().bulkWrite(writes, UNORDERED);
            } catch (MongoBulkWriteException e) {
                MongoMessageLog.requireDuplicates(e);
                e.getWriteErrors().forEach(error -> skipped.put(parts.get(error.getIndex()), error));
            }
        }
        return skipped;
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

    /// With a short timeout, since a webhook waits.
    private MongoCollection<Document> withTimeout() {
        return store.messages().withTimeout(RECEIPT_MILLIS, TimeUnit.MILLISECONDS);
    }
}
