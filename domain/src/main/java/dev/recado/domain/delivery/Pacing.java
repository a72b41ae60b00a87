package dev.recado.domain.delivery;

import dev.recado.domain.BoundedMap;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.message.OutboundMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Schedules when each part may be given to its provider, within WhatsApp's limits for a sender and for a user.
/// A part gets its time once, in the order of asking, and keeps it. The memory is this process's own, and
/// bounded.
public final class Pacing {
    /// A wait this short is spent on the calling thread.
    private static final Duration A_MOMENT = Duration.ofMillis(250);

    /// Messages a second that Meta allows a number that the phone app uses too (Meta's page on throughput).
    private static final int SHARED_WITH_APP = 20;

    private static final int MOST_PARTS = 100_000;
    private static final int MOST_USERS = 100_000;
    private static final int MOST_SENDERS = 1_000;

    private final Limits limits;
    private final InstantSource clock;
    private final Pause pause;
    private final Map<PartId, Instant> given = BoundedMap.droppingOldest(MOST_PARTS);
    private final Map<Sender, SenderSlots> senders = BoundedMap.droppingOldest(MOST_SENDERS);
    private final Map<Sender, Integer> shared = BoundedMap.droppingOldest(MOST_SENDERS);
    /// When the next part of each user is due if there were no burst, the user written to last at the end.
    private final Map<Pair, Instant> due = BoundedMap.droppingOldest(MOST_USERS);

    /// @param perSecond parts that one sender sends in a second, evenly spread; 0 for no limit
    /// @param userEvery the time for one part to one user, after a burst; zero for no limit
    /// @param userBurst how many parts one user may get at once, if none was sent in the time before
    public record Limits(int perSecond, Duration userEvery, int userBurst) {
        public static final Limits NONE = new Limits(0, Duration.ZERO, 1);

        public Limits {
            if (perSecond < 0 || userEvery.isNegative() || userBurst < 1) {
                throw new IllegalArgumentException("a pace is not negative, and a burst at least one part");
            }
        }
    }

    /// Waits on the caller's thread.
    @FunctionalInterface
    public interface Pause {
        /// Waits less when the thread is interrupted, and keeps the interrupt flag.
        void pause(Duration time);
    }

    private record Sender(Channel channel, @Nullable String businessAddress) {}

    private record Pair(Sender sender, UserAddress user) {}

    public Pacing(Limits limits, InstantSource clock, Pause pause) {
        this.limits = limits;
        this.clock = clock;
        this.pause = pause;
    }

    /// The time until the part may be given to the provider: zero for now. A short wait is spent in this
    /// method. The part keeps its time until it is let through.
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

    /// Paces the sender as one that the WhatsApp phone app uses too, unless it is slower already. A repeat is
    /// harmless.
    public synchronized void sharedWithApp(Channel channel, @Nullable String businessAddress) {
        Sender sender = new Sender(channel, businessAddress);
        boolean slower = limits.perSecond() > 0 && limits.perSecond() <= SHARED_WITH_APP;
        if (!slower && shared.put(sender, SHARED_WITH_APP) == null) {
            senders.remove(sender);
        }
    }

    /// The sender's limit in parts a second; 0 for none.
    ///
    /// @param businessAddress null for the sender of parts that answer no message
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
        // A user who is due in the past counts as one never written to.
        while (!due.isEmpty() && !due.values().iterator().next().isAfter(now)) {
            due.remove(due.keySet().iterator().next());
        }
    }
}
