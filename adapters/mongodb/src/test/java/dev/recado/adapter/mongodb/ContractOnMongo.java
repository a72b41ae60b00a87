package dev.recado.adapter.mongodb;

import dev.recado.domain.contract.InboxContract;
import dev.recado.domain.contract.MessageLogContract;
import dev.recado.domain.contract.SessionStoreContract;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;

/// The store contracts on a server that speaks MongoDB's protocol; each test has a database of its own.
abstract class ContractOnMongo implements InboxContract, SessionStoreContract, MessageLogContract {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final String database = getClass().getSimpleName() + DATABASES.incrementAndGet();
    private final View one = new View("process-1");
    private final View other = new View("process-2");

    /// Where the server is.
    abstract String uri();

    private final class View {
        private final MongoStore store;
        private final MongoInbox inbox;
        private final Stores stores;

        View(String owner) {
            store = MongoStore.server(TestServers.withDatabase(uri(), database), event -> {});
            inbox = new MongoInbox(store);
            stores = new Stores(inbox, new MongoSessionStore(store, owner, 40), new MongoMessageLog(store));
        }

        void close() {
            inbox.close();
            store.close();
        }
    }

    @Override
    public Stores stores() {
        return one.stores;
    }

    @Override
    public Stores otherProcess() {
        return other.stores;
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
    }
}
