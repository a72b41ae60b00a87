package dev.recado.adapter.mongodb.conversations;

import static dev.recado.adapter.mongodb.documents.MessageDocuments.date;
import static dev.recado.adapter.mongodb.documents.SessionDocuments.ID;

import com.mongodb.client.MongoCollection;
import dev.recado.domain.handoff.ConversationList.Place;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Date;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// Conversations in the order of one index, read in batches: those with a value in one field, by the time in
/// another.
final class SessionScan {
    private static final int BATCH = 500;

    private final MongoCollection<Document> sessions;
    private final Range range;
    private final Bson fields;
    private final Deque<Document> read = new ArrayDeque<>();
    private int batch;
    private @Nullable Place last;
    private boolean ended;

    /// @param field with one value
    /// @param time of the order; `_id` breaks ties
    /// @param place of a conversation in this order
    record Range(String field, String value, String time, boolean newestFirst, Function<Document, Place> place) {}

    /// @param first how many are needed at least
    /// @param after the first one comes after this place; null for all
    SessionScan(MongoCollection<Document> sessions, Range range, Bson fields, int first, @Nullable Place after) {
        this.sessions = sessions;
        this.range = range;
        this.fields = fields;
        this.batch = first;
        this.last = after;
    }

    Place place(Document session) {
        return range.place().apply(session);
    }

    /// The next conversation, which stays the next one; null at the end.
    @Nullable
    Document peek() {
        if (read.isEmpty() && !ended) {
            readOn();
        }
        return read.peek();
    }

    Document next() {
        return read.remove();
    }

    private void readOn() {
        int direction = range.newestFirst() ? -1 : 1;
        sessions.find(filter())
                .sort(new Document(range.time(), direction).append(ID, direction))
                .projection(fields)
                .limit(batch)
                .batchSize(batch + 1)
                .into(read);
        ended = read.size() < batch;
        last = read.isEmpty() ? last : place(read.getLast());
        batch = BATCH;
    }

    /// In one document and not in clauses: the embedded store finds an index only for fields of one document.
    private Document filter() {
        Document times = new Document("$gt", date(Instant.EPOCH));
        Document filter = new Document(range.field(), range.value()).append(range.time(), times);
        if (last != null) {
            String beyond = range.newestFirst() ? "$lt" : "$gt";
            Date at = date(last.at());
            times.append(beyond + "e", at);
            filter.append(
                    "$or",
                    List.of(
                            new Document(range.time(), new Document(beyond, at)),
                            new Document(ID, new Document(beyond, last.id()))));
        }
        return filter;
    }
}
