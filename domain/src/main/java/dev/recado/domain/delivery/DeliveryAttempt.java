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

/// One go through the parts of an outbox, and what became of each so far.
public final class DeliveryAttempt {
    /// Said of a part that the provider need not be asked about.
    static final String WINDOW_CLOSED = "window_closed";

    /// What could not be sent for so long is of no use to anybody: that of the service window.
    public static final Duration LONGEST_BLOCKED = Duration.ofHours(24);

    static final String CLOSED = "the service window is closed";
    /// So many parts are held for a user; older ones make room.
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

    /// What holds for all parts of an outbox.
    ///
    /// @param since when the user's first message came in
    /// @param others the provider's ids of other parts, for the look-ups
    /// @param mayGoOn asked before each part: false when the claim is lost, or may be
    public record Terms(Instant since, ServiceWindow window, Set<String> others, BooleanSupplier mayGoOn) {
        /// The same, once these parts of the outbox are known to be out.
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

    /// The part that is to be tried.
    PendingPart part() {
        return outbox.pending().get(next);
    }

    Instant committedAt() {
        return outbox.committedAt();
    }

    /// Since when the provider could have taken it.
    Instant deliverableSince() {
        return outbox.deliverableSince();
    }

    /// Whether the outbox was turned away until its time was over: no operator can mend that it is late.
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

    /// The provider's ids of other parts, those of this round too: two may say the same.
    Set<String> others() {
        return together(terms.others(), outcomes);
    }

    private static Set<String> together(Set<String> ids, List<PartOutcome> outcomes) {
        return Stream.concat(
                        ids.stream(),
                        outcomes.stream().map(PartOutcome::externalId).filter(Objects::nonNull))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Whether the part can be sent as far as the service window goes. Once a provider said that it is closed, it
    /// is.
    boolean windowIsOpen() {
        return held.isEmpty() && terms.window().isOpen(clock.instant());
    }

    void accepted(SendOutcome.Accepted accepted) {
        OutboundMessage part = part().message();
        outcomes.add(outcome(part, DeliveryStatus.SENT, accepted.externalId(), null, null));
        events.publish(new Event.PartSent(part, accepted.externalId(), age()));
        next++;
    }

    /// The provider will not have the part. The rest of the same answer means little without it; other answers do.
    /// Where the operator can mend that, what it answers is set aside.
    void refused(SendOutcome.Refused refused) {
        OutboundMessage first = part().message();
        MessageId answers = first.answers();
        if (!refused.remedy().isEmpty() && answers != null) {
            if (outbox.answered().contains(answers)) {
                outbox = outbox.failing(refused.failure());
            } else {
                lose(answers, refused.failure());
            }
        }
        while (hasNext() && Objects.equals(part().message().answers(), answers)) {
            failed(part().message(), refused);
            next++;
        }
    }

    /// The same, for the user wants to hear no more: that is to be kept, too.
    void optedOut(SendOutcome.OptedOut why) {
        optedOut = part().message();
        refused(new SendOutcome.Refused(why.code(), why.reason()));
    }

    /// An earlier turn closed the message as answered, when its answer was held. A notification answers none.
    private void lose(MessageId answered, Failure why) {
        if (Notification.ofRoot(answered).isEmpty()) {
            lost.putIfAbsent(answered, why);
        }
    }

    /// Nothing more of the outbox is tried.
    DeliveryProgress givenUp(SendOutcome.Refused why) {
        String reason = "delivery: " + why.code() + ", " + why.reason();
        Stream<OutboundMessage> rest = outbox.pending().stream().skip(next).map(PendingPart::message);
        for (OutboundMessage part : Stream.concat(held.stream(), rest).toList()) {
            failed(part, why);
            if (part.answers() != null && !outbox.answered().contains(part.answers())) {
                lose(part.answers(), new Failure(reason, 1));
            }
        }
        return DeliveryProgress.done(outcomes, outbox.failed(reason), lost);
    }

    private void failed(OutboundMessage part, SendOutcome.Refused why) {
        outcomes.add(outcome(part, DeliveryStatus.FAILED, null, why.code(), why.reason()));
        events.publish(new Event.PartFailed(part, why.code(), why.reason(), age()));
    }

    /// The part waits for the user to write again.
    void held(SendOutcome.WindowClosed closed) {
        held.add(part().message());
        events.publish(new Event.PartHeld(part().message(), closed.code()));
        next++;
    }

    /// The round ends before this part: it and what follows is to be tried again.
    DeliveryProgress stopped(DeliveryStatus state, Duration after, String reason) {
        return progress(rest(state), after, reason, List.of(), false);
    }

    /// The same, for what only the operator can mend.
    DeliveryProgress blocked(DeliveryStatus state, Duration after, String code) {
        return progress(rest(state).blocked(clock.instant()), after, "blocked: " + code, List.of(), true);
    }

    private Outbox rest(DeliveryStatus state) {
        List<PendingPart> remaining = new ArrayList<>();
        held.forEach(part -> remaining.add(new PendingPart(part, DeliveryStatus.QUEUED)));
        remaining.add(new PendingPart(part().message(), state));
        // as they are: an earlier life may have sent them after this one
        remaining.addAll(outbox.pending().subList(next + 1, outbox.pending().size()));
        return outbox.with(remaining);
    }

    private DeliveryProgress progress(
            Outbox rest, Duration after, String reason, List<OutboundMessage> parts, boolean blocked) {
        return new DeliveryProgress(outcomes, rest, after, reason, parts, optedOut, blocked, lost);
    }

    /// Every part is settled or held. What was held longest makes room for what is new.
    DeliveryProgress ended() {
        int room = Math.max(0, held.size() - MOST_HELD);
        for (OutboundMessage part : held) {
            DeliveryStatus status = held.indexOf(part) < room ? DeliveryStatus.FAILED : DeliveryStatus.HELD;
            outcomes.add(outcome(part, status, null, WINDOW_CLOSED, CLOSED));
        }
        return progress(outbox.with(List.of()), Duration.ZERO, "", held.subList(room, held.size()), false);
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
