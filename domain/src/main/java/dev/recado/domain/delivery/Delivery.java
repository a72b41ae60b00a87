package dev.recado.domain.delivery;

import dev.recado.domain.delivery.MessageSender.SendOutcome;
import dev.recado.domain.event.Event;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.message.Outbox;
import dev.recado.domain.message.Outbox.PendingPart;
import dev.recado.domain.message.PartOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Sends the parts of an outbox in order. It stops at the first part that must wait, so that no part overtakes
/// another; a part whose outcome is unknown is looked up at the provider before it is sent again.
public final class Delivery {
    private static final Duration SOON = Duration.ofMillis(300);

    private final Senders senders;
    private final SenderBlocks blocks;
    private final EventSink events;
    private final InstantSource clock;
    private final RetrySchedule retries;
    private final PartSender attempts;

    public Delivery(
            Senders senders,
            Duration patience,
            Pacing pacing,
            EventSink events,
            InstantSource clock,
            RandomGenerator chance) {
        this.senders = senders;
        this.blocks = senders.blocks();
        this.events = events;
        this.clock = clock;
        this.retries = new RetrySchedule(patience, clock, chance);
        this.attempts = new PartSender(senders, retries, pacing, patience);
    }

    public MessageSender sender(Channel channel) {
        return senders.of(channel);
    }

    public void sharedWithApp(Channel channel, @Nullable String businessAddress) {
        attempts.pacing().sharedWithApp(channel, businessAddress);
    }

    public DeliveryProgress deliver(Outbox outbox, DeliveryAttempt.Terms terms) {
        DeliveryAttempt round = new DeliveryAttempt(outbox, terms, events, clock);
        while (round.hasNext()) {
            PendingPart pending = round.part();
            OutboundMessage part = pending.message();
            if (!round.mayGoOn()) {
                return round.stopped(pending.state(), SOON, "the claim may be lost");
            }
            switch (attempts.attempt(pending, round)) {
                case AttemptResult.Early early -> {
                    events.publish(new Event.PartRetried(part, "pace", early.by()));
                    return round.stopped(DeliveryStatus.QUEUED, early.by(), "pace");
                }
                case AttemptResult.Blocked blocked -> {
                    return round.blocked(pending.state(), retries.spread(blocked.by()), blocked.code());
                }
                case AttemptResult.Made(SendOutcome.Blocked blocked) -> {
                    retries.settled(part.id());
                    Duration after = retries.spread(blocks.wait(part));
                    events.publish(new Event.PartRetried(part, "blocked: " + blocked.code(), after));
                    return round.blocked(DeliveryStatus.QUEUED, after, blocked.code());
                }
                case AttemptResult.Made(SendOutcome.Accepted accepted) -> {
                    retries.settled(part.id());
                    round.accepted(accepted);
                }
                case AttemptResult.Found(SendOutcome.Accepted accepted) -> {
                    retries.settled(part.id());
                    round.accepted(accepted);
                }
                case AttemptResult.Made(SendOutcome.Refused refused) -> {
                    retries.settled(part.id());
                    if (PartSender.OURS.contains(refused.code())) {
                        return round.givenUp(refused);
                    }
                    round.refused(refused);
                    if (round.hasNext()) {
                        return afterRefusal(round, refused.code());
                    }
                }
                case AttemptResult.Made(SendOutcome.OptedOut optedOut) -> {
                    retries.settled(part.id());
                    round.optedOut(optedOut);
                    if (round.hasNext()) {
                        return afterRefusal(round, optedOut.code());
                    }
                }
                case AttemptResult.Made(SendOutcome.WindowClosed closed) -> {
                    retries.settled(part.id());
                    round.held(closed);
                }
                case AttemptResult.Made(SendOutcome.Throttled throttled) -> {
                    Duration after = retries.afterThrottling(throttled.retryAfter(), outbox.deliverableSince());
                    String reason = "throttled: " + throttled.code();
                    events.publish(new Event.PartRetried(part, reason, after));
                    return round.stopped(DeliveryStatus.QUEUED, after, reason);
                }
                case AttemptResult.Made(SendOutcome.Unknown unknown) -> {
                    events.publish(new Event.PartUnknown(part, unknown.why()));
                    Duration after = unknown.why().equals(PartSender.NOT_YET)
                            ? RetrySchedule.LOOK_AGAIN
                            : retries.afterUnknown(outbox.deliverableSince());
                    return round.stopped(DeliveryStatus.UNKNOWN, after, "unknown: " + unknown.why());
                }
            }
        }
        return round.ended();
    }

    /// Recorded before another answer is sent: a part found missing later would be sent after that answer.
    private static DeliveryProgress afterRefusal(DeliveryAttempt round, String code) {
        return round.stopped(round.part().state(), Duration.ZERO, "refused: " + code);
    }

    /// Tries one part once and returns the outcome; null when it was certainly not sent and may be tried later.
    public @Nullable PartOutcome once(OutboundMessage part, Instant since) {
        if (blocks.admit(part) instanceof SenderBlocks.Admission.Wait) {
            return null;
        }
        SendOutcome tried = sender(part.channel()).send(part);
        blocks.tried(part, tried);
        return switch (tried) {
            case SendOutcome.Accepted accepted -> {
                events.publish(new Event.PartSent(part, accepted.externalId(), age(since)));
                yield outcome(part, DeliveryStatus.SENT, accepted.externalId(), null, null);
            }
            case SendOutcome.Refused refused -> {
                events.publish(new Event.PartFailed(part, refused.code(), refused.reason(), age(since)));
                yield outcome(part, DeliveryStatus.FAILED, null, refused.code(), refused.reason());
            }
            case SendOutcome.OptedOut refused -> {
                events.publish(new Event.PartFailed(part, refused.code(), refused.reason(), age(since)));
                yield outcome(part, DeliveryStatus.FAILED, null, refused.code(), refused.reason());
            }
            case SendOutcome.Blocked ignored -> null;
            case SendOutcome.WindowClosed closed -> {
                events.publish(new Event.PartFailed(part, closed.code(), DeliveryAttempt.CLOSED, age(since)));
                yield outcome(part, DeliveryStatus.FAILED, null, closed.code(), DeliveryAttempt.CLOSED);
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

    /// The parts of an earlier turn that the provider accepted or refused according to the log. They are
    /// recorded again, because a receipt does not carry a part's content.
    public List<PartOutcome> settled(Outbox outbox, Map<PartId, DeliveryStatus> states) {
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
