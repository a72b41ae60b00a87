package dev.recado.domain.schedule;

import dev.recado.domain.delivery.MessageSender.SendOutcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Random faults, until they are stopped.
final class Faults {
    private static final double LATE = Double.parseDouble(System.getProperty("recado.late", "0"));

    private final Stage stage;
    private boolean on = true;
    private boolean blocked;

    Faults(Stage stage) {
        this.stage = stage;
    }

    void stop() {
        on = false;
    }

    private boolean strikes(double share) {
        return on && stage.chance(share);
    }

    boolean storeFails() {
        return strikes(0.02);
    }

    boolean lookUpFails() {
        return strikes(0.4);
    }

    boolean modelFails() {
        return strikes(0.05);
    }

    boolean kills() {
        return strikes(0.02);
    }

    /// Often, as when a process is restarted repeatedly.
    boolean killsOften() {
        return strikes(0.1);
    }

    /// Slowly, while faults are on.
    boolean receiptComes() {
        return stage.chance(on ? 0.03 : 0.3);
    }

    boolean deliversAgain() {
        return strikes(0.1);
    }

    Duration thinking() {
        return strikes(0.2) ? Duration.ofSeconds(5 + stage.random.nextInt(20)) : Duration.ofMillis(100);
    }

    /// Returns the provider's response; null when it accepts the part.
    @Nullable
    SendOutcome send() {
        if (strikes(0.1)) {
            return new SendOutcome.Throttled(Duration.ofSeconds(3), "20429");
        }
        if (strikes(0.02)) {
            return new SendOutcome.Refused("63024", "as ordered");
        }
        if (blocked ? !strikes(0.2) && on : strikes(0.02)) {
            blocked = true;
            return new SendOutcome.Blocked("20003", "as ordered", stage.chance(0.5), "mend it");
        }
        blocked = false;
        if (strikes(0.02)) {
            return new SendOutcome.WindowClosed("63016");
        }
        return strikes(0.1) ? new SendOutcome.Unknown("never arrived") : null;
    }

    /// Returns whether the provider accepts a part and later reports a failure: `-Drecado.late=0.05` for one in
    /// twenty.
    boolean failsLater() {
        return strikes(LATE);
    }

    /// Returns whether the response is lost after the provider accepted the part.
    boolean answerLost() {
        return strikes(0.1);
    }
}
