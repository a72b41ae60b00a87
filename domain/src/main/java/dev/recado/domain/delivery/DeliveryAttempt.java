package dev.recado.domain.delivery;

import dev.recado.domain.delivery.MessageSender.SendOutcome;
import dev.recado.domain.event.Event;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.Failure;
import dev.recado.domain.message.Notification;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.message.Outbox;
import dev.recado.domain.message.Outbox.PendingPart;
import dev.recado.domain.message.PartOutcome;
import dev.recado.domain.message.ServiceWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One pass through the parts of an outbox, with the outcome of each so far.
public final class DeliveryAttempt {
    /// The reason noted for a part that needs no look-up at the provider.
    static final String WINDOW_CLOSED = "window_closed";

    /// How long a part may be held while its sender is blocked: as long as the service window is open.
    public static final Duration LONGEST_BLOCKED = Duration.ofHours(24);

    static final String CLOSED = "the service window is closed";
    /// How many parts are held for a user at most; the oldest are dropped first.
    private static final int MOST_HELD = 20;

    private Outbox outbox;
    private final Terms terms;
    private final EventSink events;
    private final InstantSource clock;
    private final List<PartOutcome> outcomes = new ArrayList<>();
    private final List<OutboundMessage> held = new ArrayList<>();
    private final Map<MessageId, Failure> lost = new LinkedHashMap<>();
    private @Nullable OutboundMessage optedOut;
    private int next;

    /// The conditions that hold for all parts of an outbox.
    ///
    /// @param since when the user's first message was received
    /// @param others the provider's ids of other parts, for the look-ups
    /// @param mayGoOn asked before each part: false when the claim is lost, or may be
    public record Terms(Instant since, ServiceWindow window, Set<String> others, BooleanSupplier mayGoOn) {
        /// The same, with these parts known to be sent.
        public Terms after(List<PartOutcome> known) {
            return new Terms(since, window, together(others, known), mayGoOn);
        }
    }

    DeliveryAttempt(Outbox outbox, Terms terms, EventSink events, InstantSource clock) {
        this.outbox = outbox;
        this.terms = terms;
        this.events = events;
        this.clock = clock;
    }

    boolean hasNext() {
        return next < outbox.pending().size();
    }

    /// The part that is tried next.
    PendingPart part() {
        return outbox.pending().get(next);
    }

    Instant committedAt() {
        return outbox.committedAt();
    }

    /// The earliest time at which the provider may have accepted the part.
    Instant deliverableSince() {
        return outbox.deliverableSince();
    }

    /// Whether the outbox was throttled until its time was over: no operator can mend that.
    boolean isTooOld() {
        Instant committedAt = outbox.committedAt();
        boolean closedSince =
                terms.window().isOpen(committedAt) && !terms.window().isOpen(clock.instant());
        return outbox.blockedAt() != null
                && (closedSince || clock.instant().isAfter(committedAt.plus(LONGEST_BLOCKED)));
    }

    boolean mayGoOn() {
        return terms.mayGoOn().getAsBoolean();
    }

    /// The provider's ids of other parts, those of this pass included: two parts may have the same text.
    Set<String> others() {
        return together(terms.others(), outcomes);
    }

    private static Set<String> together(Set<String> ids, List<PartOutcome> outcomes) {
        return Stream.concat(
                        ids.stream(),
                        outcomes.stream().map(PartOutcome::externalId).filter(Objects::nonNull))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Whether the service window lets the part be sent. Once the provider said that it is closed, it counts as
    /// closed.
    boolean windowIsOpen() {
        return held.isEmpty() && terms.window().isOpen(clock.instant());
    }

    void accepted(SendOutcome.Accepted accepted) {
        OutboundMessage part = part().message();
        outcomes.add(outcome(part, DeliveryStatus.SENT, accepted.externalId(), null, null));
        events.publish(new Event.PartSent(part, accepted.externalId(), age()));
        next++;
    }

    /// Notes that the provider refused the part. The rest of the same answer is dropped with it; other answers
    /// are still sent. Where the operator can mend the cause, the answered message is set aside.
    void refused(SendOutcome.Refused refused) {
        OutboundMessage first = part().message();
        MessageId answers = first.answers();
        if (!refused.remedy().isEmpty() && answers != null) {
            if (outbox.answered().contains(answers)) {
                outbox = outbox.withFailure(refused.failure());
            } else {
                lose(answers, refused.failure());
            }
        }
        while (hasNext() && Objects.equals(part().message().answers(), answers)) {
            failed(part().message(), refused);
            next++;
        }
    }

    /// The same, because the user opted out at the provider: the consent is stored too.
    void optedOut(SendOutcome.OptedOut why) {
        optedOut = part().message();
        refused(new SendOutcome.Refused(why.code(), why.reason()));
    }

    /// An earlier turn closed the message as answered when its answer was held. A notification answers no
    /// message.
    private void lose(MessageId answered, Failure why) {
        if (Notification.idOfRoot(answered).isEmpty()) {
            lost.putIfAbsent(answered, why);
        }
    }

    /// Ends the pass: no further part is tried.
    DeliveryProgress givenUp(SendOutcome.Refused why) {
        String reason = "delivery: " + why.code() + ", " + why.reason();
        Stream<OutboundMessage> rest = outbox.pending().stream().skip(next).map(PendingPart::message);
        for (OutboundMessage part : Stream.concat(held.stream(), rest).toList()) {
            failed(part, why);
            if (part.answers() != null && !outbox.answered().contains(part.answers())) {
                lose(part.answers(), new Failure(reason, 1));
            }
        }
        return DeliveryProgress.done(outcomes, outbox.abandoned(reason), lost);
    }

    private void failed(OutboundMessage part, SendOutcome.Refused why) {
        outcomes.add(outcome(part, DeliveryStatus.FAILED, null, why.code(), why.reason()));
        events.publish(new Event.PartFailed(part, why.code(), why.reason(), age()));
    }

    /// Holds the part until the user writes again.
    void held(SendOutcome.WindowClosed closed) {
        held.add(part().message());
        events.publish(new Event.PartHeld(part().message(), closed.code()));
        next++;
    }

    /// Ends the pass before this part: it and the following ones are tried again later.
    DeliveryProgress stopped(DeliveryStatus state, Duration after, String reason) {
        return progress(rest(state), after, reason, List.of(), false);
    }

    /// The same, for a failure that only the operator can mend.
    DeliveryProgress blocked(DeliveryStatus state, Duration after, String code) {
        return progress(rest(state).blocked(clock.instant()), after, "blocked: " + code, List.of(), true);
    }

    private Outbox rest(DeliveryStatus state) {
        List<PendingPart> remaining = new ArrayList<>();
        held.forEach(part -> remaining.add(new PendingPart(part, DeliveryStatus.QUEUED)));
        remaining.add(new PendingPart(part().message(), state));
        // kept as they are: an earlier process may have sent them after this part
        remaining.addAll(outbox.pending().subList(next + 1, outbox.pending().size()));
        return outbox.withPending(remaining);
    }

    private DeliveryProgress progress(
            Outbox rest, Duration after, String reason, List<OutboundMessage> parts, boolean blocked) {
        return new DeliveryProgress(outcomes, rest, after, reason, parts, optedOut, blocked, lost);
    }

    /// The result when every part is settled or held. The parts held longest are dropped first.
    DeliveryProgress ended() {
        int room = Math.max(0, held.size() - MOST_HELD);
        for (OutboundMessage part : held) {
            boolean isDropped = held.indexOf(part) < room;
            DeliveryStatus status = isDropped ? DeliveryStatus.FAILED : DeliveryStatus.HELD;
            outcomes.add(outcome(part, status, null, WINDOW_CLOSED, CLOSED));
            if (isDropped && part.answers() != null && !outbox.answered().contains(part.answers())) {
                lose(part.answers(), new Failure("delivery: " + WINDOW_CLOSED + ", too many answers are held", 1));
            }
        }
        return progress(outbox.withPending(List.of()), Duration.ZERO, "", held.subList(room, held.size()), false);
    }

    private PartOutcome outcome(
            OutboundMessage part,
            DeliveryStatus status,
            @Nullable String externalId,
            @Nullable String code,
            @Nullable String text) {
        return new PartOutcome(part, status, externalId, code, text, clock.instant());
    }

    private Duration age() {
        return Duration.between(terms.since(), clock.instant());
    }
}
