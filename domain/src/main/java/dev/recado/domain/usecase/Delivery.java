package dev.recado.domain.usecase;

import dev.recado.domain.model.Channel;
import dev.recado.domain.model.DeliveryStatus;
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
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Sends the parts of an outbox, in order, as far as it gets. It stops at the first part that must wait, so that
/// parts never overtake each other; a part whose outcome is unknown is looked up before it is sent again.
public final class Delivery {
    private static final Duration SOON = Duration.ofMillis(300);
    private static final String NOT_YET = "not found yet";
    private static final String GIVEN_UP = "given-up";
    private static final String CLOSED = "the service window is closed";
    private static final String UNSETTLED = "unsettled";
    /// Codes of our own, beside the providers'.
    private static final Set<String> OURS = Set.of(GIVEN_UP, UNSETTLED);

    private final Map<Channel, MessageSender> senders;
    private final Duration patience;
    private final EventSink events;
    private final InstantSource clock;
    private final Retries retries;

    public Delivery(
            Map<Channel, MessageSender> senders,
            Duration patience,
            EventSink events,
            InstantSource clock,
            RandomGenerator chance) {
        this.senders = Map.copyOf(senders);
        this.patience = patience;
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

    /// How far it got.
    ///
    /// @param outcomes what is settled, to be recorded
    /// @param rest what is not, to be tried again after the delay
    record Progress(List<PartOutcome> outcomes, Outbox rest, Duration after, String reason) {
        Progress {
            outcomes = List.copyOf(outcomes);
        }

        boolean complete() {
            return rest.pending().isEmpty();
        }

        /// The same, after what was settled before.
        Progress after(List<PartOutcome> before) {
            List<PartOutcome> all = new ArrayList<>(before);
            all.addAll(outcomes);
            return new Progress(all, rest, after, reason);
        }
    }

    /// @param since when the user's first message came in
    /// @param others the provider's ids of other parts, for the look-ups
    /// @param mayGoOn asked before each part: false when the claim is lost, or may be
    Progress deliver(Outbox outbox, Instant since, Set<String> others, BooleanSupplier mayGoOn) {
        List<PartOutcome> outcomes = new ArrayList<>();
        List<PendingPart> pending = outbox.pending();
        for (int i = 0; i < pending.size(); i++) {
            OutboundMessage part = pending.get(i).message();
            if (!mayGoOn.getAsBoolean()) {
                return stopped(outcomes, outbox, i, pending.get(i).state(), SOON, "the claim may be lost");
            }
            switch (attempt(pending.get(i), outbox.committedAt(), others, mayGoOn)) {
                case SendOutcome.Accepted accepted -> {
                    retries.settled(part.id());
                    outcomes.add(outcome(part, DeliveryStatus.SENT, accepted.externalId(), null, null));
                    events.publish(new Event.PartSent(part, accepted.externalId(), age(since)));
                }
                case SendOutcome.Refused refused -> {
                    return refused(outcomes, outbox, i, refused, since);
                }
                case SendOutcome.WindowClosed closed -> {
                    return refused(outcomes, outbox, i, new SendOutcome.Refused(closed.code(), CLOSED), since);
                }
                case SendOutcome.Throttled throttled -> {
                    Duration after = retries.afterThrottling(throttled.retryAfter(), outbox.committedAt());
                    String reason = "throttled: " + throttled.code();
                    events.publish(new Event.PartRetried(part, reason, after));
                    return stopped(outcomes, outbox, i, DeliveryStatus.QUEUED, after, reason);
                }
                case SendOutcome.Unknown unknown -> {
                    events.publish(new Event.PartUnknown(part, unknown.why()));
                    Duration after = unknown.why().equals(NOT_YET)
                            ? Retries.SETTLING
                            : retries.afterUnknown(outbox.committedAt());
                    return stopped(outcomes, outbox, i, DeliveryStatus.UNKNOWN, after, "unknown: " + unknown.why());
                }
            }
        }
        return new Progress(outcomes, outbox.with(List.of()), Duration.ZERO, "");
    }

    private Progress refused(
            List<PartOutcome> outcomes, Outbox outbox, int at, SendOutcome.Refused refused, Instant since) {
        List<PendingPart> pending = outbox.pending();
        retries.settled(pending.get(at).message().id());
        for (PendingPart rest : pending.subList(at, pending.size())) {
            outcomes.add(outcome(rest.message(), DeliveryStatus.FAILED, null, refused.code(), refused.reason()));
            events.publish(new Event.PartFailed(rest.message(), refused.code(), refused.reason(), age(since)));
        }
        // A provider's own refusal is an answer of its own; what was never settled is set aside.
        Outbox done = OURS.contains(refused.code())
                ? outbox.failed("delivery: " + refused.code() + ", " + refused.reason())
                : outbox.with(List.of());
        return new Progress(outcomes, done, Duration.ZERO, "");
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
                events.publish(new Event.PartFailed(part, closed.code(), CLOSED, age(since)));
                yield outcome(part, DeliveryStatus.FAILED, null, closed.code(), CLOSED);
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

    private SendOutcome attempt(PendingPart pending, Instant committedAt, Set<String> others, BooleanSupplier mayGoOn) {
        MessageSender sender = sender(pending.message().channel());
        if (pending.state() != DeliveryStatus.QUEUED) {
            try {
                if (sender.lookUp(pending.message(), committedAt, others) instanceof Settlement.Found found) {
                    return new SendOutcome.Accepted(found.externalId());
                }
            } catch (PortUnavailableException e) {
                return retries.tooLate(committedAt)
                        ? new SendOutcome.Refused(UNSETTLED, "the provider could not be asked for too long")
                        : new SendOutcome.Unknown("the provider could not be asked");
            }
            if (!mayGoOn.getAsBoolean()) {
                // looking took its time
                return new SendOutcome.Unknown("not found, but the claim may be lost");
            }
            if (retries.mayStillArrive(pending.message().id())) {
                return new SendOutcome.Unknown(NOT_YET);
            }
        }
        if (retries.tooLate(committedAt)) {
            return new SendOutcome.Refused(GIVEN_UP, "not accepted within " + patience);
        }
        retries.giving(pending.message().id());
        return sender.send(pending.message());
    }

    private static Progress stopped(
            List<PartOutcome> outcomes, Outbox outbox, int at, DeliveryStatus state, Duration after, String reason) {
        List<PendingPart> pending = outbox.pending();
        List<PendingPart> remaining = new ArrayList<>();
        remaining.add(new PendingPart(pending.get(at).message(), state));
        // as they are: an earlier life may have sent them after this one
        remaining.addAll(pending.subList(at + 1, pending.size()));
        return new Progress(outcomes, outbox.with(remaining), after, reason);
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
