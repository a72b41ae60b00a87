package dev.recado.domain.delivery;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.delivery.MessageSender.SendOutcome;
import dev.recado.domain.delivery.MessageSender.Settlement;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.OutboundContent;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.message.Outbox.PendingPart;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tries one part once: not before its time, not while its sender is blocked, and not before it is known that
/// no earlier try reached the provider.
public record PartSender(Senders senders, RetrySchedule retries, Pacing pacing, Duration patience) {
    static final String NOT_YET = "not found yet";
    public static final String GIVEN_UP = "given-up";
    private static final String UNSETTLED = "unsettled";
    /// Error codes of Recado, beside those of the providers.
    static final Set<String> OURS = Set.of(GIVEN_UP, UNSETTLED);

    AttemptResult attempt(PendingPart pending, DeliveryAttempt round) {
        OutboundMessage part = pending.message();
        if (round.isTooOld()) {
            return new AttemptResult.Made(
                    new SendOutcome.Refused(GIVEN_UP, "nobody made the provider take it in time"));
        }
        return switch (senders.blocks().admit(part)) {
            case SenderBlocks.Admission.Wait(Duration by, String code) -> new AttemptResult.Blocked(by, code);
            case SenderBlocks.Admission.Go ignored -> {
                AttemptResult attempt = admitted(pending, round);
                if (attempt instanceof AttemptResult.Made(SendOutcome outcome)) {
                    senders.blocks().tried(part, outcome);
                } else {
                    senders.blocks().notTried(part);
                }
                yield attempt;
            }
        };
    }

    private AttemptResult admitted(PendingPart pending, DeliveryAttempt round) {
        OutboundMessage part = pending.message();
        if (pending.state() != DeliveryStatus.QUEUED) {
            AttemptResult found = lookUp(part, round);
            if (found != null) {
                return found;
            }
        }
        if (retries.tooLate(round.deliverableSince())) {
            return new AttemptResult.Made(new SendOutcome.Refused(GIVEN_UP, "not accepted within " + patience));
        }
        boolean free = !(part.content() instanceof OutboundContent.Template);
        if (free && !round.windowIsOpen()) {
            return new AttemptResult.Made(new SendOutcome.WindowClosed(DeliveryAttempt.WINDOW_CLOSED));
        }
        Duration early = pacing.early(part);
        if (early.isPositive()) {
            return new AttemptResult.Early(early);
        }
        retries.giving(part.id());
        SendOutcome outcome = senders.of(part.channel()).send(part);
        return new AttemptResult.Made(
                !free && outcome instanceof SendOutcome.WindowClosed closed
                        ? new SendOutcome.Refused(closed.code(), DeliveryAttempt.CLOSED)
                        : outcome);
    }

    /// Looks up a part that the provider may have accepted.
    ///
    /// @return null when the provider certainly does not have it
    private @Nullable AttemptResult lookUp(OutboundMessage part, DeliveryAttempt round) {
        try {
            switch (senders.of(part.channel()).lookUp(part, round.committedAt(), round.others())) {
                case Settlement.Found found -> {
                    return new AttemptResult.Found(new SendOutcome.Accepted(found.externalId()));
                }
                case Settlement.Blocked(SendOutcome.Blocked block) -> {
                    senders.blocks().tried(part, block);
                    return new AttemptResult.Blocked(senders.blocks().wait(part), block.code());
                }
                case Settlement.NotFound ignored -> {
                    // whether it may still arrive is checked below
                }
            }
        } catch (PortUnavailableException e) {
            return new AttemptResult.Made(
                    retries.tooLate(round.deliverableSince())
                            ? new SendOutcome.Refused(UNSETTLED, "the provider could not be asked for too long")
                            : new SendOutcome.Unknown("the provider could not be asked"));
        }
        if (!round.mayGoOn()) {
            // the look-up took time
            return new AttemptResult.Made(new SendOutcome.Unknown("not found, but the claim may be lost"));
        }
        Duration settling = senders.of(part.channel()).capabilities().settling();
        return retries.mayStillArrive(part.id(), settling)
                ? new AttemptResult.Made(new SendOutcome.Unknown(NOT_YET))
                : null;
    }
}
