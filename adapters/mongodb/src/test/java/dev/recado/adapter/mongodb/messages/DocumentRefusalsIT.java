package dev.recado.adapter.mongodb.messages;

import static dev.recado.domain.contract.StoreContract.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.WriteError;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.bulk.WriteConcernError;
import dev.recado.adapter.mongodb.TestServers;
import dev.recado.adapter.mongodb.connection.DocumentRefusals;
import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.documents.MessageDocuments;
import dev.recado.domain.EntryRefusedException;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.message.DeliveryReceipt;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.Inbox.Appended;
import dev.recado.domain.requirement.Requirement;
import dev.recado.domain.requirement.Requires;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentRefusalsIT {
    private static final ServerAddress SERVER = new ServerAddress();

    @TempDir
    Path folder;

    private static MongoBulkWriteException bulk(int code, boolean concern) {
        return new MongoBulkWriteException(
                BulkWriteResult.acknowledged(0, 0, 0, 0, List.of(), List.of()),
                List.of(new BulkWriteError(code, "+15550000001", new BsonDocument(), 0)),
                concern ? new WriteConcernError(64, "slow", "waited", new BsonDocument()) : null,
                SERVER,
                Set.of());
    }

    private static MongoCommandException command(int code) {
        return new MongoCommandException(BsonDocument.parse("{ok: 0, code: " + code + ", errmsg: 'no'}"), SERVER);
    }

    @Test
    void aValidationFailureIsARefusalWithoutPersonalData() {
        assertThat(DocumentRefusals.in(bulk(121, false)))
                .hasValueSatisfying(refused ->
                        assertThat(refused).hasMessageContaining("validation").hasMessageNotContaining("555"));
        assertThat(DocumentRefusals.in(bulk(10334, false))).isPresent();
        assertThat(DocumentRefusals.in(command(121))).isPresent();
        assertThat(DocumentRefusals.in(
                        new MongoWriteException(new WriteError(121, "no", new BsonDocument()), SERVER, Set.of())))
                .isPresent();
    }

    /// A full disk, a quota, too many requests, a primary that steps down, a duplicate key: all are temporary.
    @ParameterizedTest
    @ValueSource(ints = {14031, 8000, 16500, 10107, 11600, 11000, 1})
    void temporaryFailuresAreNotRefusals(int code) {
        assertThat(DocumentRefusals.in(bulk(code, false))).isEmpty();
        assertThat(DocumentRefusals.in(command(code))).isEmpty();
    }

    @Test
    void unknownFailuresAreNotRefusals() {
        assertThat(DocumentRefusals.in(bulk(121, true))).isEmpty();
        assertThat(DocumentRefusals.in(command(2))).isEmpty();
        assertThat(DocumentRefusals.in(new IllegalStateException("a bug"))).isEmpty();
    }

    @Test
    void aDocumentThatCannotBeEncodedFailsAloneAndStopsNoWriter() {
        try (MongoStore store = MongoStore.embedded(folder, event -> {});
                BatchInserter inserts = new BatchInserter(store.messages(), store.circuitBreaker())) {
            for (int i = 0; i < 5; i++) {
                assertThat(inserts.insertAll(List.of(
                                new Document("_id", "a" + i),
                                new Document("_id", "b" + i).append("what", new Object()),
                                new Document("_id", "c" + i))))
                        .containsExactly(Optional.of(Appended.STORED), Optional.empty(), Optional.of(Appended.STORED));
            }
            assertThatThrownBy(() -> inserts.insert(new Document("_id", "x").append("what", new Object())))
                    .isInstanceOf(EntryRefusedException.class)
                    .hasMessageContaining("cannot be sent");
            assertThat(store.circuitBreaker().isOpen()).isFalse();
        }
    }

    @Test
    @Requires(Requirement.MONGODB)
    void aServersValidationRuleRefusesTheMessageAndTheReceiptThatBreakIt() throws IOException {
        String uri = TestServers.withDatabase(TestServers.real(), "refused" + System.nanoTime());
        try (MongoStore store = MongoStore.server(uri, event -> {});
                MongoInbox inbox = new MongoInbox(store)) {
            store.database()
                    .runCommand(new Document("collMod", MessageDocuments.COLLECTION)
                            .append("validator", Document.parse("{_id: {$nin: ['twilio:SM1', 'twilio:SM2/0']}}")));
            InboundMessage message = Messages.text("SM1", "+15550000001", "hola", NOON);

            assertThatThrownBy(() -> inbox.append(message))
                    .isInstanceOf(EntryRefusedException.class)
                    .hasMessageContaining("121");
            assertThat(inbox.append(Messages.text("SM2", "+15550000001", "hola", NOON)))
                    .isEqualTo(Appended.STORED);
            assertThatThrownBy(() -> new MongoMessageLog(store, (id, page) -> List.of())
                            .apply(new DeliveryReceipt(
                                    Channel.TWILIO,
                                    "SM9",
                                    new PartId("twilio:SM2/0"),
                                    DeliveryStatus.DELIVERED,
                                    null,
                                    null,
                                    NOON)))
                    .isInstanceOf(EntryRefusedException.class);
            assertThat(store.circuitBreaker().isOpen()).isFalse();
        }
    }
}
