package dev.recado.adapter.mongodb.embedded;

import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.messages.MongoInbox;
import dev.recado.adapter.mongodb.sessions.MongoSessionStore;
import dev.recado.domain.contract.StoreContract;
import dev.recado.domain.conversation.SessionStore.Claim;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.message.InboundMessage;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/// A process that stores messages from many threads and prints the id of each when it is acknowledged, until it
/// is killed. Every tenth message is also answered, so that updates are under way when the kill comes.
final class AppendingProcess {
    private static final int THREADS = 24;

    private AppendingProcess() {}

    public static void main(String[] args) throws InterruptedException {
        PrintStream out = System.out;
        MongoStore store = MongoStore.embedded(Path.of(args[0]), event -> {});
        MongoInbox inbox = new MongoInbox(store);
        MongoSessionStore sessions = new MongoSessionStore(store, "killed", 20);
        AtomicInteger next = new AtomicInteger();
        Thread[] threads = new Thread[THREADS];
        for (int i = 0; i < THREADS; i++) {
            threads[i] = Thread.ofVirtual().start(() -> {
                while (true) {
                    int n = next.incrementAndGet();
                    InboundMessage message =
                            Messages.text("SM" + n, "+1555" + (1_000_000 + n % 500), "hola " + n, StoreContract.NOON);
                    inbox.append(message);
                    out.println(message.id());
                    if (n % 10 == 0) {
                        answer(sessions, message);
                    }
                }
            });
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void answer(MongoSessionStore sessions, InboundMessage message) {
        if (sessions.claim(message, StoreContract.NOON, StoreContract.LEASE) instanceof Claim.Claimed claimed) {
            sessions.commit(claimed.conversation(), StoreContract.decision(message, "¡Hola!"));
            sessions.release(claimed.conversation(), null, StoreContract.NOON);
        }
    }
}
