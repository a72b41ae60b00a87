package dev.recado.adapter.mongodb.messages;

import com.mongodb.ExplainVerbosity;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Sorts;
import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.documents.MessageDocuments;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.message.InboundMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.bson.Document;

/// Measures finding the few waiting messages among a million answered ones: `UnansweredQueryBench URI`, on
/// MongoDB. Prints a row of the table and checks nothing.
public final class UnansweredQueryBench {
    private static final int STORED = 1_000_000;
    private static final int WAITING = 100;
    private static final int BATCH = 10_000;
    private static final int USERS = 5_000;
    private static final int RUNS = 201;
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private UnansweredQueryBench() {}

    /// Fills its own database, queries it, and drops it.
    public static void main(String[] arguments) {
        try (MongoStore store = MongoStore.server(arguments[0] + "sweep", event -> {});
                MongoInbox inbox = new MongoInbox(store)) {
            fill(store.messages());
            long[] micros = new long[RUNS];
            for (int i = 0; i < RUNS; i++) {
                long start = System.nanoTime();
                int found =
                        inbox.unanswered(NOON.plus(Duration.ofDays(1)), BATCH).size();
                micros[i] = (System.nanoTime() - start) / 1_000;
                if (found != WAITING) {
                    throw new IllegalStateException(found + " found of " + WAITING);
                }
            }
            Arrays.sort(micros);
            System.out.printf(
                    Locale.ROOT,
                    "| (e) the sweeper's query, %d waiting among %,d stored | p50 %.1f ms · p99 %.1f ms · %s |%n",
                    WAITING,
                    STORED,
                    micros[RUNS / 2] / 1e3,
                    micros[RUNS * 99 / 100] / 1e3,
                    plan(store.messages()));
            store.database().drop();
        }
    }

    private static void fill(MongoCollection<Document> messages) {
        MongoCollection<Document> quick = messages.withWriteConcern(WriteConcern.W1);
        for (int batch = 0; batch < STORED / BATCH; batch++) {
            int first = batch * BATCH;
            List<Document> documents = IntStream.range(first, first + BATCH)
                    .mapToObj(i -> document(i, i % (STORED / WAITING) == 0))
                    .toList();
            quick.insertMany(documents, new InsertManyOptions().ordered(false));
        }
    }

    private static Document document(int i, boolean waits) {
        InboundMessage message = Messages.text(
                "SM" + i, "+1555" + (1_000_000 + i % USERS), "¿a qué hora abren mañana?", NOON.plusMillis(i));
        Document document = MessageDocuments.inbound(message);
        if (!waits) {
            document.append(MessageDocuments.STATUS, MessageDocuments.ANSWERED).remove(MessageDocuments.WAITING_SINCE);
        }
        return document;
    }

    private static String plan(MongoCollection<Document> messages) {
        Date end = MessageDocuments.date(NOON.plus(Duration.ofDays(1)));
        Document explained = messages.find(Filters.and(
                        Filters.gte(MessageDocuments.WAITING_SINCE, MessageDocuments.date(Instant.EPOCH)),
                        Filters.lt(MessageDocuments.WAITING_SINCE, end)))
                .sort(Sorts.ascending(MessageDocuments.WAITING_SINCE))
                .limit(BATCH)
                .explain(ExplainVerbosity.EXECUTION_STATS);
        Document statistics = explained.get("executionStats", Document.class);
        String plan = explained.toJson();
        return "%s, %d documents and %d keys examined"
                .formatted(
                        plan.contains("IXSCAN") && !plan.contains("COLLSCAN") ? "by the index" : "by reading all",
                        statistics.getInteger("totalDocsExamined"),
                        statistics.getInteger("totalKeysExamined"));
    }
}
