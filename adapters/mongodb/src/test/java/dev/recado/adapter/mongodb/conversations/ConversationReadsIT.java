package dev.recado.adapter.mongodb.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ExplainVerbosity;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import dev.recado.adapter.mongodb.TestServers;
import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.mvstore.KeyDataType;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.handoff.ConversationFilter;
import dev.recado.domain.handoff.ConversationFilter.Assigned;
import dev.recado.domain.handoff.ConversationList.Order;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.people.Caller;
import dev.recado.domain.requirement.Requirement;
import dev.recado.domain.requirement.Requires;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.Document;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests that a page of the list or of a thread reads what is on it, however much else is stored.
class ConversationReadsIT {
    private static final int STORED = 600;
    private static final int PAGE = 5;
    /// More than a row of the list reads.
    private static final int OLD_MESSAGES = 7;
    private static final ConversationFilter ALL = ConversationFilter.all(Caller.OPERATOR);

    @TempDir
    Path folder;

    private static ConversationId conversation(int i) {
        return Messages.text("SM", ManyConversations.number(i), "", ManyConversations.NOON)
                .conversationId();
    }

    private static ConversationFilter only(Assigned assigned, @Nullable String label) {
        return new ConversationFilter(Set.of(), assigned, label, null, false, Caller.OPERATOR);
    }

    private static void readPages(MongoConversationList list) {
        assertThat(list.conversations(ALL, Order.ACTIVITY, PAGE, null).items()).hasSize(PAGE);
        assertThat(list.conversations(ALL, Order.WAITING, PAGE, null).items()).hasSize(PAGE);
        assertThat(list.conversations(
                                only(new Assigned.Person(ManyConversations.PERSON), null), Order.ACTIVITY, PAGE, null)
                        .items())
                .hasSize(PAGE);
        assertThat(list.conversations(only(new Assigned.Anybody(), "vip"), Order.ACTIVITY, PAGE, null)
                        .items())
                .hasSize(PAGE);
        assertThat(list.thread(conversation(STORED - 1), PAGE, null).items()).hasSize(PAGE);
    }

    /// Documents that cannot be read stand in for those that are not to be read.
    @Test
    void theEmbeddedStoreReadsNoDocumentThatIsNotOnThePage() {
        try (MongoStore store = MongoStore.embedded(folder, event -> {})) {
            ManyConversations.fill(store, STORED);
        }
        spoil(
                "whatsapp_sessions",
                // neither among the newest of a status, a person or a label, nor among those that wait the longest
                IntStream.range(150, 450)
                        .filter(i -> i % 100 != 0)
                        .mapToObj(i -> conversation(i).toString()));
        spoil("messages", IntStream.range(0, OLD_MESSAGES).mapToObj(m -> "twilio:SM" + (STORED - 1) + "-" + m));

        try (MongoStore store = MongoStore.embedded(folder, event -> {})) {
            readPages(new MongoConversationList(store));
        }
    }

    private void spoil(String collection, Stream<String> ids) {
        byte[] noDocument = {1, 2, 3};
        try (MVStore store = MVStore.open(folder.resolve("recado.store").toString())) {
            MVMap<Object, byte[]> documents = store.openMap(
                    "documents.recado." + collection,
                    new MVMap.Builder<Object, byte[]>()
                            .keyType(KeyDataType.INSTANCE)
                            .valueType(ByteArrayDataType.INSTANCE));
            ids.forEach(id -> documents.put(id, noDocument));
        }
    }

    @Test
    @Requires(Requirement.MONGODB)
    void theServerExaminesNoDocumentThatIsNotOnThePage() throws IOException {
        List<BsonDocument> asked = new CopyOnWriteArrayList<>();
        CommandListener listener = new CommandListener() {
            @Override
            public void commandStarted(CommandStartedEvent event) {
                if (event.getCommandName().equals("find")) {
                    asked.add(event.getCommand().clone());
                }
            }
        };
        try (MongoStore store = MongoStore.server(
                TestServers.withDatabase(TestServers.real(), "lists" + System.nanoTime()), event -> {}, listener)) {
            ManyConversations.fill(store, STORED);
            readPages(new MongoConversationList(store));
            List<BsonDocument> finds = List.copyOf(asked);
            assertThat(finds).isNotEmpty();
            finds.forEach(find -> assertIsBounded(store, find));
            store.database().drop();
        }
    }

    private static void assertIsBounded(MongoStore store, BsonDocument find) {
        BsonDocument sort = find.getDocument("sort", new BsonDocument());
        int limit = find.containsKey("limit") ? find.getNumber("limit").intValue() : 0;
        Document plan = store.database()
                .getCollection(find.getString("find").getValue())
                .find(find.getDocument("filter"))
                .sort(sort)
                .limit(limit)
                .explain(ExplainVerbosity.EXECUTION_STATS);
        assertThat(plan.get("executionStats", Document.class).getInteger("totalDocsExamined"))
                .as(find.toJson())
                .isLessThanOrEqualTo(Math.abs(limit) + 1);
        assertThat(plan.get("queryPlanner", Document.class)
                        .get("winningPlan", Document.class)
                        .toJson())
                .as("the index gives the order: %s", find.toJson())
                .doesNotContain("\"SORT\"");
    }
}
