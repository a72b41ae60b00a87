package dev.recado.domain.turn;

import dev.recado.domain.identity.MessageId;
import dev.recado.domain.message.InboundMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/// The messages that this process knows to wait in one conversation: the oldest ones and the newest. Those
/// between are in the store, where the turn reads them.
final class PendingMessages implements AnswerConversationUseCase.Waiting {
    private static final int KNOWN = 50;

    private final Dispatcher.Pace pace;
    private final InstantSource clock;
    private final LinkedHashMap<MessageId, Arrival> known = new LinkedHashMap<>();
    private boolean own;

    private record Arrival(InboundMessage message, Instant at, Instant quietUntil) {}

    PendingMessages(Dispatcher.Pace pace, InstantSource clock) {
        this.pace = pace;
        this.clock = clock;
    }

    /// @param taken whether this process took the message in
    /// @param room whether there is room for more than two
    /// @return how many more are held now
    synchronized int add(InboundMessage message, Duration quiet, boolean taken, boolean room) {
        own |= taken;
        if (known.containsKey(message.id())) {
            return 0;
        }
        Instant now = clock.instant();
        boolean full = known.size() >= (room ? KNOWN : 2);
        if (full) {
            // the newest message represents those before it: it is not closed before they are
            known.pollLastEntry();
        }
        known.put(message.id(), new Arrival(message, now, now.plus(quiet)));
        return full ? 0 : 1;
    }

    /// @return how many are left
    synchronized int without(Set<MessageId> closed) {
        known.keySet().removeAll(closed);
        return known.size();
    }

    synchronized int size() {
        return known.size();
    }

    /// Whether this process accepted one of them: then it waits for its turn however long another process works
    /// on the conversation.
    synchronized boolean own() {
        return own;
    }

    synchronized Set<MessageId> ids() {
        return Set.copyOf(known.keySet());
    }

    /// When the quiet time of the user ends, or the longest wait for it.
    synchronized Instant quietUntil() {
        Instant last = Instant.MIN;
        Instant cap = Instant.MAX;
        for (Arrival arrival : known.values()) {
            last = arrival.quietUntil().isAfter(last) ? arrival.quietUntil() : last;
            Instant capped = arrival.at().plus(pace.quietCap());
            cap = capped.isBefore(cap) ? capped : cap;
        }
        return last.isBefore(cap) ? last : cap;
    }

    /// Restarts the deadline: until now nothing could be sent to the user.
    synchronized void waitAnew() {
        Instant now = clock.instant();
        known.replaceAll((_, arrival) -> new Arrival(arrival.message(), now, arrival.quietUntil()));
    }

    @Override
    public synchronized List<InboundMessage> messages() {
        return known.values().stream()
                .map(Arrival::message)
                .sorted(InboundMessage.BY_ARRIVAL)
                .toList();
    }

    @Override
    public synchronized List<InboundMessage> due(Instant by) {
        return known.values().stream()
                .filter(arrival -> !arrival.at().plus(pace.deadline()).isAfter(by))
                .map(Arrival::message)
                .sorted(InboundMessage.BY_ARRIVAL)
                .toList();
    }

    @Override
    public synchronized Instant deadline() {
        return known.values().stream()
                .map(Arrival::at)
                .min(Comparator.naturalOrder())
                .orElseGet(clock::instant)
                .plus(pace.deadline());
    }
}
