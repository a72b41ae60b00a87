package dev.recado.domain.usecase;

import dev.recado.domain.model.DeliveryStatus;
import dev.recado.domain.model.OutboundContent;
import dev.recado.domain.model.OutboundMessage;
import dev.recado.domain.model.Outbox.PendingPart;
import dev.recado.domain.port.MessageSender.SendOutcome;
import dev.recado.domain.port.MessageSender.Settlement;
import dev.recado.domain.port.PortUnavailableException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tries one part once: not before its time, not while its sender is blocked, and not before it is known that an
/// earlier try did not bring it to the provider.
record Attempts(Senders senders, Retries retries, Pacing pacing, Duration patience) {
    static final String NOT_YET = "not found yet";
    static final String GIVEN_UP = "given-up";
    private static final String UNSETTLED = "unsettled";
    /// Codes of our own, beside the providers'.
    static final Set<String> OURS = Set.of(GIVEN_UP, UNSETTLED);

    Attempt attempt(PendingPart pending, Round round) {
        OutboundMessage part = pending.message();
        if (round.isTooOld()) {
            return new Attempt.Made(new SendOutcome.Refused(GIVEN_UP, "nobody made the provider take it in time"));
        }
        return switch (senders.blocks().admit(part)) {
            case SenderBlocks.Admission.Wait(Duration by, String code) -> new Attempt.Blocked(by, code);
            case SenderBlocks.Admission.Go ignored -> {
                Attempt attempt = admitted(pending, round);
                if (attempt instanceof Attempt.Made(SendOutcome outcome)) {
                    senders.blocks().tried(part, outcome);
                } else {
                    senders.blocks().notTried(part);
                }
                yield attempt;
            }
        };
    }

    private Attempt admitted(PendingPart pending, Round round) {
        OutboundMessage part = pending.message();
        if (pending.state() != DeliveryStatus.QUEUED) {
            Attempt found = lookUp(part, round);
            if (found != null) {
                return found;
            }
        }
        if (retries.tooLate(round.deliverableSince())) {
            return new Attempt.Made(new SendOutcome.Refused(GIVEN_UP, "not accepted within " + patience));
        }
        boolean free = !(part.content() instanceof OutboundContent.Template);
        if (free && !round.windowIsOpen()) {
            return new Attempt.Made(new SendOutcome.WindowClosed(Round.WINDOW_CLOSED));
        }
        Duration early = pacing.early(part);
        if (early.isPositive()) {
            return new Attempt.Early(early);
        }
        retries.giving(part.id());
        SendOutcome outcome = senders.of(part.channel()).send(part);
        return new Attempt.Made(
                !free && outcome instanceof SendOutcome.WindowClosed closed
                        ? new SendOutcome.Refused(closed.code(), Round.CLOSED)
                        : outcome);
    }

    /// Asks the provider for a part that it may have.
    ///
    /// @return null when it certainly does not
    private @Nullable Attempt lookUp(OutboundMessage part, Round round) {
        try {
            switch (senders.of(part.channel()).lookUp(part, round.committedAt(), round.others())) {
                case Settlement.Found found -> {
                    return new Attempt.Found(new SendOutcome.Accepted(found.externalId()));
                }
                case Settlement.Blocked(SendOutcome.Blocked block) -> {
                    senders.blocks().tried(part, block);
                    return new Attempt.Blocked(senders.blocks().wait(part), block.code());
                }
                case Settlement.NotFound ignored -> {
                    // it is looked further down whether it may still arrive
                }
            }
        } catch (PortUnavailableException e) {
            return new Attempt.Made(
                    retries.tooLate(round.deliverableSince())
                            ? new SendOutcome.Refused(UNSETTLED, "the provider could not be asked for too long")
                            : new SendOutcome.Unknown("the provider could not be asked"));
        }
        if (!round.mayGoOn()) {
            // looking took its time
            return new Attempt.Made(new SendOutcome.Unknown("not found, but the claim may be lost"));
        }
        Duration settling = senders.of(part.channel()).capabilities().settling();
        return retries.mayStillArrive(part.id(), settling) ? new Attempt.Made(new SendOutcome.Unknown(NOT_YET)) : null;
    }
}
