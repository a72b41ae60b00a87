package dev.recado.domain.usecase;

import dev.recado.domain.model.ClaimedConversation;
import dev.recado.domain.port.PortUnavailableException;
import dev.recado.domain.port.SessionStore;
import java.time.Duration;
import java.time.InstantSource;

/// Keeps a claim while a turn is slow: renews it at a third of the lease until closed.
final class LeaseRenewal implements AutoCloseable {
    private final SessionStore sessions;
    private final ClaimedConversation claim;
    private final Duration lease;
    private final Timer timer;
    private final InstantSource clock;
    private volatile boolean closed;
    private volatile boolean lost;

    LeaseRenewal(SessionStore sessions, ClaimedConversation claim, Duration lease, Timer timer, InstantSource clock) {
        this.sessions = sessions;
        this.claim = claim;
        this.lease = lease;
        this.timer = timer;
        this.clock = clock;
        later();
    }

    /// Whether another process may have taken the conversation: nothing more may be sent.
    boolean lost() {
        return lost;
    }

    @Override
    public void close() {
        closed = true;
    }

    private void later() {
        timer.after(lease.dividedBy(3), this::renew);
    }

    private void renew() {
        if (closed) {
            return;
        }
        try {
            if (!sessions.renew(claim, clock.instant(), lease)) {
                lost = !closed;
                return;
            }
        } catch (PortUnavailableException e) {
            // The commit is filtered on the fence: what counts is decided there.
        }
        later();
    }
}
