package dev.recado.adapter.mongodb.messages;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
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

/// Writes what many threads want to insert at the same time in few trips. While one batch is on its way, the next
/// gathers; nobody waits for a batch to fill. Each caller learns what became of its own document.
final class BatchInserter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BatchInserter.class);
    private static final int WRITERS = 2;
    private static final int LARGEST_BATCH = 500;
    private static final int QUEUE = 10_000;
    /// How long a webhook waits; then its message is kept otherwise, whether it is in the store or not.
    private static final long PATIENCE_MILLIS = 2_000;
    /// A writer does not hang longer on a server that froze.
    private static final long WRITE_MILLIS = 5_000;
    private static final long LAST_SECONDS = 6;
    private static final long LOOK_MILLIS = 100;
    private static final InsertManyOptions UNORDERED = new InsertManyOptions().ordered(false);

    private final MongoCollection<Document> collection;
    private final BlockingQueue<Insert> queue = new ArrayBlockingQueue<>(QUEUE);
    private final List<Thread> writers = new ArrayList<>();
    private final StoreCircuitBreaker circuitBreaker;
    private volatile boolean closed;

    private record Insert(Document document, CompletableFuture<Appended> result) {}

    /// @param circuitBreaker told when the store does not answer in time
    BatchInserter(MongoCollection<Document> collection, StoreCircuitBreaker circuitBreaker) {
        this.collection = collection.withTimeout(WRITE_MILLIS, TimeUnit.MILLISECONDS);
        this.circuitBreaker = circuitBreaker;
        for (int i = 0; i < WRITERS; i++) {
            writers.add(Thread.ofVirtual().name("recado-inserts-" + i).start(this::write));
        }
    }

    /// Returns when the document is safe, or was there before.
    ///
    /// @throws PortUnavailableException when it is not known to be safe
    /// @throws EntryRefusedException when the store will not have it
    Appended insert(Document document) {
        return await(enqueue(document), end());
    }

    /// Returns when it is known of each whether it is safe, or was there before.
    ///
    /// @return what became of each, in order; empty for one that is not known to be safe
    List<Optional<Appended>> insertAll(List<Document> documents) {
        long end = end();
        List<Insert> inserts = documents.stream().map(this::enqueue).toList();
        List<Optional<Appended>> appended = new ArrayList<>();
        for (Insert insert : inserts) {
            try {
                appended.add(Optional.of(await(insert, end)));
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

    private static long end() {
        return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    }

    private Appended await(Insert insert, long end) {
        try {
            return insert.result().get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof EntryRefusedException refused) {
                throw new EntryRefusedException(String.valueOf(refused.getMessage()), e);
            }
            if (e.getCause() instanceof MongoException cause) {
                circuitBreaker.failed(cause);
            }
            throw new PortUnavailableException("the store could not take a message", e);
        } catch (TimeoutException e) {
            // What no writer has taken yet is not written any more.
            insert.result().cancel(false);
            circuitBreaker.gone("no answer to an append within " + PATIENCE_MILLIS + " ms");
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
                Insert first = queue.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                batch.add(first);
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts the writers", e);
            }
            queue.drainTo(batch, LARGEST_BATCH - 1);
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
            // The driver cannot write one of them down: that one alone must suffer for it, and never this thread.
            apart(batch, e);
        }
    }

    private void apart(List<Insert> batch, RuntimeException e) {
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

    /// Takes no more documents, and returns when those taken are written.
    @Override
    public void close() {
        closed = true;
        try {
            for (Thread writer : writers) {
                writer.join(Duration.ofSeconds(LAST_SECONDS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
