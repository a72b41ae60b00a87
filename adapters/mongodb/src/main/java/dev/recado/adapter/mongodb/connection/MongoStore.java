package dev.recado.adapter.mongodb.connection;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.event.CommandListener;
import dev.recado.adapter.mongodb.documents.MessageDocuments;
import dev.recado.adapter.mongodb.documents.SessionDocuments;
import dev.recado.adapter.mongodb.embedded.EmbeddedServer;
import dev.recado.domain.ConfigurationException;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.event.Event;
import dev.recado.domain.event.EventSink;
import io.micronaut.data.exceptions.DataAccessException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.codecs.configuration.CodecRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The connection to the store: a MongoDB server, or the one embedded in this process. Thread-safe.
public final class MongoStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MongoStore.class);
    private static final String DATABASE = "recado";
    private static final int POOL = 64;
    /// Fewer than connections, so that a webhook's append always finds a free one.
    private static final int MAX_CONCURRENT = 32;
    private static final int PERMIT_CHECKS = 50;
    private static final long PERMIT_CHECK_MILLIS = 200;
    private static final long SELECTION_MILLIS = 2_000;
    private static final int CONNECT_MILLIS = 2_000;
    private static final long PING_MILLIS = 1_500;
    private static final int READ_MILLIS = 10_000;

    private final @Nullable EmbeddedServer embedded;
    private final MongoClient client;
    private final MongoDatabase database;
    private final EventSink events;
    private final StoreAvailability availability;
    private final AtomicBoolean prepared = new AtomicBoolean();
    private final Semaphore permits = new Semaphore(MAX_CONCURRENT, true);
    private final StoreCircuitBreaker circuitBreaker;

    private MongoStore(
            @Nullable EmbeddedServer embedded,
            MongoClient client,
            MongoDatabase database,
            EventSink events,
            StoreAvailability availability) {
        this.embedded = embedded;
        this.client = client;
        this.database = database;
        this.events = events;
        this.availability = availability;
        this.circuitBreaker = new StoreCircuitBreaker(this::pingAndPrepare, availability.observing(events));
    }

    /// Connects to a server. An unreachable one does not stop the start: it counts as gone until it answers.
    ///
    /// @throws ConfigurationException when the URI is invalid
    public static MongoStore server(String uri, CodecRegistry codecs, EventSink events, CommandListener... listeners) {
        ConnectionString connection = parsed(uri);
        String name = connection.getDatabase();
        StoreAvailability availability = new StoreAvailability();
        MongoClientSettings settings = settings(connection, WriteConcern.MAJORITY.withJournal(true), codecs, listeners);
        MongoClient client = MongoClients.create(MongoClientSettings.builder(settings)
                .applyToClusterSettings(cluster -> cluster.addClusterListener(availability))
                .build());
        return new MongoStore(null, client, client.getDatabase(name == null ? DATABASE : name), events, availability)
                .connected();
    }

    private static ConnectionString parsed(String uri) {
        try {
            return new ConnectionString(uri);
        } catch (IllegalArgumentException _) {
            // Without the cause: the driver's message repeats parts of the URI, which may hold a password.
            throw new ConfigurationException(
                    "MONGODB_URI is not a MongoDB connection string, as mongodb://host/recado");
        }
    }

    /// Connects to an open embedded store, which is closed together with this.
    public static MongoStore embedded(
            EmbeddedServer server, CodecRegistry codecs, EventSink events, CommandListener... listeners) {
        ConnectionString name = new ConnectionString("mongodb://embedded");
        MongoClient client = server.client(settings(name, WriteConcern.ACKNOWLEDGED, codecs, listeners));
        return new MongoStore(server, client, client.getDatabase(DATABASE), events, new StoreAvailability())
                .connected();
    }

    private static MongoClientSettings settings(
            ConnectionString connection, WriteConcern concern, CodecRegistry codecs, CommandListener... listeners) {
        Integer selection = connection.getServerSelectionTimeout();
        Integer connect = connection.getConnectTimeout();
        Integer read = connection.getSocketTimeout();
        Integer pool = connection.getMaxConnectionPoolSize();
        MongoClientSettings.Builder settings = MongoClientSettings.builder()
                .applyConnectionString(connection)
                .applicationName("recado")
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(
                        selection == null ? SELECTION_MILLIS : selection, TimeUnit.MILLISECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout(
                                connect == null ? CONNECT_MILLIS : connect, TimeUnit.MILLISECONDS)
                        .readTimeout(read == null ? READ_MILLIS : read, TimeUnit.MILLISECONDS))
                .applyToConnectionPoolSettings(pooled ->
                        pooled.maxSize(pool == null ? POOL : pool).maxWaitTime(SELECTION_MILLIS, TimeUnit.MILLISECONDS))
                .codecRegistry(CodecRegistries.fromRegistries(codecs, MongoClientSettings.getDefaultCodecRegistry()))
                .writeConcern(concern);
        for (CommandListener listener : listeners) {
            settings.addCommandListener(listener);
        }
        return settings.build();
    }

    private MongoStore connected() {
        try {
            // The embedded store is always reachable, and at most slow while the machine is busy.
            ping(embedded == null ? PING_MILLIS : READ_MILLIS);
            prepare();
        } catch (MongoException e) {
            circuitBreaker.gone(e.getClass().getSimpleName());
        }
        return this;
    }

    /// Without codecs for the repositories: documents only.
    public static MongoStore server(String uri, EventSink events, CommandListener... listeners) {
        return server(uri, MongoClientSettings.getDefaultCodecRegistry(), events, listeners);
    }

    /// Connects to an open embedded store, without codecs for the repositories: documents only.
    public static MongoStore embedded(EmbeddedServer server, EventSink events, CommandListener... listeners) {
        return embedded(server, MongoClientSettings.getDefaultCodecRegistry(), events, listeners);
    }

    /// Opens the embedded store in a folder, without codecs for the repositories: documents only.
    ///
    /// @throws ConfigurationException when the folder cannot be used; the message names it and says what to do
    public static MongoStore embedded(Path folder, EventSink events, CommandListener... listeners) {
        return embedded(EmbeddedServer.open(folder), events, listeners);
    }

    /// `embedded` or `server`.
    String kind() {
        return embedded == null ? "server" : "embedded";
    }

    public @Nullable EmbeddedServer embedded() {
        return embedded;
    }

    public MongoClient client() {
        return client;
    }

    public MongoDatabase database() {
        return database;
    }

    public MongoCollection<Document> messages() {
        return database.getCollection(MessageDocuments.COLLECTION);
    }

    public MongoCollection<Document> sessions() {
        return database.getCollection(SessionDocuments.COLLECTION);
    }

    public MongoCollection<Document> contacts() {
        return database.getCollection(Schema.CONTACTS);
    }

    /// Runs an operation on the store and publishes how long it took. A limited number run at once; others wait
    /// for a permit.
    ///
    /// @throws PortUnavailableException for whatever the driver throws, when no permit is free in time, and at
    /// once while the store is gone; a retry may help
    /// @throws dev.recado.domain.EntryRefusedException for a document that the store refuses; a retry does not
    /// help
    public <T> T call(String operation, Supplier<T> work) {
        awaitPermit(operation);
        try {
            return first(operation, work);
        } finally {
            permits.release();
        }
    }

    private void awaitPermit(String operation) {
        try {
            for (int i = 0; i < PERMIT_CHECKS; i++) {
                circuitBreaker.check(operation);
                if (permits.tryAcquire(PERMIT_CHECK_MILLIS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
            throw new PortUnavailableException("the store is too busy for " + operation);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PortUnavailableException("interrupted before " + operation, e);
        }
    }

    /// Runs an operation without waiting for a permit: for the inbox, whose appends are grouped into one write at
    /// a time.
    public <T> T first(String operation, Supplier<T> work) {
        circuitBreaker.check(operation);
        long start = System.nanoTime();
        try {
            prepare();
            return work.get();
        } catch (MongoException | DataAccessException | IllegalStateException e) {
            circuitBreaker.failed(e);
            throw DocumentRefusals.in(e)
                    .<PortUnavailableException>map(refused -> refused)
                    .orElseGet(() -> new PortUnavailableException("the store failed at " + operation, e));
        } finally {
            events.publish(new Event.StoreUsed(operation, Duration.ofNanos(System.nanoTime() - start)));
        }
    }

    /// Creates missing collections and indexes, once; existing ones stay unchanged.
    private void prepare() {
        if (prepared.get()) {
            return;
        }
        List<String> refused = Schema.create(database);
        if (!prepared.getAndSet(true) && !refused.isEmpty()) {
            LOG.warn("[STORE] the store refused indexes, which is slower but safe: {}", refused);
        }
    }

    /// Pings the store, and prepares it for the first use.
    private void pingAndPrepare() {
        ping();
        prepare();
    }

    /// Whether the server accepts writes, as this process sees it.
    StoreAvailability availability() {
        return availability;
    }

    public StoreCircuitBreaker circuitBreaker() {
        return circuitBreaker;
    }

    /// Pings the server.
    public void ping() {
        ping(PING_MILLIS);
    }

    private void ping(long millis) {
        database.withTimeout(millis, TimeUnit.MILLISECONDS).runCommand(new Document("ping", 1));
    }

    public static boolean isDuplicateKey(MongoException e) {
        return e instanceof MongoCommandException && e.getCode() == Schema.DUPLICATE_KEY;
    }

    @Override
    public void close() {
        circuitBreaker.close();
        client.close();
        if (embedded != null) {
            embedded.close();
        }
    }
}
