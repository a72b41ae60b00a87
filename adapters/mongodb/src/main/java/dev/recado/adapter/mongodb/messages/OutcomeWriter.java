package dev.recado.adapter.mongodb.messages;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.EXTERNAL_MESSAGE_ID;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.ID;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.SENT_AT;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.WAITING_SINCE;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.date;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.documents.MessageDocuments;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.message.Failure;
import dev.recado.domain.message.PartOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes the outcome of an answer in one round trip: its parts, and the messages that it closes.
record OutcomeWriter(
        MongoStore store,
        List<PartOutcome> outcomes,
        List<MessageId> answered,
        @Nullable Failure failure,
        Instant now) {
    private static final Logger LOG = LoggerFactory.getLogger(OutcomeWriter.class);
    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);
    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    /// Writes all. Retries once when a receipt was written at the same moment. A part whose provider id belongs
    /// to another message is written without that id, because the conversation must not be blocked by it.
    boolean write() {
        if (tryWrite(true)) {
            return true;
        }
        if (tryWrite(true)) {
            return true;
        }
        LOG.warn("[OUT] the provider gave a part an id that another message has: the part is kept without it");
        if (!tryWrite(false)) {
            store.messages().bulkWrite(writes(false), UNORDERED);
        }
        return true;
    }

    /// @return false when a key existed already
    private boolean tryWrite(boolean named) {
        try {
            store.messages().bulkWrite(writes(named), UNORDERED);
            return true;
        } catch (MongoBulkWriteException e) {
            MongoMessageLog.requireDuplicates(e);
            return false;
        }
    }

    /// @param named whether to store the provider's ids of the parts
    private List<WriteModel<Document>> writes(boolean named) {
        List<WriteModel<Document>> writes = new ArrayList<>();
        for (PartOutcome outcome : outcomes) {
            String id = outcome.message().id().value();
            writes.add(new UpdateOneModel<>(
                    eq(ID, id),
                    new Document("$set", known(outcome, named)).append("$setOnInsert", state(outcome)),
                    UPSERT));
            writes.add(new UpdateOneModel<>(
                    and(eq(ID, id), MongoMessageLog.supersededBy(outcome.status())),
                    new Document("$set", state(outcome))));
        }
        for (MessageId id : answered) {
            writes.add(new UpdateOneModel<>(
                    and(eq(ID, id.value()), exists(WAITING_SINCE)),
                    new Document("$set", MessageDocuments.closing(failure, now))
                            .append("$unset", new Document(WAITING_SINCE, ""))));
        }
        return writes;
    }

    private static Document known(PartOutcome outcome, boolean named) {
        Document known = MessageDocuments.part(outcome.message(), outcome.at());
        String externalId = outcome.externalId();
        if (named && externalId != null && !externalId.isEmpty()) {
            known.append(EXTERNAL_MESSAGE_ID, externalId);
        }
        return switch (outcome.status()) {
            case SENT, DELIVERED, READ -> known.append(SENT_AT, date(outcome.at()));
            case QUEUED, HELD, UNKNOWN, SENDING, FAILED -> known;
        };
    }

    private static Document state(PartOutcome outcome) {
        return MongoMessageLog.state(outcome.status(), outcome.errorCode(), outcome.errorText());
    }
}
