package dev.recado.adapter.mongodb.messages;

import static dev.recado.domain.contract.StoreContract.LEASE;
import static dev.recado.domain.contract.StoreContract.NOON;
import static dev.recado.domain.contract.StoreContract.claimed;
import static dev.recado.domain.contract.StoreContract.decision;
import static dev.recado.domain.contract.StoreContract.sent;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import dev.recado.adapter.mongodb.TestServers;
import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.records.MongoEventLog;
import dev.recado.adapter.mongodb.sessions.MongoSessionStore;
import dev.recado.domain.conversation.ClaimedConversation;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.Inbox.Appended;
import dev.recado.domain.requirement.Requirement;
import dev.recado.domain.requirement.Requires;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundTripsIT {
    @TempDir
    Path folder;

    private final ConcurrentLinkedQueue<String> commands = new ConcurrentLinkedQueue<>();

    private final CommandListener listener = new CommandListener() {
        @Override
        public void commandStarted(CommandStartedEvent event) {
            commands.add(event.getCommandName());
        }
    };

    private static void answerOne(MongoStore store, MongoInbox inbox, String externalId) {
        MongoSessionStore sessions = new MongoSessionStore(store, "one", 20);
        InboundMessage message = Messages.text(externalId, "+15550000001", "hola", NOON);
        inbox.append(message);
        ClaimedConversation claim =
                claimed(sessions.claim(message, NOON, LEASE)).conversation();
        assertThat(inbox.waiting(message.conversationId(), 51)).containsExactly(message);
        sessions.commit(claim, decision(message, "¡Hola!"));
        new MongoMessageLog(store, (id, page) -> List.of())
                .record(
                        List.of(
                                sent(Messages.part(message, 0, 2, "¡Hola!"), externalId + "a"),
                                sent(Messages.part(message, 1, 2, "¿Qué tal?"), externalId + "b")),
                        List.of(message.id()),
                        NOON);
        sessions.release(claim, null, NOON);
    }

    @Test
    void anAnsweredMessageTakesSixRoundTrips() {
        try (MongoStore store = MongoStore.embedded(folder, event -> {}, listener);
                MongoInbox inbox = new MongoInbox(store)) {
            assertSixTripsEach(store, inbox);
        }
    }

    @Test
    @Requires(Requirement.MONGODB)
    void anAnsweredMessageTakesSixRoundTripsToAServer() throws IOException {
        String uri = TestServers.withDatabase(TestServers.real(), "trips" + System.nanoTime());
        try (MongoStore store = MongoStore.server(uri, event -> {}, listener);
                MongoInbox inbox = new MongoInbox(store)) {
            assertSixTripsEach(store, inbox);
        }
    }

    private void assertSixTripsEach(MongoStore store, MongoInbox inbox) {
        for (String externalId : List.of("SM1", "SM2")) {
            commands.clear();
            answerOne(store, inbox, externalId);
            assertThat(commands)
                    .as("a user's first message and the next alike")
                    .containsExactly("insert", "findAndModify", "find", "update", "update", "update");
        }
    }

    @Test
    void eventsOfManyTurnsTakeTwoRoundTrips() {
        try (MongoStore store = MongoStore.embedded(folder, event -> {}, listener)) {
            MongoSessionStore sessions = new MongoSessionStore(store, "one", 20);
            List<BusinessEvent> told = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                InboundMessage message = Messages.text("SM" + i, "+1555%07d".formatted(i), "hola", NOON);
                ClaimedConversation claim =
                        claimed(sessions.claim(message, NOON, LEASE)).conversation();
                BusinessEvent event = BusinessEvent.of(
                        BusinessEvent.Type.MESSAGE_RECEIVED, message.id().value(), claim.id(), NOON, Map.of());
                sessions.release(claim, null, List.of(event), NOON);
                told.add(event);
            }
            commands.clear();

            assertThat(new MongoEventLog(store, true).record(told)).hasSize(100);

            assertThat(commands).containsExactly("insert", "update");
            assertThat(new MongoEventLog(store, true).unrecorded(500)).isEmpty();
        }
    }

    @Test
    void fiftyConcurrentDeliveriesShareRoundTrips() throws Exception {
        try (MongoStore store = MongoStore.embedded(folder, event -> {}, listener);
                MongoInbox inbox = new MongoInbox(store);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            commands.clear();
            Callable<Appended> delivery = () -> inbox.append(Messages.text("SM1", "+15550000001", "hola", NOON));
            List<Appended> appended = new ArrayList<>();
            for (Future<Appended> done : threads.invokeAll(Collections.nCopies(50, delivery))) {
                appended.add(done.get());
            }
            assertThat(appended).containsOnlyOnce(Appended.STORED).hasSize(50);
            assertThat(commands).hasSizeLessThan(25).containsOnly("insert");
        }
    }
}
