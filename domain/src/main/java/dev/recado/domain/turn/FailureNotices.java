package dev.recado.domain.turn;

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
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The apologies that were given without the store and are not yet written down in it. Each is marked on disk
/// before it is sent: whatever is killed when, what was apologised for is not answered afterwards, nor apologised
/// for again.
public final class FailureNotices {
    private static final int BATCH = 500;
    private static final int REMEMBERED = 10_000;
    /// A user who was asked to come back in a few minutes is not told the same again before.
    private static final Duration TOLD = Duration.ofMinutes(10);

    private final Spool spool;
    private final Inbox inbox;
    private final EntryRefusals refusals;
    private final TreeMap<Long, FailureNotice> marks = new TreeMap<>();
    private final Set<MessageId> covered = new HashSet<>();
    private final Set<MessageId> answering = new LinkedHashSet<>();

    private FailureNotices(Spool spool, Inbox inbox, EntryRefusals refusals) {
        this.spool = spool;
        this.inbox = inbox;
        this.refusals = refusals;
    }

    /// Reads the marks that an earlier life of the process left. Nothing may be answered before.
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
            FailureNotice mark = new FailureNotice(kept.position(), apology, true);
            marks.put(kept.position(), mark);
            covered.addAll(mark.ids());
        }
    }

    /// Marks an apology for those of the messages that have none yet, and whose answer cannot be out, and returns
    /// when the mark is safe. What a user writes soon after an apology gets no further one: the store's return
    /// brings its answer.
    ///
    /// @return the mark whose apology is to be sent now; empty when nothing is to be sent
    /// @throws dev.recado.domain.PortUnavailableException when it cannot be marked: then it may not be sent
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
            FailureNotice mark = new FailureNotice(spool.append(entry), entry, true);
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

    private synchronized List<InboundMessage> reserve(List<InboundMessage> messages) {
        return messages.stream()
                .filter(message -> !answering.contains(message.id()))
                .filter(message -> !follows(message))
                .filter(message -> covered.add(message.id()))
                .toList();
    }

    /// Whether its user was apologised to not long before it.
    private boolean follows(InboundMessage message) {
        return owedTo(message.conversationId()).stream()
                .map(mark -> mark.messages().getFirst().receivedAt().plus(TOLD))
                .anyMatch(message.receivedAt()::isBefore);
    }

    /// An answer to these is about to be stored, and sent: from now on they get no apology.
    ///
    /// @return false when one of them has one: then there must be no answer
    synchronized boolean answering(List<MessageId> ids) {
        if (ids.stream().anyMatch(covered::contains)) {
            return false;
        }
        answering.addAll(ids);
        while (answering.size() > REMEMBERED) {
            answering.remove(answering.iterator().next());
        }
        return true;
    }

    /// Their answer is closed, or was never stored.
    synchronized void closed(List<MessageId> ids) {
        ids.forEach(answering::remove);
    }

    private synchronized void giveUp(List<InboundMessage> messages) {
        messages.forEach(message -> covered.remove(message.id()));
    }

    /// Whether each of them was apologised for, and the apology may be out.
    synchronized boolean areGiven(List<InboundMessage> messages) {
        Set<MessageId> given = marks.values().stream()
                .filter(FailureNotice::mayBeOut)
                .flatMap(apology -> apology.ids().stream())
                .collect(Collectors.toUnmodifiableSet());
        return messages.stream().map(InboundMessage::id).allMatch(given::contains);
    }

    /// Whether the user has an apology that the store does not know of yet, or may have it.
    synchronized boolean isTold(ConversationId id) {
        return owedTo(id).stream().anyMatch(FailureNotice::mayBeOut);
    }

    /// Whether this message was apologised for and is not yet closed in the store.
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

    /// From where on the spool is still needed for marks.
    public synchronized OptionalLong oldest() {
        return marks.isEmpty() ? OptionalLong.empty() : OptionalLong.of(marks.firstKey());
    }

    /// The conversation knows of the apology. Now its messages join the others in the store, where they are taken
    /// for answered, and the mark has done its work.
    void settle(FailureNotice apology) {
        apology.messages().forEach(this::join);
        forget(apology.ids());
    }

    /// Puts these messages into the store, where they are still to be closed, as far as they were kept out of it.
    void bring(Collection<MessageId> ids) {
        kept(ids).forEach(this::join);
    }

    /// A message that the store will never have is set aside in the end: its mark would hold up the spool for
    /// ever.
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

    /// Takes an apology back that the provider certainly did not take: its messages wait for an answer again.
    ///
    /// @return false when it may be out
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

    /// These are closed in the store: the marks have done their work.
    synchronized void forget(Collection<MessageId> ids) {
        marks.values().removeIf(apology -> ids.containsAll(apology.ids()));
        covered.removeAll(Set.copyOf(ids));
    }
}
