package dev.recado.domain.turn;

import dev.recado.domain.BoundedMap;
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

/// The failure notices that were sent without the store and are not recorded in it yet. Each is marked on disk
/// before it is sent, so that after a kill its messages get neither an answer nor a second notice.
public final class FailureNotices {
    private static final int BATCH = 500;
    private static final int REMEMBERED = 10_000;
    /// How long after a notice the same user gets no further one.
    private static final Duration QUIET_PERIOD = Duration.ofMinutes(10);

    private final Spool spool;
    private final Inbox inbox;
    private final EntryRefusals refusals;
    private final TreeMap<Long, FailureNotice> notices = new TreeMap<>();
    private final Set<MessageId> covered = new HashSet<>();
    private final Set<MessageId> answering = Collections.newSetFromMap(BoundedMap.droppingOldest(REMEMBERED));
    /// Messages whose answer this process never sent, although the store may have it.
    private final Set<MessageId> unsent = Collections.newSetFromMap(BoundedMap.droppingOldest(REMEMBERED));

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
        if (kept.entry() instanceof Entry.FailureNoticeMark mark) {
            // an earlier process may have committed an answer that it never sent
            FailureNotice notice = new FailureNotice(kept.position(), mark, TurnInput.ids(mark.messages()));
            notices.put(kept.position(), notice);
            covered.addAll(notice.ids());
        }
    }

    /// Marks a notice for those of the messages that have none yet and whose answer cannot have been sent, and
    /// returns when the mark is on disk. Messages written soon after a notice get no further one: they are
    /// answered when the store is back.
    ///
    /// @return the notice to send now; empty for none
    /// @throws dev.recado.domain.PortUnavailableException when it cannot be marked: then it must not be sent
    Optional<FailureNotice> mark(List<InboundMessage> messages, Function<List<InboundMessage>, OutboundMessage> words) {
        List<InboundMessage> fresh = reserveForNotice(messages);
        if (fresh.isEmpty()) {
            return pendingFor(messages.getLast().conversationId()).stream()
                    .filter(FailureNotice::begin)
                    .findFirst();
        }
        boolean marked = false;
        try {
            Entry.FailureNoticeMark entry = new Entry.FailureNoticeMark(fresh, words.apply(fresh));
            FailureNotice notice = new FailureNotice(spool.append(entry), entry, unsentOf(fresh));
            synchronized (this) {
                notices.put(notice.position(), notice);
            }
            marked = true;
            return Optional.of(notice);
        } finally {
            if (!marked) {
                cancelReservation(fresh);
            }
        }
    }

    private synchronized Set<MessageId> unsentOf(List<InboundMessage> messages) {
        return messages.stream()
                .map(InboundMessage::id)
                .filter(unsent::contains)
                .collect(Collectors.toSet());
    }

    private synchronized List<InboundMessage> reserveForNotice(List<InboundMessage> messages) {
        return messages.stream()
                .filter(message -> !answering.contains(message.id()))
                .filter(message -> !isSoonAfterNotice(message))
                .filter(message -> covered.add(message.id()))
                .toList();
    }

    /// Whether the user got a notice shortly before the message.
    private boolean isSoonAfterNotice(InboundMessage message) {
        return pendingFor(message.conversationId()).stream()
                .map(notice -> notice.messages().getFirst().receivedAt().plus(QUIET_PERIOD))
                .anyMatch(message.receivedAt()::isBefore);
    }

    /// Reserves the messages for an answer that is about to be committed and sent: from now on they get no
    /// notice.
    ///
    /// @return false when one of them has a notice: then there must be no answer
    synchronized boolean reserveForAnswer(List<MessageId> ids) {
        if (ids.stream().anyMatch(covered::contains)) {
            return false;
        }
        answering.addAll(ids);
        ids.forEach(unsent::remove);
        return true;
    }

    /// Ends the reservation of an answer that is not sent, whatever the store has of it.
    synchronized void markUnsent(List<MessageId> ids) {
        endReservation(ids);
        unsent.addAll(ids);
    }

    /// Ends the reservation: the answer is settled, or was never committed.
    synchronized void endReservation(List<MessageId> ids) {
        ids.forEach(answering::remove);
    }

    private synchronized void cancelReservation(List<InboundMessage> messages) {
        messages.forEach(message -> covered.remove(message.id()));
    }

    /// Whether each of the messages has a notice that may have been sent.
    synchronized boolean allMayHaveNotice(List<InboundMessage> messages) {
        Set<MessageId> given = notices.values().stream()
                .filter(FailureNotice::mayHaveBeenSent)
                .flatMap(notice -> notice.ids().stream())
                .collect(Collectors.toUnmodifiableSet());
        return messages.stream().map(InboundMessage::id).allMatch(given::contains);
    }

    /// Whether the user has, or may have, a notice that the store does not have yet.
    synchronized boolean mayHaveNotice(ConversationId id) {
        return pendingFor(id).stream().anyMatch(FailureNotice::mayHaveBeenSent);
    }

    /// Whether the message has a notice and is not closed in the store yet.
    public synchronized boolean covers(MessageId id) {
        return covered.contains(id);
    }

    /// The notices for a conversation that the store does not have yet.
    public synchronized List<FailureNotice> pendingFor(ConversationId id) {
        return notices.values().stream()
                .filter(notice -> notice.part().conversationId().equals(id))
                .toList();
    }

    /// The oldest notices.
    public synchronized List<FailureNotice> open(int limit) {
        return notices.values().stream().limit(limit).toList();
    }

    /// The position from which the spool is still needed for notices.
    public synchronized OptionalLong oldest() {
        return notices.isEmpty() ? OptionalLong.empty() : OptionalLong.of(notices.firstKey());
    }

    /// Ends a notice that the conversation has: its messages are appended to the inbox, where they count as
    /// answered, and the mark is dropped.
    void settle(FailureNotice notice) {
        notice.messages().forEach(this::append);
        forget(notice.ids());
    }

    /// Appends messages of notices to the inbox, so that they can be closed there.
    void appendToInbox(Collection<MessageId> ids) {
        messagesOf(ids).forEach(this::append);
    }

    /// A message that the store always refuses is set aside in the end, because its mark would block the spool.
    private void append(InboundMessage message) {
        try {
            inbox.append(message);
        } catch (EntryRefusedException e) {
            Entry entry = new Entry.Message(message);
            if (!refusals.count(Map.of(entry, e)).contains(entry)) {
                throw e;
            }
        }
    }

    private synchronized List<InboundMessage> messagesOf(Collection<MessageId> ids) {
        return notices.values().stream()
                .flatMap(notice -> notice.messages().stream())
                .filter(message -> ids.contains(message.id()))
                .toList();
    }

    /// Withdraws a notice that the provider certainly did not accept: its messages wait for an answer again.
    ///
    /// @return false when it may have been sent
    boolean withdraw(FailureNotice notice) {
        if (!notice.begin()) {
            return false;
        }
        boolean withdrawn = false;
        try {
            settle(notice);
            withdrawn = true;
            return true;
        } finally {
            if (!withdrawn) {
                notice.markNotAccepted();
            }
        }
    }

    /// Drops the marks of messages that are closed in the store.
    synchronized void forget(Collection<MessageId> ids) {
        notices.values().removeIf(notice -> ids.containsAll(notice.ids()));
        covered.removeAll(Set.copyOf(ids));
    }
}
