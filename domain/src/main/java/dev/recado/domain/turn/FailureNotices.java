package dev.recado.domain.turn;

import dev.recado.domain.BoundedCache;
import dev.recado.domain.EntryRefusedException;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.Inbox;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.message.Spool;
import dev.recado.domain.message.Spool.Entry;
import dev.recado.domain.message.Spool.StoredEntry;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The apologies that were sent without the store and are not recorded in it yet. Each is marked on disk before
/// it is sent, so that after a kill its messages are neither answered nor apologised for again.
public final class FailureNotices {
    private static final int BATCH = 500;
    private static final int REMEMBERED = 10_000;
    /// How long after an apology the same user gets no further one.
    private static final Duration TOLD = Duration.ofMinutes(10);

    private final Spool spool;
    private final Inbox inbox;
    private final EntryRefusals refusals;
    private final TreeMap<Long, FailureNotice> marks = new TreeMap<>();
    private final Set<MessageId> covered = new HashSet<>();
    private final Set<MessageId> answering = Collections.newSetFromMap(BoundedCache.droppingOldest(REMEMBERED));
    /// Messages whose answer this process never sent, although the store may have it.
    private final Set<MessageId> unsent = Collections.newSetFromMap(BoundedCache.droppingOldest(REMEMBERED));

    private FailureNotices(Spool spool, Inbox inbox, EntryRefusals refusals) {
        this.spool = spool;
        this.inbox = inbox;
        this.refusals = refusals;
    }

    /// Reads the marks that an earlier process left. Call it before any message is answered.
    public static FailureNotices in(Spool spool, Inbox inbox, EntryRefusals refusals) {
        FailureNotices failureNotices = new FailureNotices(spool, inbox, refusals);
        long from = 0;
        for (List<StoredEntry> kept = spool.read(from, BATCH); !kept.isEmpty(); kept = spool.read(from, BATCH)) {
            kept.forEach(failureNotices::remember);
            from = kept.getLast().next();
        }
        return failureNotices;
    }

    private synchronized void remember(StoredEntry kept) {
        if (kept.entry() instanceof Entry.FailureNoticeMark apology) {
            // an earlier process may have committed an answer that it never sent
            FailureNotice mark = new FailureNotice(kept.position(), apology, TurnInput.ids(apology.messages()));
            marks.put(kept.position(), mark);
            covered.addAll(mark.ids());
        }
    }

    /// Marks an apology for those of the messages that have none yet and whose answer cannot have been sent,
    /// and returns when the mark is on disk. Messages written soon after an apology get no further one: they
    /// are answered when the store is back.
    ///
    /// @return the notice to send now; empty for none
    /// @throws dev.recado.domain.PortUnavailableException when it cannot be marked: then it must not be sent
    Optional<FailureNotice> promise(
            List<InboundMessage> messages, Function<List<InboundMessage>, OutboundMessage> words) {
        List<InboundMessage> fresh = reserve(messages);
        if (fresh.isEmpty()) {
            return owedTo(messages.getLast().conversationId()).stream()
                    .filter(FailureNotice::begin)
                    .findFirst();
        }
        boolean marked = false;
        try {
            Entry.FailureNoticeMark entry = new Entry.FailureNoticeMark(fresh, words.apply(fresh));
            FailureNotice mark = new FailureNotice(spool.append(entry), entry, unsentOf(fresh));
            synchronized (this) {
                marks.put(mark.position(), mark);
            }
            marked = true;
            return Optional.of(mark);
        } finally {
            if (!marked) {
                giveUp(fresh);
            }
        }
    }

    private synchronized Set<MessageId> unsentOf(List<InboundMessage> messages) {
        return messages.stream()
                .map(InboundMessage::id)
                .filter(unsent::contains)
                .collect(Collectors.toSet());
    }

    private synchronized List<InboundMessage> reserve(List<InboundMessage> messages) {
        return messages.stream()
                .filter(message -> !answering.contains(message.id()))
                .filter(message -> !follows(message))
                .filter(message -> covered.add(message.id()))
                .toList();
    }

    /// Whether the user got an apology shortly before the message.
    private boolean follows(InboundMessage message) {
        return owedTo(message.conversationId()).stream()
                .map(mark -> mark.messages().getFirst().receivedAt().plus(TOLD))
                .anyMatch(message.receivedAt()::isBefore);
    }

    /// Reserves the messages for an answer that is about to be committed and sent: from now on they get no
    /// apology.
    ///
    /// @return false when one of them has an apology: then there must be no answer
    synchronized boolean answering(List<MessageId> ids) {
        if (ids.stream().anyMatch(covered::contains)) {
            return false;
        }
        answering.addAll(ids);
        ids.forEach(unsent::remove);
        return true;
    }

    /// Ends the reservation of an answer that is not sent, whatever the store has of it.
    synchronized void unsent(List<MessageId> ids) {
        closed(ids);
        unsent.addAll(ids);
    }

    /// Ends the reservation: the answer is settled, or was never committed.
    synchronized void closed(List<MessageId> ids) {
        ids.forEach(answering::remove);
    }

    private synchronized void giveUp(List<InboundMessage> messages) {
        messages.forEach(message -> covered.remove(message.id()));
    }

    /// Whether each of the messages has an apology that may have been sent.
    synchronized boolean areGiven(List<InboundMessage> messages) {
        Set<MessageId> given = marks.values().stream()
                .filter(FailureNotice::mayBeOut)
                .flatMap(apology -> apology.ids().stream())
                .collect(Collectors.toUnmodifiableSet());
        return messages.stream().map(InboundMessage::id).allMatch(given::contains);
    }

    /// Whether the user got an apology that the store does not have yet, or may have got one.
    synchronized boolean isTold(ConversationId id) {
        return owedTo(id).stream().anyMatch(FailureNotice::mayBeOut);
    }

    /// Whether the message has an apology and is not closed in the store yet.
    public synchronized boolean covers(MessageId id) {
        return covered.contains(id);
    }

    public synchronized List<FailureNotice> owedTo(ConversationId id) {
        return marks.values().stream()
                .filter(mark -> mark.part().conversationId().equals(id))
                .toList();
    }

    /// The oldest marks.
    public synchronized List<FailureNotice> open(int limit) {
        return marks.values().stream().limit(limit).toList();
    }

    /// The position from which the spool is still needed for marks.
    public synchronized OptionalLong oldest() {
        return marks.isEmpty() ? OptionalLong.empty() : OptionalLong.of(marks.firstKey());
    }

    /// Ends a notice that the conversation has: its messages are appended to the inbox, where they count as
    /// answered, and the mark is dropped.
    void settle(FailureNotice apology) {
        apology.messages().forEach(this::join);
        forget(apology.ids());
    }

    /// Appends messages of notices to the inbox, so that they can be closed there.
    void bring(Collection<MessageId> ids) {
        kept(ids).forEach(this::join);
    }

    /// A message that the store always refuses is set aside in the end, because its mark would block the spool.
    private void join(InboundMessage message) {
        try {
            inbox.append(message);
        } catch (EntryRefusedException e) {
            Entry entry = new Entry.Message(message);
            if (!refusals.count(Map.of(entry, e)).contains(entry)) {
                throw e;
            }
        }
    }

    private synchronized List<InboundMessage> kept(Collection<MessageId> ids) {
        return marks.values().stream()
                .flatMap(mark -> mark.messages().stream())
                .filter(message -> ids.contains(message.id()))
                .toList();
    }

    /// Withdraws a notice that the provider certainly did not accept: its messages wait for an answer again.
    ///
    /// @return false when it may have been sent
    boolean withdraw(FailureNotice apology) {
        if (!apology.begin()) {
            return false;
        }
        boolean withdrawn = false;
        try {
            settle(apology);
            withdrawn = true;
            return true;
        } finally {
            if (!withdrawn) {
                apology.notTaken();
            }
        }
    }

    /// Drops the marks of messages that are closed in the store.
    synchronized void forget(Collection<MessageId> ids) {
        marks.values().removeIf(apology -> ids.containsAll(apology.ids()));
        covered.removeAll(Set.copyOf(ids));
    }
}
