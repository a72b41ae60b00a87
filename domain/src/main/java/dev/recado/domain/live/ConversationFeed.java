package dev.recado.domain.live;

import dev.recado.domain.BoundedMap;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.Timer;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.event.Event;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.handoff.ConversationList;
import dev.recado.domain.handoff.ConversationSummary;
import dev.recado.domain.handoff.ThreadEntry;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.live.ConversationWatcher.Change;
import dev.recado.domain.message.Author;
import dev.recado.domain.message.DeliveryReceipt;
import dev.recado.domain.message.MessageLog;
import dev.recado.domain.message.OutboundMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/// Tells watchers which conversations change, and what is said in them, shortly after it is stored. A
/// conversation is read once for all watchers, and several changes of one within a moment are told together.
/// What another process changes is found in the store within some seconds. While nobody watches, nothing is
/// read.
public final class ConversationFeed implements EventSink {
    private static final Duration DELAY = Duration.ofMillis(80);
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
    /// More than the clocks of processes differ.
    private static final Duration OVERLAP = Duration.ofSeconds(5);
    private static final int NEWEST = 20;
    private static final int POLLED = 200;
    private static final int REMEMBERED = 20_000;

    private final ConversationList conversations;
    private final ChangedConversations changes;
    private final MessageLog log;
    private final Timer timer;
    private final InstantSource clock;
    private final List<ConversationWatcher> watchers = new CopyOnWriteArrayList<>();
    private final Map<String, ThreadEntry> toldEntries = BoundedMap.droppingLeastUsed(REMEMBERED);
    private final Map<ConversationId, ConversationSummary> toldSummaries = BoundedMap.droppingLeastUsed(REMEMBERED);

    private final Set<ConversationId> changed = new LinkedHashSet<>();
    private final Set<DeliveryReceipt> receipts = new LinkedHashSet<>();
    private boolean flushScheduled;
    private boolean polling;
    private Instant watchedSince = Instant.MAX;

    public ConversationFeed(
            ConversationList conversations,
            ChangedConversations changes,
            MessageLog log,
            Timer timer,
            InstantSource clock) {
        this.conversations = conversations;
        this.changes = changes;
        this.log = log;
        this.timer = timer;
        this.clock = clock;
    }

    /// Tells the watcher what changes from now on, until the result is closed.
    public Watch watch(ConversationWatcher watcher) {
        boolean begin;
        boolean isFirst;
        synchronized (this) {
            watchers.add(watcher);
            begin = !polling;
            polling = true;
            isFirst = watchers.size() == 1;
            if (isFirst) {
                watchedSince = clock.instant();
            }
        }
        if (isFirst) {
            synchronized (toldEntries) {
                // what was told to earlier watchers may have changed since, unseen
                toldSummaries.clear();
            }
        }
        if (begin) {
            timer.after(POLL_INTERVAL, this::poll);
        }
        return () -> watchers.remove(watcher);
    }

    /// Closing it ends the telling.
    @FunctionalInterface
    public interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /// Returns what changed since a time, for a watcher who was away; empty when that is more than can be told.
    ///
    /// @throws PortUnavailableException when the store does not answer
    public Optional<List<Change>> since(Instant time) {
        Instant now = clock.instant();
        Instant from = time.minus(OVERLAP);
        List<ConversationId> ids = changes.since(from, POLLED + 1);
        if (ids.size() > POLLED) {
            return Optional.empty();
        }
        List<Change> missed = new ArrayList<>();
        for (ConversationId id : ids.reversed()) {
            conversations
                    .conversation(id)
                    .map(summary -> new Change(
                            summary,
                            null,
                            newest(id).stream()
                                    .filter(entry -> !entry.at().isBefore(from))
                                    .toList(),
                            List.of(),
                            now))
                    .ifPresent(missed::add);
        }
        return Optional.of(missed);
    }

    /// Tells that a person types, or has stopped. Reaches the watchers of this process.
    public void typing(ConversationId id, Author person, boolean types) {
        timer.after(Duration.ZERO, () -> {
            Optional<ConversationSummary> conversation = summary(id);
            synchronized (toldEntries) {
                conversation.ifPresent(found -> watchers.forEach(watcher -> watcher.typing(found, person, types)));
            }
        });
    }

    private Optional<ConversationSummary> summary(ConversationId id) {
        try {
            return watchers.isEmpty() ? Optional.empty() : conversations.conversation(id);
        } catch (PortUnavailableException _) {
            return Optional.empty();
        }
    }

    /// Notes that something of a conversation was changed that no event tells of.
    public void changed(ConversationId id) {
        note(List.of(id));
    }

    @Override
    public void publish(Event event) {
        if (watchers.isEmpty()) {
            return;
        }
        switch (event) {
            case Event.Received received -> note(List.of(received.message().conversationId()));
            case Event.PartSent sent -> note(sent.part());
            case Event.PartSettled settled -> note(settled.part());
            case Event.PartFailed failed -> note(failed.part());
            case Event.PartHeld held -> note(held.part());
            case Event.PartUnknown unknown -> note(unknown.part());
            case Event.ReceiptRecorded recorded -> noteReceipt(recorded);
            case Event.BusinessEventsRecorded recorded ->
                note(recorded.events().stream()
                        .map(BusinessEvent::conversationId)
                        .toList());
            default -> {}
        }
    }

    private void note(OutboundMessage part) {
        note(List.of(part.conversationId()));
    }

    private void noteReceipt(Event.ReceiptRecorded recorded) {
        if (recorded.applied() == MessageLog.Applied.ADVANCED) {
            synchronized (this) {
                receipts.add(recorded.receipt());
            }
            note(List.of());
        }
    }

    private void note(Collection<ConversationId> ids) {
        boolean begin;
        synchronized (this) {
            changed.addAll(ids);
            begin = !flushScheduled && !watchers.isEmpty();
            flushScheduled |= begin;
        }
        if (begin) {
            timer.after(DELAY, this::flush);
        }
    }

    private void flush() {
        Set<ConversationId> ids;
        List<DeliveryReceipt> reported;
        synchronized (this) {
            flushScheduled = false;
            ids = new LinkedHashSet<>(changed);
            changed.clear();
            reported = List.copyOf(receipts);
            receipts.clear();
        }
        try {
            for (DeliveryReceipt receipt : reported) {
                log.part(receipt).map(OutboundMessage::conversationId).ifPresent(ids::add);
            }
            ids.forEach(this::tell);
        } catch (PortUnavailableException _) {
            // what is not told now is found by the next poll, or by the watcher who reads the list again
            note(ids);
        }
    }

    private void poll() {
        try {
            if (!watchers.isEmpty()) {
                note(changes.since(clock.instant().minus(OVERLAP), POLLED));
            }
        } catch (PortUnavailableException _) {
            // the next poll looks again
        } finally {
            boolean again;
            synchronized (this) {
                again = !watchers.isEmpty();
                polling = again;
            }
            if (again) {
                timer.after(POLL_INTERVAL, this::poll);
            }
        }
    }

    private List<ThreadEntry> newest(ConversationId id) {
        return conversations.thread(id, NEWEST, null).items().reversed();
    }

    private void tell(ConversationId id) {
        Optional<ConversationSummary> found = conversations.conversation(id);
        if (found.isEmpty()) {
            return;
        }
        List<ThreadEntry> entries = newest(id);
        synchronized (toldEntries) {
            Change change = change(found.get(), entries);
            if (!change.conversation().equals(change.before())
                    || !change.added().isEmpty()
                    || !change.updated().isEmpty()) {
                watchers.forEach(watcher -> watcher.changed(change));
            }
        }
    }

    private Change change(ConversationSummary summary, List<ThreadEntry> entries) {
        List<ThreadEntry> added = new ArrayList<>();
        List<ThreadEntry> updated = new ArrayList<>();
        for (ThreadEntry entry : entries) {
            ThreadEntry before = toldEntries.put(entry.id(), entry);
            if (before == null && entry.at().isBefore(watchedSince)) {
                // a watcher who began later has read it
                continue;
            }
            if (before == null) {
                added.add(entry);
            } else if (!before.equals(entry)) {
                updated.add(entry);
            }
        }
        ConversationSummary before = toldSummaries.put(summary.id(), summary);
        return new Change(summary, before, added, updated, clock.instant());
    }
}
