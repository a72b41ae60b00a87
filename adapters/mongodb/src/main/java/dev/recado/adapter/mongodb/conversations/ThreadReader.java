package dev.recado.adapter.mongodb.conversations;

import static dev.recado.adapter.mongodb.documents.MessageDocuments.AT;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.CONVERSATION_ID;
import static dev.recado.adapter.mongodb.documents.MessageDocuments.date;

import com.mongodb.client.MongoCollection;
import dev.recado.adapter.mongodb.connection.MongoStore;
import dev.recado.adapter.mongodb.documents.EventDocuments;
import dev.recado.adapter.mongodb.documents.MessageDocuments;
import dev.recado.adapter.mongodb.documents.SessionDocuments;
import dev.recado.adapter.mongodb.documents.ThreadDocuments;
import dev.recado.adapter.mongodb.documents.UserStateDocuments;
import dev.recado.adapter.mongodb.records.MongoNotifications;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.handoff.ConversationList.Page;
import dev.recado.domain.handoff.ConversationList.Place;
import dev.recado.domain.handoff.ThreadEntries;
import dev.recado.domain.handoff.ThreadEntry;
import dev.recado.domain.handoff.ThreadEntry.Quoted;
import dev.recado.domain.identity.ConversationId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Reads one page of a conversation's thread: its messages and notes, by their index on conversation and time,
/// and among them what happened in their time.
final class ThreadReader {
    private static final Comparator<ThreadEntry> NEWEST_FIRST = ThreadEntry.OLDEST_FIRST.reversed();
    private static final List<String> TOLD =
            ThreadEntries.TOLD.stream().map(BusinessEvent.Type::id).toList();

    private final MongoStore store;
    private final ConversationId id;
    private final int limit;

    ThreadReader(MongoStore store, ConversationId id, int limit) {
        this.store = store;
        this.id = id;
        this.limit = limit;
    }

    Page<ThreadEntry> after(@Nullable Place place) {
        List<ThreadEntry> messages = messages(place);
        Instant from = messages.size() > limit ? messages.get(limit).at() : Instant.EPOCH;
        // A message that is being sent has the same id as its record, which says more.
        Map<String, ThreadEntry> entries = new LinkedHashMap<>();
        Stream.of(messages.stream(), happened(from, place), underWay(from))
                .flatMap(Function.identity())
                .filter(entry -> isAfter(place, entry))
                .forEach(entry -> entries.putIfAbsent(entry.id(), entry));
        List<ThreadEntry> sorted =
                entries.values().stream().sorted(NEWEST_FIRST).toList();
        if (sorted.size() <= limit) {
            return new Page<>(sorted, null);
        }
        ThreadEntry last = sorted.get(limit - 1);
        return new Page<>(sorted.subList(0, limit), new Place(false, last.at(), last.id()));
    }

    private static boolean isAfter(@Nullable Place place, ThreadEntry entry) {
        if (place == null || entry.at().isBefore(place.at())) {
            return true;
        }
        return entry.at().equals(place.at()) && ThreadEntry.idOrder().compare(entry.id(), place.id()) < 0;
    }

    private List<ThreadEntry> messages(@Nullable Place place) {
        List<Document> found = read(store.messages(), new Document(), Instant.EPOCH, place);
        Map<String, Quoted> quoted = quoted(found);
        return found.stream()
                .map(message -> ThreadDocuments.entry(message, of -> Optional.ofNullable(quoted.get(of))))
                .filter(entry -> isAfter(place, entry))
                .sorted(NEWEST_FIRST)
                .toList();
    }

    /// The messages that these quote, by the provider's id.
    private Map<String, Quoted> quoted(List<Document> messages) {
        List<String> wanted = messages.stream()
                .flatMap(message -> ThreadDocuments.quotedId(message).stream())
                .distinct()
                .toList();
        Map<String, Quoted> quoted = new HashMap<>();
        if (!wanted.isEmpty()) {
            store.messages()
                    .find(new Document(MessageDocuments.EXTERNAL_MESSAGE_ID, new Document("$in", wanted)))
                    .forEach(message -> {
                        if (id.toString().equals(message.getString(CONVERSATION_ID))) {
                            quoted.put(
                                    message.getString(MessageDocuments.EXTERNAL_MESSAGE_ID),
                                    ThreadDocuments.quoted(message));
                        }
                    });
        }
        return quoted;
    }

    private Stream<ThreadEntry> happened(Instant from, @Nullable Place place) {
        MongoCollection<Document> events = store.database().getCollection(EventDocuments.EVENTS);
        Document wanted = new Document(EventDocuments.TYPE, new Document("$in", TOLD));
        return read(events, wanted, from, place).stream()
                .map(UserStateDocuments::event)
                .map(ThreadEntries::of);
    }

    /// What is not recorded yet, or waits to be sent.
    private Stream<ThreadEntry> underWay(Instant from) {
        Document session = store.sessions()
                .find(new Document(SessionDocuments.ID, id.toString()))
                .projection(new Document(SessionDocuments.HAPPENED, 1).append(SessionDocuments.OUTBOX, 1))
                .first();
        Stream<ThreadEntry> happened = session == null
                ? Stream.empty()
                : ThreadDocuments.happened(session).stream()
                        .filter(event -> ThreadEntries.TOLD.contains(event.type()))
                        .map(ThreadEntries::of);
        Stream<ThreadEntry> pending = session == null ? Stream.empty() : ThreadDocuments.pending(session).stream();
        return Stream.of(
                        happened,
                        pending,
                        MongoNotifications.unsent(store, id).stream().map(ThreadEntries::unsent))
                .flatMap(Function.identity())
                .filter(entry -> !entry.at().isBefore(from));
    }

    /// Documents of the conversation, newest first, as many as a page and one more need: those at the place's
    /// own time, of which some may be on the page before, then earlier ones. All those of the last time are
    /// among them, because the index does not order them.
    private List<Document> read(
            MongoCollection<Document> documents, Document wanted, Instant from, @Nullable Place place) {
        Date oldest = date(from);
        List<Document> found = new ArrayList<>();
        Document times = new Document("$gte", oldest);
        if (place != null) {
            Date at = date(place.at().truncatedTo(ChronoUnit.MILLIS));
            found.addAll(at(documents, wanted, at, 0));
            times.append("$lt", at);
        }
        List<Document> earlier = at(documents, wanted, times, limit + 1);
        if (earlier.size() > limit) {
            Instant last = MessageDocuments.instant(earlier.getLast(), AT);
            earlier.removeIf(document -> MessageDocuments.instant(document, AT).equals(last));
            earlier.addAll(at(documents, wanted, date(last), 0));
        }
        found.addAll(earlier);
        return found;
    }

    /// @param times one time, or a range
    /// @param most 0 for all
    private List<Document> at(MongoCollection<Document> documents, Document wanted, Object times, int most) {
        Document filter = new Document(CONVERSATION_ID, id.toString()).append(AT, times);
        filter.putAll(wanted);
        return documents
                .find(filter)
                .sort(new Document(AT, -1))
                .projection(ThreadDocuments.fields())
                .limit(most)
                .into(new ArrayList<>());
    }
}
