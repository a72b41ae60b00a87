package dev.recado.domain.fake;

import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.conversation.ConversationStatus;
import dev.recado.domain.conversation.Utterance;
import dev.recado.domain.fake.InMemoryStore.Received;
import dev.recado.domain.fake.InMemoryStore.Row;
import dev.recado.domain.fake.InMemoryStore.Sent;
import dev.recado.domain.handoff.ConversationFilter;
import dev.recado.domain.handoff.ConversationList;
import dev.recado.domain.handoff.ConversationSummary;
import dev.recado.domain.handoff.ConversationSummary.LastMessage;
import dev.recado.domain.handoff.ThreadEntries;
import dev.recado.domain.handoff.ThreadEntry;
import dev.recado.domain.handoff.ThreadEntry.Body;
import dev.recado.domain.handoff.ThreadEntry.Origin;
import dev.recado.domain.handoff.ThreadEntry.Problem;
import dev.recado.domain.handoff.ThreadEntry.Quoted;
import dev.recado.domain.handoff.ThreadEntry.Voice;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.message.Outbox;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The conversations of the in-memory store, as people of the business read them.
public record InMemoryConversations(InMemoryStore store) implements ConversationList {
    private static final Comparator<Place> NEWEST_FIRST =
            Comparator.comparing(Place::at).thenComparing(Place::id).reversed();
    private static final Comparator<Place> WAITING_FIRST = (one, other) -> {
        if (one.waiting() != other.waiting()) {
            return one.waiting() ? -1 : 1;
        }
        return one.waiting() ? NEWEST_FIRST.compare(other, one) : NEWEST_FIRST.compare(one, other);
    };

    @Override
    public Page<ConversationSummary> conversations(
            ConversationFilter filter, Order order, int limit, @Nullable Place after) {
        Function<ConversationSummary, Place> place = summary -> place(summary, order);
        List<ConversationSummary> rest = store.rows().stream()
                .filter(row -> filter.matches(summary(row), texts(row.conversation())))
                .map(this::summary)
                .filter(summary -> after == null || WAITING_FIRST.compare(place.apply(summary), after) > 0)
                .sorted(Comparator.comparing(place, WAITING_FIRST))
                .toList();
        return rest.size() <= limit
                ? new Page<>(rest, null)
                : new Page<>(rest.subList(0, limit), place.apply(rest.get(limit - 1)));
    }

    private static Place place(ConversationSummary summary, Order order) {
        return summary.request()
                .filter(_ -> order == Order.WAITING)
                .map(request -> new Place(true, request.since(), summary.id().toString()))
                .orElseGet(
                        () -> new Place(false, summary.updatedAt(), summary.id().toString()));
    }

    private static List<String> texts(Conversation conversation) {
        return conversation.turns().stream().map(Utterance::text).toList();
    }

    private ConversationSummary summary(Row row) {
        Conversation conversation = row.conversation();
        Set<Voice> quoted = conversation.status() == ConversationStatus.WAITING
                ? Set.of(Voice.USER)
                : Set.of(Voice.USER, Voice.ASSISTANT, Voice.AGENT);
        LastMessage newest = entries(conversation.id()).stream()
                .filter(entry -> quoted.contains(entry.voice()))
                .filter(entry -> entry.body() instanceof Body.Received || isRecorded(conversation.id(), entry))
                .max(ThreadEntry.OLDEST_FIRST)
                .map(LastMessage::of)
                .orElse(null);
        return new ConversationSummary(
                conversation.id(),
                conversation.participant(),
                conversation.ownership(),
                newest,
                row.labels().values(),
                row.unread(),
                conversation.lastWroteAt(),
                row.updatedAt());
    }

    private boolean isRecorded(ConversationId id, ThreadEntry entry) {
        return store.sent(id).stream()
                .anyMatch(sent -> sent.outcome().message().id().value().equals(entry.id()));
    }

    @Override
    public Optional<ConversationSummary> conversation(ConversationId id) {
        return store.rows().stream()
                .filter(row -> row.conversation().id().equals(id))
                .findFirst()
                .map(this::summary);
    }

    @Override
    public Page<ThreadEntry> thread(ConversationId id, int limit, @Nullable Place after) {
        List<ThreadEntry> rest = entries(id).stream()
                .filter(entry -> after == null || isBefore(entry, after))
                .sorted(ThreadEntry.OLDEST_FIRST.reversed())
                .toList();
        if (rest.size() <= limit) {
            return new Page<>(rest, null);
        }
        ThreadEntry last = rest.get(limit - 1);
        return new Page<>(rest.subList(0, limit), new Place(false, last.at(), last.id()));
    }

    private static boolean isBefore(ThreadEntry entry, Place place) {
        int byTime = entry.at().compareTo(place.at());
        return byTime < 0 || (byTime == 0 && ThreadEntry.idOrder().compare(entry.id(), place.id()) < 0);
    }

    private List<ThreadEntry> entries(ConversationId id) {
        Optional<Conversation> conversation = store.find(id);
        Map<String, ThreadEntry> entries = new LinkedHashMap<>();
        Stream.of(
                        store.received(id).stream().map(received -> received(id, received)),
                        store.sent(id).stream().map(InMemoryConversations::sent),
                        store.notes(id).stream().map(ThreadEntries::of),
                        Stream.concat(
                                        store.recordedEvents().stream(),
                                        conversation.stream().flatMap(one -> one.happened().stream()))
                                .filter(event ->
                                        event.conversationId().equals(id) && ThreadEntries.TOLD.contains(event.type()))
                                .map(ThreadEntries::of),
                        conversation.map(Conversation::outbox).stream().flatMap(InMemoryConversations::pending),
                        store.unsent().stream()
                                .filter(kept -> kept.notification().id().startsWith(id + "/"))
                                .map(ThreadEntries::unsent))
                .flatMap(Function.identity())
                .forEach(entry -> entries.putIfAbsent(entry.id(), entry));
        return List.copyOf(entries.values());
    }

    private ThreadEntry received(ConversationId id, Received received) {
        InboundMessage message = received.message();
        boolean staff = message.content() instanceof Content.StaffMessage;
        return new ThreadEntry(
                message.id().value(),
                staff ? Voice.AGENT : Voice.USER,
                message.content().text(),
                new Body.Received(
                        message.content() instanceof Content.StaffMessage by ? by.content() : message.content()),
                received.status(),
                received.letter() == null
                        ? null
                        : new Problem("dead", received.letter().failure().reason()),
                null,
                Origin.UNKNOWN,
                message.context().quotedId() == null
                        ? null
                        : quoted(id, message.context().quotedId()),
                message.receivedAt());
    }

    private @Nullable Quoted quoted(ConversationId id, String externalId) {
        Stream<Quoted> ours = store.sent(id).stream()
                .filter(sent -> externalId.equals(sent.externalId()))
                .map(InMemoryConversations::sent)
                .map(entry -> new Quoted(entry.id(), entry.voice(), entry.text()));
        Stream<Quoted> theirs = store.received(id).stream()
                .map(Received::message)
                .filter(message -> message.externalId().equals(externalId))
                .map(message -> new Quoted(
                        message.id().value(), Voice.USER, message.content().text()));
        return Stream.concat(ours, theirs).findFirst().orElse(null);
    }

    private static ThreadEntry sent(Sent sent) {
        OutboundMessage part = sent.outcome().message();
        boolean hasFailed = sent.errorCode() != null || sent.outcome().errorText() != null;
        return ThreadEntries.of(
                part,
                sent.status().id(),
                hasFailed ? new Problem(sent.errorCode(), sent.outcome().errorText()) : null,
                sent.outcome().at());
    }

    private static Stream<ThreadEntry> pending(Outbox outbox) {
        return outbox.pending().stream()
                .map(part -> ThreadEntries.of(part.message(), part.state().id(), null, outbox.committedAt()));
    }
}
