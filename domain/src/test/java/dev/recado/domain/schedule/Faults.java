package dev.recado.domain.schedule;

import dev.recado.domain.delivery.MessageSender.SendOutcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Random faults, until they are stopped.
final class Faults {
    private static final double LATE = 0.05;

    private final Scheduler scheduler;
    private boolean on = true;
    private boolean blocked;

    Faults(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    void stop() {
        on = false;
    }

    private boolean occurs(double share) {
        return on && scheduler.chance(share);
    }

    boolean storeFails() {
        return occurs(0.02);
    }

    boolean lookUpFails() {
        return occurs(0.4);
    }

    boolean modelFails() {
        return occurs(0.05);
    }

    boolean kills() {
        return occurs(0.02);
    }

    /// Often, as when a process is restarted repeatedly.
    boolean killsOften() {
        return occurs(0.1);
    }

    /// Slowly, while faults are on.
    boolean receiptComes() {
        return scheduler.chance(on ? 0.03 : 0.3);
    }

    boolean deliversAgain() {
        return occurs(0.1);
    }

    Duration thinking() {
        return occurs(0.2) ? Duration.ofSeconds(5 + scheduler.random.nextInt(20)) : Duration.ofMillis(100);
    }

    /// Returns the provider's response; null when it accepts the part.
    @Nullable
    SendOutcome send() {
        if (occurs(0.1)) {
            return new SendOutcome.Throttled(Duration.ofSeconds(3), "20429");
        }
        if (occurs(0.02)) {
            return new SendOutcome.Refused("63024", "as ordered");
        }
        if (blocked ? !occurs(0.2) && on : occurs(0.02)) {
            blocked = true;
            return new SendOutcome.Blocked("20003", "as ordered", scheduler.chance(0.5), "mend it");
        }
        blocked = false;
        if (occurs(0.02)) {
            return new SendOutcome.WindowClosed("63016");
        }
        return occurs(0.1) ? new SendOutcome.Unknown("never arrived") : null;
    }

    /// Returns whether the provider accepts a part and later reports a failure.
    boolean failsLater() {
        return occurs(LATE);
    }

    /// Returns whether the response is lost after the provider accepted the part.
    boolean answerLost() {
        return occurs(0.1);
    }
}
