package dev.recado.domain.delivery;

import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.message.OutboundMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// When each part may be given to its provider, so that no sender and no user gets more than WhatsApp allows. A
/// part is given a time once, in the order of asking, and keeps it: whoever comes back for it then has waited
/// enough. What it knows is this process's alone, and bounded.
public final class Pacing {
    /// Waited out where one stands.
    private static final Duration A_MOMENT = Duration.ofMillis(250);

    /// Messages a second that Meta allows a number which the phone app uses, too (its page on throughput).
    private static final int SHARED_WITH_APP = 20;

    private static final int MOST_PARTS = 100_000;
    private static final int MOST_USERS = 100_000;
    private static final int MOST_SENDERS = 1_000;

    private final Limits limits;
    private final InstantSource clock;
    private final Pause pause;
    private final Map<PartId, Instant> given = new Bounded<>(MOST_PARTS);
    private final Map<Sender, SenderSlots> senders = new Bounded<>(MOST_SENDERS);
    private final Map<Sender, Integer> shared = new Bounded<>(MOST_SENDERS);
    /// When the next part of each user would be due if there were no burst, the one that was written to last at
    /// the end.
    private final Map<Pair, Instant> due = new Bounded<>(MOST_USERS);

    /// @param perSecond parts a second of one sender, evenly; 0 for no limit
    /// @param userEvery one part for each user in this time; zero for no limit
    /// @param userBurst so many parts for one user at once, of those that the time before did not use
    public record Limits(int perSecond, Duration userEvery, int userBurst) {
        public static final Limits NONE = new Limits(0, Duration.ZERO, 1);

        public Limits {
            if (perSecond < 0 || userEvery.isNegative() || userBurst < 1) {
                throw new IllegalArgumentException("a pace is not negative, and a burst at least one part");
            }
        }
    }

    /// Waits for a moment on the caller's thread.
    @FunctionalInterface
    public interface Pause {
        /// Less when the thread is interrupted, and then it stays so.
        void pause(Duration time);
    }

    private record Sender(Channel channel, @Nullable String businessAddress) {}

    private record Pair(Sender sender, UserAddress user) {}

    public Pacing(Limits limits, InstantSource clock, Pause pause) {
        this.limits = limits;
        this.clock = clock;
        this.pause = pause;
    }

    /// How long before its time a part comes: zero when it may be given to the provider now. A moment is waited
    /// for. Until the part was let through, it keeps its time.
    Duration early(OutboundMessage part) {
        Duration left = Duration.between(clock.instant(), slot(part));
        if (left.compareTo(A_MOMENT) > 0) {
            return left;
        }
        if (left.isPositive()) {
            pause.pause(left);
        }
        passed(part.id());
        return Duration.ZERO;
    }

    /// From now on the sender is paced as one that the WhatsApp phone app uses beside us, unless it is slower
    /// already. A repeat changes nothing.
    public synchronized void sharedWithApp(Channel channel, @Nullable String businessAddress) {
        Sender sender = new Sender(channel, businessAddress);
        boolean slower = limits.perSecond() > 0 && limits.perSecond() <= SHARED_WITH_APP;
        if (!slower && shared.put(sender, SHARED_WITH_APP) == null) {
            senders.remove(sender);
        }
    }

    /// Parts a second that the sender is paced at; 0 for no limit.
    ///
    /// @param businessAddress null for the sender of what answers nobody
    public synchronized int perSecond(Channel channel, @Nullable String businessAddress) {
        return shared.getOrDefault(new Sender(channel, businessAddress), limits.perSecond());
    }

    private synchronized void passed(PartId id) {
        given.remove(id);
    }

    private synchronized Instant slot(OutboundMessage part) {
        Instant kept = given.get(part.id());
        if (kept != null) {
            return kept;
        }
        Instant now = clock.instant();
        Sender sender = new Sender(part.channel(), part.businessAddress());
        Pair pair = new Pair(sender, part.to());
        Instant from = earliest(pair, now);
        int perSecond = perSecond(part.channel(), part.businessAddress());
        Instant slot = perSecond == 0
                ? from
                : senders.computeIfAbsent(sender, _ -> new SenderSlots(perSecond))
                        .take(from, now);
        taken(pair, slot, now);
        if (slot.isAfter(now)) {
            given.put(part.id(), slot);
        }
        return slot;
    }

    /// The generic cell rate algorithm (ITU-T I.371): a part conforms while the time it would be due without a
    /// burst is not further ahead than a burst takes.
    private Instant earliest(Pair pair, Instant now) {
        Instant expected = due.get(pair);
        if (expected == null) {
            return now;
        }
        Instant earliest = expected.minus(limits.userEvery().multipliedBy(limits.userBurst() - 1L));
        return earliest.isAfter(now) ? earliest : now;
    }

    private void taken(Pair pair, Instant slot, Instant now) {
        if (limits.userEvery().isZero()) {
            return;
        }
        Instant expected = due.remove(pair);
        Instant from = expected == null || slot.isAfter(expected) ? slot : expected;
        due.put(pair, from.plus(limits.userEvery()).truncatedTo(ChronoUnit.NANOS));
        // Who is due in the past is as one who was never written to.
        while (!due.isEmpty() && !due.values().iterator().next().isAfter(now)) {
            due.remove(due.keySet().iterator().next());
        }
    }

    /// Forgets what was put in first when it is full.
    private static final class Bounded<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1L;
        private final int most;

        private Bounded(int most) {
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
        }
    }
}
