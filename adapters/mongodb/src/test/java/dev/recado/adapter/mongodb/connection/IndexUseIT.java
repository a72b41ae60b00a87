package dev.recado.adapter.mongodb.connection;

import static dev.recado.domain.contract.StoreContract.NOON;
import static dev.recado.domain.people.AuditEntry.Action.LOGGED_IN;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ExplainVerbosity;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import dev.recado.adapter.mongodb.TestServers;
import dev.recado.adapter.mongodb.documents.MessageDocuments;
import dev.recado.adapter.mongodb.documents.SessionDocuments;
import dev.recado.adapter.mongodb.messages.MongoInbox;
import dev.recado.adapter.mongodb.messages.MongoMessageLog;
import dev.recado.adapter.mongodb.people.MongoAuditLog;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.message.Author;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.people.AuditEntry;
import dev.recado.domain.people.AuditLog;
import dev.recado.domain.people.AuditLog.Filter;
import dev.recado.domain.requirement.Requirement;
import dev.recado.domain.requirement.Requires;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Tests on a real MongoDB that only waiting messages are read to find them, and no history. Skipped where
/// there is none.
@Requires(Requirement.MONGODB)
class IndexUseIT {
    private static final String ANA = "+15550000001";
    private static final int HISTORY = 2_000;
    private static final int WAITING = 5;
    private static String uri;

    @BeforeAll
    static void find() throws IOException {
        uri = TestServers.real();
    }

    @Test
    void waitingMessagesAreFoundWithoutReadingTheHistory() {
        AtomicReference<@Nullable BsonDocument> asked = new AtomicReference<>();
        CommandListener listener = noting(asked);
        try (MongoStore store = MongoStore.server(
                        TestServers.withDatabase(uri, "plans" + System.nanoTime()), event -> {}, listener);
                MongoInbox inbox = new MongoInbox(store)) {
            List<InboundMessage> all = IntStream.range(0, HISTORY)
                    .mapToObj(i -> Messages.text("SM" + i, ANA, "n" + i, NOON.plusMillis(i)))
                    .toList();
            store.messages()
                    .insertMany(all.stream().map(MessageDocuments::inbound).toList());
            List<MessageId> answered = all.subList(WAITING, HISTORY).stream()
                    .map(InboundMessage::id)
                    .toList();
            new MongoMessageLog(store, (id, page) -> List.of()).record(List.of(), answered, NOON);

            assertThat(inbox.waiting(all.getFirst().conversationId(), 51)).hasSize(WAITING);
            assertReadsOnlyWhatWaits(store.messages(), Objects.requireNonNull(asked.get()));

            assertThat(inbox.unanswered(NOON.plusSeconds(60), 500)).hasSize(WAITING);
            assertReadsOnlyWhatWaits(store.messages(), Objects.requireNonNull(asked.get()));
            store.database().drop();
        }
    }

    private static CommandListener noting(AtomicReference<@Nullable BsonDocument> asked) {
        return new CommandListener() {
            @Override
            public void commandStarted(CommandStartedEvent event) {
                if (event.getCommandName().equals("find")) {
                    asked.set(event.getCommand().clone());
                }
            }
        };
    }

    @Test
    void aPageOfTheAuditRecordIsReadWithoutTheOthers() {
        AtomicReference<@Nullable BsonDocument> asked = new AtomicReference<>();
        try (MongoStore store = MongoStore.server(
                TestServers.withDatabase(uri, "audit" + System.nanoTime()), event -> {}, noting(asked))) {
            MongoAuditLog log = new MongoAuditLog(store);
            for (int i = 0; i < HISTORY; i++) {
                Author who = new Author("p" + i % 2, "P");
                log.add(new AuditEntry(
                        "e%04d".formatted(i), NOON.plusSeconds(i / 3), who, LOGGED_IN, "s" + i % 2, Map.of()));
            }
            AuditLog.Place middle = new AuditLog.Place(NOON.plusSeconds(HISTORY / 6), "e1000");
            for (Filter filter : List.of(Filter.ALL, new Filter("p1", null, null), new Filter(null, null, "s1"))) {
                assertThat(log.list(filter, WAITING, null)).hasSize(WAITING);
                assertReadsOnly(store, Objects.requireNonNull(asked.get()), 0);
                assertThat(log.list(filter, WAITING, middle)).hasSize(WAITING);
                assertReadsOnly(store, Objects.requireNonNull(asked.get()), 3);
            }
            store.database().drop();
        }
    }

    /// @param more entries of the same moment that the page before held
    private static void assertReadsOnly(MongoStore store, BsonDocument find, int more) {
        assertReadsOnly(store.database().getCollection("audit"), find, WAITING + more);
    }

    private static void assertReadsOnlyWhatWaits(MongoCollection<Document> messages, BsonDocument find) {
        assertReadsOnly(messages, find, WAITING);
    }

    private static void assertReadsOnly(MongoCollection<Document> messages, BsonDocument find, int most) {
        Document plan = messages.find(find.getDocument("filter"))
                .sort(find.getDocument("sort"))
                .limit(find.getInt32("limit").getValue())
                .explain(ExplainVerbosity.EXECUTION_STATS);
        Document done = plan.get("executionStats", Document.class);
        assertThat(done.getInteger("totalDocsExamined")).isBetween(WAITING, most);
        assertThat(done.getInteger("totalKeysExamined")).isLessThanOrEqualTo(most + 1);
        assertThat(plan.get("queryPlanner", Document.class)
                        .get("winningPlan", Document.class)
                        .toJson())
                .as("the index gives the order")
                .doesNotContain("\"SORT\"");
    }

    @Test
    void aDifferentIndexIsReportedAndTheOthersAreCreated() {
        try (MongoClient client = MongoClients.create(uri)) {
            MongoDatabase database = client.getDatabase("schema" + System.nanoTime());
            MongoCollection<Document> sessions = database.getCollection(SessionDocuments.COLLECTION);
            sessions.createIndex(Indexes.ascending(SessionDocuments.WA_ID), new IndexOptions().sparse(true));

            assertThat(Schema.create(database))
                    .singleElement()
                    .asString()
                    .startsWith(SessionDocuments.COLLECTION + " {\"" + SessionDocuments.WA_ID + "\": 1}: Index");

            assertThat(sessions.listIndexes())
                    .extracting(index ->
                            index.get("key", Document.class).keySet().iterator().next())
                    .contains(SessionDocuments.UPDATED_AT, SessionDocuments.STATUS, SessionDocuments.HAPPENED_FIRST);
            assertThat(Schema.create(database)).as("a repeat").hasSize(1);
            database.drop();
        }
    }
}
