package dev.recado.adapter.mongodb.messages;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import dev.recado.adapter.mongodb.connection.DocumentRefusals;
import dev.recado.adapter.mongodb.connection.Schema;
import dev.recado.adapter.mongodb.connection.StoreCircuitBreaker;
import dev.recado.domain.EntryRefusedException;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.message.Inbox.Appended;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Inserts the documents of many threads in few round trips. While one batch is written, the next collects; no
/// caller waits for a batch to fill. Each caller gets the outcome of its own document. Thread-safe.
final class BatchInserter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BatchInserter.class);
    private static final int WRITERS = 2;
    private static final int MAX_BATCH = 500;
    private static final int QUEUE = 10_000;
    /// How long a webhook waits; after that its message is spooled, whether or not it was stored.
    private static final long TIMEOUT_MILLIS = 2_000;
    /// A writer waits at most this long for a frozen server.
    private static final long WRITE_MILLIS = 5_000;
    private static final long CLOSE_SECONDS = 6;
    private static final long POLL_MILLIS = 100;
    private static final InsertManyOptions UNORDERED = new InsertManyOptions().ordered(false);

    private final MongoCollection<Document> collection;
    private final BlockingQueue<Insert> queue = new ArrayBlockingQueue<>(QUEUE);
    private final List<Thread> writers = new ArrayList<>();
    private final StoreCircuitBreaker circuitBreaker;
    private volatile boolean closed;

    private record Insert(Document document, CompletableFuture<Appended> result) {}

    /// @param circuitBreaker opened when the store does not answer in time
    BatchInserter(MongoCollection<Document> collection, StoreCircuitBreaker circuitBreaker) {
        this.collection = collection.withTimeout(WRITE_MILLIS, TimeUnit.MILLISECONDS);
        this.circuitBreaker = circuitBreaker;
        for (int i = 0; i < WRITERS; i++) {
            writers.add(Thread.ofVirtual().name("recado-inserts-" + i).start(this::write));
        }
    }

    /// Returns when the document is stored, or was there before.
    ///
    /// @throws PortUnavailableException when it is unknown whether it is stored; a retry is harmless
    /// @throws EntryRefusedException when the store refuses it; a retry does not help
    Appended insert(Document document) {
        return await(enqueue(document), timeoutAt());
    }

    /// Returns when the outcome of each document is known.
    ///
    /// @return the outcomes in order; empty for a document of which it is unknown whether it is stored
    List<Optional<Appended>> insertAll(List<Document> documents) {
        long timeoutAt = timeoutAt();
        List<Insert> inserts = documents.stream().map(this::enqueue).toList();
        List<Optional<Appended>> appended = new ArrayList<>();
        for (Insert insert : inserts) {
            try {
                appended.add(Optional.of(await(insert, timeoutAt)));
            } catch (PortUnavailableException e) {
                LOG.debug("a message of a batch is not known to be stored", e);
                appended.add(Optional.empty());
            }
        }
        return appended;
    }

    private Insert enqueue(Document document) {
        Insert insert = new Insert(document, new CompletableFuture<>());
        if (closed || !queue.offer(insert)) {
            insert.result().completeExceptionally(new IllegalStateException("too many wait to be stored"));
        }
        return insert;
    }

    private static long timeoutAt() {
        return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MILLIS);
    }

    private Appended await(Insert insert, long timeoutAt) {
        try {
            return insert.result().get(Math.max(0, timeoutAt - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof EntryRefusedException refused) {
                throw new EntryRefusedException(String.valueOf(refused.getMessage()), e);
            }
            if (e.getCause() instanceof MongoException cause) {
                circuitBreaker.failed(cause);
            }
            throw new PortUnavailableException("the store could not take a message", e);
        } catch (TimeoutException e) {
            // A writer skips this document if it has not taken it yet.
            insert.result().cancel(false);
            circuitBreaker.gone("no answer to an append within " + TIMEOUT_MILLIS + " ms");
            throw new PortUnavailableException("the store did not take a message in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PortUnavailableException("interrupted while storing a message", e);
        }
    }

    private void write() {
        List<Insert> batch = new ArrayList<>();
        while (!closed || !queue.isEmpty()) {
            try {
                Insert first = queue.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                batch.add(first);
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts the writers", e);
            }
            queue.drainTo(batch, MAX_BATCH - 1);
            batch.removeIf(insert -> insert.result().isDone());
            if (!batch.isEmpty()) {
                write(batch);
            }
            batch.clear();
        }
    }

    private void write(List<Insert> batch) {
        List<Document> documents = batch.stream().map(Insert::document).toList();
        try {
            collection.insertMany(documents, UNORDERED);
            batch.forEach(insert -> insert.result().complete(Appended.STORED));
        } catch (MongoBulkWriteException e) {
            settle(batch, e);
        } catch (MongoException | IllegalStateException e) {
            batch.forEach(insert -> insert.result().completeExceptionally(e));
        } catch (RuntimeException e) {
            // The driver cannot encode one of the documents: only that one may fail, and not this thread.
            writeOneByOne(batch, e);
        }
    }

    private void writeOneByOne(List<Insert> batch, RuntimeException e) {
        if (batch.size() == 1) {
            batch.getFirst().result().completeExceptionally(DocumentRefusals.unwritable(e));
        } else {
            batch.forEach(insert -> write(List.of(insert)));
        }
    }

    private static void settle(List<Insert> batch, MongoBulkWriteException e) {
        if (e.getWriteConcernError() != null) {
            batch.forEach(insert -> insert.result().completeExceptionally(e));
            return;
        }
        for (BulkWriteError error : e.getWriteErrors()) {
            CompletableFuture<Appended> result = batch.get(error.getIndex()).result();
            if (error.getCode() == Schema.DUPLICATE_KEY) {
                result.complete(Appended.DUPLICATE);
            } else {
                result.completeExceptionally(DocumentRefusals.is(error) ? DocumentRefusals.of(error, e) : e);
            }
        }
        batch.forEach(insert -> insert.result().complete(Appended.STORED));
    }

    /// Accepts no more documents, and returns when the accepted ones are written.
    @Override
    public void close() {
        closed = true;
        try {
            for (Thread writer : writers) {
                writer.join(Duration.ofSeconds(CLOSE_SECONDS));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
