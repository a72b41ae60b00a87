package dev.recado.domain.usecase;

import dev.recado.domain.model.Channel;
import dev.recado.domain.model.DeliveryStatus;
import dev.recado.domain.model.OutboundContent;
import dev.recado.domain.model.OutboundMessage;
import dev.recado.domain.model.Outbox;
import dev.recado.domain.model.Outbox.PendingPart;
import dev.recado.domain.model.PartId;
import dev.recado.domain.model.PartOutcome;
import dev.recado.domain.port.Event;
import dev.recado.domain.port.EventSink;
import dev.recado.domain.port.MessageSender;
import dev.recado.domain.port.MessageSender.SendOutcome;
import dev.recado.domain.port.MessageSender.Settlement;
import dev.recado.domain.port.PortUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Sends the parts of an outbox, in order, as far as it gets. It stops at the first part that must wait, so that
/// parts never overtake each other; a part whose outcome is unknown is looked up before it is sent again.
public final class Delivery {
    private static final Duration SOON = Duration.ofMillis(300);
    private static final String NOT_YET = "not found yet";
    private static final String GIVEN_UP = "given-up";
    private static final String UNSETTLED = "unsettled";
    /// Codes of our own, beside the providers'.
    private static final Set<String> OURS = Set.of(GIVEN_UP, UNSETTLED);

    private final Map<Channel, MessageSender> senders;
    private final Duration patience;
    private final Pacing pacing;
    private final EventSink events;
    private final InstantSource clock;
    private final Retries retries;

    public Delivery(
            Map<Channel, MessageSender> senders,
            Duration patience,
            Pacing pacing,
            EventSink events,
            InstantSource clock,
            RandomGenerator chance) {
        this.senders = Map.copyOf(senders);
        this.patience = patience;
        this.pacing = pacing;
        this.events = events;
        this.clock = clock;
        this.retries = new Retries(patience, clock, chance);
    }

    MessageSender sender(Channel channel) {
        MessageSender sender = senders.get(channel);
        if (sender == null) {
            throw new PortUnavailableException("no provider is configured for " + channel.id());
        }
        return sender;
    }

    void sharedWithApp(Channel channel, @Nullable String businessAddress) {
        pacing.sharedWithApp(channel, businessAddress);
    }

    Progress deliver(Outbox outbox, Round.Terms terms) {
        Round round = new Round(outbox, terms, events, clock);
        while (round.hasNext()) {
            PendingPart pending = round.part();
            OutboundMessage part = pending.message();
            if (!round.mayGoOn()) {
                return round.stopped(pending.state(), SOON, "the claim may be lost");
            }
            switch (attempt(pending, round)) {
                case Attempt.Early early -> {
                    events.publish(new Event.PartRetried(part, "pace", early.by()));
                    return round.stopped(DeliveryStatus.QUEUED, early.by(), "pace");
                }
                case Attempt.Made(SendOutcome.Accepted accepted) -> {
                    retries.settled(part.id());
                    round.accepted(accepted);
                }
                case Attempt.Made(SendOutcome.Refused refused) -> {
                    retries.settled(part.id());
                    if (OURS.contains(refused.code())) {
                        return round.givenUp(refused);
                    }
                    round.refused(refused);
                    if (round.hasNext()) {
                        // written down before another answer goes out: found missing, it would be sent after that
                        return round.stopped(round.part().state(), Duration.ZERO, "refused: " + refused.code());
                    }
                }
                case Attempt.Made(SendOutcome.WindowClosed closed) -> {
                    retries.settled(part.id());
                    round.held(closed);
                }
                case Attempt.Made(SendOutcome.Throttled throttled) -> {
                    Duration after = retries.afterThrottling(throttled.retryAfter(), outbox.committedAt());
                    String reason = "throttled: " + throttled.code();
                    events.publish(new Event.PartRetried(part, reason, after));
                    return round.stopped(DeliveryStatus.QUEUED, after, reason);
                }
                case Attempt.Made(SendOutcome.Unknown unknown) -> {
                    events.publish(new Event.PartUnknown(part, unknown.why()));
                    Duration after = unknown.why().equals(NOT_YET)
                            ? Retries.LOOK_AGAIN
                            : retries.afterUnknown(outbox.committedAt());
                    return round.stopped(DeliveryStatus.UNKNOWN, after, "unknown: " + unknown.why());
                }
            }
        }
        return round.ended();
    }

    /// What came of trying a part.
    private sealed interface Attempt {
        record Made(SendOutcome outcome) implements Attempt {}

        /// It was not tried: its time has not come.
        record Early(Duration by) implements Attempt {}
    }

    private Attempt attempt(PendingPart pending, Round round) {
        OutboundMessage part = pending.message();
        if (pending.state() != DeliveryStatus.QUEUED) {
            SendOutcome found = lookUp(part, round);
            if (found != null) {
                return new Attempt.Made(found);
            }
        }
        if (retries.tooLate(round.committedAt())) {
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
        SendOutcome outcome = sender(part.channel()).send(part);
        return new Attempt.Made(
                !free && outcome instanceof SendOutcome.WindowClosed closed
                        ? new SendOutcome.Refused(closed.code(), Round.CLOSED)
                        : outcome);
    }

    /// Asks the provider for a part that it may have.
    ///
    /// @return null when it certainly does not
    private @Nullable SendOutcome lookUp(OutboundMessage part, Round round) {
        Instant committedAt = round.committedAt();
        try {
            if (sender(part.channel()).lookUp(part, committedAt, round.others()) instanceof Settlement.Found found) {
                return new SendOutcome.Accepted(found.externalId());
            }
        } catch (PortUnavailableException e) {
            return retries.tooLate(committedAt)
                    ? new SendOutcome.Refused(UNSETTLED, "the provider could not be asked for too long")
                    : new SendOutcome.Unknown("the provider could not be asked");
        }
        if (!round.mayGoOn()) {
            // looking took its time
            return new SendOutcome.Unknown("not found, but the claim may be lost");
        }
        Duration settling = sender(part.channel()).capabilities().settling();
        return retries.mayStillArrive(part.id(), settling) ? new SendOutcome.Unknown(NOT_YET) : null;
    }

    /// One try of one part, whatever comes of it; null when it was certainly not sent and may be tried later.
    @Nullable
    PartOutcome once(OutboundMessage part, Instant since) {
        return switch (sender(part.channel()).send(part)) {
            case SendOutcome.Accepted accepted -> {
                events.publish(new Event.PartSent(part, accepted.externalId(), age(since)));
                yield outcome(part, DeliveryStatus.SENT, accepted.externalId(), null, null);
            }
            case SendOutcome.Refused refused -> {
                events.publish(new Event.PartFailed(part, refused.code(), refused.reason(), age(since)));
                yield outcome(part, DeliveryStatus.FAILED, null, refused.code(), refused.reason());
            }
            case SendOutcome.WindowClosed closed -> {
                events.publish(new Event.PartFailed(part, closed.code(), Round.CLOSED, age(since)));
                yield outcome(part, DeliveryStatus.FAILED, null, closed.code(), Round.CLOSED);
            }
            case SendOutcome.Unknown unknown -> {
                events.publish(new Event.PartUnknown(part, unknown.why()));
                yield outcome(part, DeliveryStatus.UNKNOWN, null, null, unknown.why());
            }
            case SendOutcome.Throttled throttled -> {
                events.publish(new Event.PartRetried(part, throttled.code(), throttled.retryAfter()));
                yield null;
            }
        };
    }

    /// The parts of an earlier run that the log knows the provider took or refused: only a receipt says "sending".
    /// They are recorded all the same, for a receipt does not know what a part says.
    List<PartOutcome> settled(Outbox outbox, Map<PartId, DeliveryStatus> states) {
        List<PartOutcome> settled = new ArrayList<>();
        for (PendingPart pending : outbox.pending()) {
            OutboundMessage part = pending.message();
            DeliveryStatus state = states.getOrDefault(part.id(), DeliveryStatus.QUEUED);
            if (state.rank() >= DeliveryStatus.SENDING.rank()) {
                settled.add(outcome(part, state, null, null, null));
                events.publish(new Event.PartSettled(part, state));
            }
        }
        return settled;
    }

    private PartOutcome outcome(
            OutboundMessage part,
            DeliveryStatus status,
            @Nullable String externalId,
            @Nullable String code,
            @Nullable String text) {
        return new PartOutcome(part, status, externalId, code, text, clock.instant());
    }

    private Duration age(Instant since) {
        return Duration.between(since, clock.instant());
    }
}
