package dev.recado.adapter.mongodb.conversations;

import com.mongodb.client.MongoCollection;
import dev.recado.adapter.mongodb.conversations.SessionScan.Range;
import dev.recado.adapter.mongodb.documents.OwnershipDocuments;
import dev.recado.adapter.mongodb.documents.SessionDocuments;
import dev.recado.adapter.mongodb.documents.SummaryDocuments;
import dev.recado.domain.conversation.ConversationStatus;
import dev.recado.domain.handoff.ConversationFilter;
import dev.recado.domain.handoff.ConversationFilter.Assigned;
import dev.recado.domain.handoff.ConversationList.Order;
import dev.recado.domain.handoff.ConversationList.Page;
import dev.recado.domain.handoff.ConversationList.Place;
import dev.recado.domain.handoff.ConversationSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// Reads one page of the list of conversations: merges the ranges of an index that hold the wanted ones, and
/// leaves out what does not match. It reads a bounded number of documents, for a bounded time.
final class PageReader {
    /// Some seconds' worth of neither store.
    static final int MOST_READ = 5_000;

    private static final long LONGEST = Duration.ofSeconds(1).toNanos();
    private static final Comparator<Place> NEWEST_FIRST =
            Comparator.comparing(Place::at).thenComparing(Place::id).reversed();

    private final MongoCollection<Document> sessions;
    private final ConversationFilter filter;
    private final Order order;
    private final int limit;
    private final Bson fields;
    private final List<ConversationSummary> found = new ArrayList<>();
    private final long begun = System.nanoTime();
    private @Nullable Place last;
    private boolean more;
    private int read;

    PageReader(MongoCollection<Document> sessions, ConversationFilter filter, Order order, int limit) {
        this.sessions = sessions;
        this.filter = filter;
        this.order = order;
        this.limit = limit;
        this.fields = SummaryDocuments.fields(filter.words() != null);
    }

    /// Of the newest messages there is nothing in it.
    Page<ConversationSummary> after(@Nullable Place after) {
        last = after;
        boolean amongWaiting = order == Order.WAITING && (after == null || after.waiting());
        if (amongWaiting && filter.statuses().contains(ConversationStatus.WAITING)) {
            merge(List.of(scan(waiting(), after)));
        }
        if (!more) {
            Place begin = amongWaiting ? null : after;
            merge(byActivity().map(range -> scan(range, begin)).toList());
        }
        return new Page<>(found, more ? last : null);
    }

    private SessionScan scan(Range range, @Nullable Place after) {
        return new SessionScan(sessions, range, fields, limit + 1, after);
    }

    private static Range waiting() {
        return new Range(
                OwnershipDocuments.STATUS,
                ConversationStatus.WAITING.id(),
                OwnershipDocuments.HANDOFF_SINCE,
                false,
                session -> SummaryDocuments.place(session, true));
    }

    private Stream<Range> byActivity() {
        if (filter.assigned() instanceof Assigned.Person(String id)) {
            return Stream.of(byActivity(OwnershipDocuments.ASSIGNEE_ID, id));
        }
        String label = filter.label();
        return label == null
                ? filter.statuses().stream().map(status -> byActivity(OwnershipDocuments.STATUS, status.id()))
                : Stream.of(byActivity(SessionDocuments.LABELS, label));
    }

    private static Range byActivity(String field, String value) {
        return new Range(
                field, value, SessionDocuments.UPDATED_AT, true, session -> SummaryDocuments.place(session, false));
    }

    private void merge(List<SessionScan> scans) {
        for (SessionScan next = next(scans); next != null; next = next(scans)) {
            if (found.size() == limit || read == MOST_READ || System.nanoTime() - begun > LONGEST) {
                more = true;
                return;
            }
            Document session = next.next();
            read++;
            last = next.place(session);
            ConversationSummary summary = SummaryDocuments.read(session);
            boolean listedBefore = order == Order.WAITING
                    && !last.waiting()
                    && summary.request().isPresent();
            if (!listedBefore && filter.matches(summary, SummaryDocuments.texts(session))) {
                found.add(summary);
            }
        }
    }

    private static @Nullable SessionScan next(List<SessionScan> scans) {
        return scans.stream()
                .filter(scan -> scan.peek() != null)
                .min(Comparator.comparing(scan -> scan.place(Objects.requireNonNull(scan.peek())), NEWEST_FIRST))
                .orElse(null);
    }
}
