package dev.recado.domain.delivery;

import dev.recado.domain.delivery.MessageSender.SendOutcome;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.PartId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The state of a blocked sender.
///
/// @param foundIn the conversation whose part was refused first
/// @param byReceipt whether the provider accepts parts and reports the failure later, by receipt
/// @param nextTry when the next part is tried; while one is being tried, when that try counts as lost
/// @param proof the part that was accepted since, and whose receipt shows whether the sender works
record SenderBlock(
        SendOutcome.Blocked why,
        ConversationId foundIn,
        Instant since,
        boolean byReceipt,
        Duration delay,
        Instant nextTry,
        boolean underWay,
        @Nullable PartId proof) {
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);
    /// How long other parts wait while one part is being tried.
    private static final Duration UNDER_WAY = Duration.ofSeconds(1);
    /// A try that has not ended by then died with its thread.
    private static final Duration LOST = Duration.ofMinutes(1);
    /// Where failures come by receipt: how long an accepted part must not fail to prove that the sender works.
    private static final Duration PROOF = Duration.ofSeconds(30);

    SenderBlock trying(Instant now) {
        return new SenderBlock(why, foundIn, since, byReceipt, delay, now.plus(LOST), true, null);
    }

    SenderBlock waiting(Duration pause, Instant now) {
        return new SenderBlock(why, foundIn, since, byReceipt, pause, now.plus(pause), false, null);
    }

    SenderBlock accepted(PartId part, Instant now) {
        return new SenderBlock(why, foundIn, since, byReceipt, delay, now.plus(PROOF), false, part);
    }

    Duration wait(Instant now) {
        return underWay ? UNDER_WAY : Duration.between(now, nextTry);
    }

    Duration longer() {
        Duration doubled = delay.multipliedBy(2);
        return doubled.compareTo(LONGEST_DELAY) < 0 ? doubled : LONGEST_DELAY;
    }
}
