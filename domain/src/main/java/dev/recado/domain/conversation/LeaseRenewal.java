package dev.recado.domain.conversation;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Keeps a claim while a turn is slow: renews it at a third of the lease until closed. An owner that could not
/// renew knows by its own clock when the claim may be another's.
public final class LeaseRenewal implements AutoCloseable {
    private final SessionStore sessions;
    private final ClaimedConversation claim;
    private final Duration lease;
    private final Timer timer;
    private final InstantSource clock;
    private volatile Instant until;
    private volatile boolean closed;
    private volatile boolean lost;

    public LeaseRenewal(
            SessionStore sessions, ClaimedConversation claim, Duration lease, Timer timer, InstantSource clock) {
        this.sessions = sessions;
        this.claim = claim;
        this.lease = lease;
        this.timer = timer;
        this.clock = clock;
        this.until = claim.until();
        later();
    }

    /// Whether the claim holds for long enough to give a part to the provider. Asks the store when the lease is
    /// about to run out.
    public boolean holds() {
        // checked again after the renewal: its reply may have taken long
        return !lost && (isLongEnough() || (renewed() && isLongEnough()));
    }

    private boolean isLongEnough() {
        return clock.instant().isBefore(until.minus(lease.dividedBy(3)));
    }

    @Override
    public void close() {
        closed = true;
    }

    private void later() {
        timer.after(lease.dividedBy(3), this::renew);
    }

    private void renew() {
        if (!closed && !lost) {
            renewed();
            later();
        }
    }

    private boolean renewed() {
        // taken before the call: the store's lease runs at least as long
        Instant now = clock.instant();
        try {
            lost = !sessions.renew(claim, now, lease);
            Instant renewed = now.plus(lease);
            until = !lost && renewed.isAfter(until) ? renewed : until;
            return !lost;
        } catch (PortUnavailableException e) {
            return false;
        }
    }
}
