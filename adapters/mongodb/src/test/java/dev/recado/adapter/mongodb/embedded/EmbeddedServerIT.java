package dev.recado.adapter.mongodb.embedded;

import static dev.recado.domain.contract.StoreContract.LEASE;
import static dev.recado.domain.contract.StoreContract.NOON;
import static dev.recado.domain.contract.StoreContract.claimed;
import static dev.recado.domain.contract.StoreContract.decision;
import static dev.recado.domain.contract.StoreContract.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.client.model.Filters;
import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.messages.MongoInbox;
import dev.recado.adapter.mongodb.messages.MongoMessageLog;
import dev.recado.adapter.mongodb.mvstore.KeyDataType;
import dev.recado.adapter.mongodb.sessions.MongoSessionStore;
import dev.recado.domain.ConfigurationException;
import dev.recado.domain.conversation.ClaimedConversation;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.Inbox.Appended;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServerIT {
    private static final int BEFORE_THE_KILL = 3_000;
    private static final Path OPEN_FILES = Path.of("/proc/self/fd");

    @TempDir
    Path folder;

    @Test
    void acknowledgedWritesSurviveAKill() throws Exception {
        for (int life = 1; life <= 2; life++) {
            Path store = folder.resolve("life-" + life);
            List<String> acknowledged = appendUntilKilled(store);
            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(BEFORE_THE_KILL);

            try (MongoStore reopened = MongoStore.embedded(store, event -> {})) {
                assertThat(idsIn(reopened)).containsAll(acknowledged);
                assertThatDocumentsAndIndexesAgree(reopened);
            }
        }
    }

    private static List<String> appendUntilKilled(Path store) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        AppendingProcess.class.getName(),
                        store.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> acknowledged = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            String line;
            while ((line = lines.readLine()) != null) {
                acknowledged.add(line);
                if (acknowledged.size() == BEFORE_THE_KILL) {
                    child.toHandle().destroyForcibly();
                }
            }
        } finally {
            child.destroyForcibly();
        }
        assertThat(child.waitFor()).as("killed, not exited").isEqualTo(128 + 9);
        return acknowledged;
    }

    private static List<String> idsIn(MongoStore store) {
        return store.messages().find().map(message -> message.getString("_id")).into(new ArrayList<>());
    }

    private static void assertThatDocumentsAndIndexesAgree(MongoStore store) {
        List<Document> messages = store.messages().find().into(new ArrayList<>());
        try (MongoInbox inbox = new MongoInbox(store)) {
            assertThat(inbox.backlog().waiting()).isEqualTo(messages.size());
        }
        for (Document message : messages.subList(0, 100)) {
            assertThat(store.messages()
                            .find(Filters.eq("external_message_id", message.getString("external_message_id")))
                            .first())
                    .isEqualTo(message);
        }
    }

    @Test
    void aSecondProcessOnTheSameFolderIsRefused() {
        try (EmbeddedServer first = EmbeddedServer.open(folder)) {
            assertThat(first.writeFailure()).isNull();
            assertThatThrownBy(() -> EmbeddedServer.open(folder))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("in use by another process")
                    .hasMessageContaining(folder.toString());
        }
    }

    @Test
    void noOtherProcessCanConnect() throws IOException {
        assumeTrue(Files.isDirectory(OPEN_FILES), "no list of a process's open files here");
        long before = openSockets();
        try (MongoStore store = MongoStore.embedded(folder, event -> {})) {
            store.ping();
            assertThat(openSockets()).isEqualTo(before);
        }
    }

    private static long openSockets() throws IOException {
        long sockets = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(OPEN_FILES)) {
            for (Path file : files) {
                if (Files.isSymbolicLink(file)
                        && Files.readSymbolicLink(file).toString().startsWith("socket:")) {
                    sockets++;
                }
            }
        }
        return sockets;
    }

    @Test
    void aFileInPlaceOfTheFolderIsReported() throws IOException {
        Path file = Files.writeString(folder.resolve("data"), "not a folder");
        assertThatThrownBy(() -> EmbeddedServer.open(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void theFileDoesNotGrowWithEveryWrite() throws Exception {
        int messages = Integer.getInteger("recado.test.messages", 2_000);
        long busy;
        try (MongoStore store = MongoStore.embedded(folder, event -> {})) {
            answerAll(store, messages);
            busy = Files.size(folder.resolve("recado.store"));
        }
        long closed = Files.size(folder.resolve("recado.store"));
        System.out.printf("%d messages answered: %,d bytes when busy, %,d when closed%n", messages, busy, closed);
        assertThat(busy).isLessThan(128L << 20);
        assertThat(closed).isLessThan(Math.max(16L << 20, messages * 2_500L));
        try (MongoStore again = MongoStore.embedded(folder, event -> {})) {
            assertThat(again.messages().countDocuments(Filters.eq("status", "answered")))
                    .isEqualTo(messages);
        }
    }

    @Test
    void aDocumentWithoutAnIndexedFieldCanBeDeleted() {
        try (MongoStore store = MongoStore.embedded(folder, event -> {})) {
            store.messages().insertOne(new Document("_id", "twilio:SM1/0").append("status", "sent"));
            assertThat(store.messages()
                            .deleteOne(new Document("_id", "twilio:SM1/0"))
                            .getDeletedCount())
                    .isEqualTo(1);
            assertThat(store.messages().countDocuments()).isZero();
        }
    }

    @Test
    void openingReadsNoDocumentsEvenWithEmptyIndexes() {
        MongoStore.embedded(folder, event -> {}).close();
        spoil("messages", "twilio:SM1");

        try (MongoStore store = MongoStore.embedded(folder, event -> {})) {
            assertThat(new MongoInbox(store).backlog().waiting()).isZero();
        }
    }

    @Test
    void closingIdleConversationsReadsNoActiveOnes() {
        InboundMessage silent = Messages.text("SM1", "+15550000001", "hola", NOON);
        InboundMessage lively = Messages.text("SM2", "+15550000002", "hola", NOON.plusSeconds(60));
        try (MongoStore store = MongoStore.embedded(folder, event -> {})) {
            MongoSessionStore sessions = new MongoSessionStore(store, "one", 20);
            for (InboundMessage message : List.of(silent, lively)) {
                ClaimedConversation claim = claimed(sessions.claim(message, message.receivedAt(), LEASE))
                        .conversation();
                sessions.release(claim, null, message.receivedAt());
            }
        }
        spoil("whatsapp_sessions", lively.conversationId().toString());

        try (MongoStore store = MongoStore.embedded(folder, event -> {})) {
            assertThat(new MongoSessionStore(store, "one", 20)
                            .closeSilent(NOON.plusSeconds(30), NOON.plusSeconds(90), 10))
                    .extracting(BusinessEvent::conversationId)
                    .containsExactly(silent.conversationId());
        }
    }

    /// Replaces a document with unreadable bytes.
    private void spoil(String collection, String id) {
        try (MVStore store = MVStore.open(folder.resolve("recado.store").toString())) {
            byte[] noDocument = {1, 2, 3};
            store.openMap(
                            "documents.recado." + collection,
                            new MVMap.Builder<Object, byte[]>()
                                    .keyType(KeyDataType.INSTANCE)
                                    .valueType(ByteArrayDataType.INSTANCE))
                    .put(id, noDocument);
        }
    }

    @Test
    void aFileOfAnotherFormatStaysUnchanged() throws IOException {
        Path file = folder.resolve("recado.store");
        try (MVStore other = MVStore.open(file.toString())) {
            other.openMap("documents.recado.messages").put("one", "in another form");
        }
        byte[] before = Files.readAllBytes(file);

        assertThatThrownBy(() -> EmbeddedServer.open(folder))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("another version")
                .hasMessageContaining(folder.toString());

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    private static void answerAll(MongoStore store, int messages) throws Exception {
        MongoSessionStore sessions = new MongoSessionStore(store, "one", 20);
        MongoMessageLog log = new MongoMessageLog(store, (id, page) -> List.of());
        try (MongoInbox inbox = new MongoInbox(store);
                ExecutorService threads = Executors.newFixedThreadPool(32)) {
            List<Callable<Appended>> work = new ArrayList<>();
            for (int i = 0; i < messages; i++) {
                InboundMessage message = Messages.text(
                        "SM" + i, "+1555" + (1_000_000 + i % 997), "¿a qué hora abren?", NOON.plusMillis(i));
                work.add(() -> {
                    Appended appended = inbox.append(message);
                    ClaimedConversation claim =
                            claimed(sessions.claim(message, NOON, LEASE)).conversation();
                    sessions.commit(claim, decision(message, "Abrimos de lunes a sábado, de 9 a 20 h."));
                    log.record(
                            List.of(sent(Messages.part(message, 0, 1, "Abrimos."), "SMout" + message.externalId())),
                            List.of(message.id()),
                            NOON);
                    sessions.release(claim, null, NOON);
                    return appended;
                });
            }
            for (Future<Appended> done : threads.invokeAll(work)) {
                assertThat(done.get()).isEqualTo(Appended.STORED);
            }
            assertThat(inbox.backlog().waiting()).isZero();
        }
    }
}
