package dev.recado.domain.turn;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.conversation.ClaimedConversation;
import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.conversation.LeaseRenewal;
import dev.recado.domain.delivery.ClosedWindowNotice;
import dev.recado.domain.delivery.Delivery;
import dev.recado.domain.delivery.DeliveryAttempt;
import dev.recado.domain.delivery.DeliveryProgress;
import dev.recado.domain.delivery.PartSender;
import dev.recado.domain.delivery.ReplyFormatter;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.message.Capabilities;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.Failure;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.MessageLog;
import dev.recado.domain.message.OutboundContent;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.message.Outbox;
import dev.recado.domain.message.Outbox.PendingPart;
import dev.recado.domain.message.PartOutcome;
import dev.recado.domain.message.Provenance;
import dev.recado.domain.message.ServiceWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Turns a decided reply into parts, sends them, and records their outcomes. It remembers outcomes that could
/// not be recorded, so that a part is not sent twice when the store fails in between.
public final class AnswerDelivery {
    private static final int RECENT = 100;
    private static final PartId NO_PART = new PartId("none");

    private final Delivery delivery;
    private final MessageLog log;
    private final PartWriter writer;
    private final ClosedWindowNotice notice;
    private final UnrecordedOutcomes unrecorded = new UnrecordedOutcomes();
    private final FailureNotices failureNotices;

    public AnswerDelivery(
            Delivery delivery,
            MessageLog log,
            ReplyFormatter formatter,
            ClosedWindowNotice notice,
            FailureNotices failureNotices) {
        this.failureNotices = failureNotices;
        this.delivery = delivery;
        this.log = log;
        this.writer = new PartWriter(formatter);
        this.notice = notice;
    }

    /// Makes the draft of a decided reply.
    ReplyDraft draft(
            ReplyDecider.Decided decided, List<InboundMessage> messages, ClaimedConversation claim, Instant now) {
        Channel channel = messages.getLast().channel();
        List<OutboundContent> contents =
                writer.write(decided.reply(), delivery.sender(channel).capabilities());
        return ReplyDraft.of(decided, contents, messages, claim, now);
    }

    /// Sends an outbox that was committed just now.
    public DeliveryProgress first(Outbox outbox, Instant since, ServiceWindow window, LeaseRenewal renewal) {
        List<PendingPart> fresh = outbox.pending().stream()
                .map(p -> new PendingPart(p.message(), DeliveryStatus.QUEUED))
                .toList();
        return deliver(outbox.withPending(fresh), new DeliveryAttempt.Terms(since, window, Set.of(), renewal::holds));
    }

    /// Continues an outbox that an earlier turn left. Parts whose outcome the log or this process knows are not
    /// sent again.
    DeliveryProgress resume(Outbox outbox, ServiceWindow window, LeaseRenewal renewal) {
        List<PartId> ids = outbox.pending().stream().map(p -> p.message().id()).toList();
        List<PartOutcome> settled = ids.isEmpty() ? List.of() : delivery.settled(outbox, log.states(ids));
        Set<PartId> known = settled.stream().map(o -> o.message().id()).collect(Collectors.toUnmodifiableSet());
        Outbox open = outbox.withPending(outbox.pending().stream()
                .filter(p -> !known.contains(p.message().id()))
                .toList());
        return deliver(open, new DeliveryAttempt.Terms(outbox.committedAt(), window, others(open), renewal::holds))
                .after(settled);
    }

    /// Gives up an answer after too many turns failed while sending it.
    ///
    /// @return its parts as failed, and an apology to send in their place; none when it was an apology already
    DeliveryProgress abandon(Outbox broken, String apology, Failure failure, Instant now) {
        List<PartOutcome> outcomes = broken.pending().stream()
                .map(p ->
                        new PartOutcome(p.message(), DeliveryStatus.FAILED, null, "broken-off", failure.reason(), now))
                .toList();
        Map<MessageId, Failure> lost =
                broken.answeredBefore().stream().collect(Collectors.toMap(id -> id, _ -> failure));
        return new DeliveryProgress(
                outcomes, insteadOf(broken, apology, failure, now), Step.SOON, failure.reason(), lost);
    }

    private static Outbox insteadOf(Outbox broken, String apology, Failure failure, Instant now) {
        OutboundMessage last = broken.pending().getLast().message();
        MessageId answers = last.answers();
        if (broken.failure() != null || broken.answered().isEmpty() || answers == null) {
            return broken.abandoned(failure.reason());
        }
        OutboundMessage part = new OutboundMessage(
                PartId.of(answers, last.count()),
                last.conversationId(),
                last.channel(),
                last.to(),
                last.businessAddress(),
                last.count(),
                last.count() + 1,
                answers,
                new OutboundContent.Text(apology));
        return new Outbox(List.of(new PendingPart(part, DeliveryStatus.QUEUED)), broken.answered(), now, failure);
    }

    /// Gives up an answer that the provider accepted and did not deliver in time.
    DeliveryProgress giveUp(Outbox outbox, Instant now) {
        String reason = "not delivered in time";
        List<PartOutcome> outcomes = outbox.pending().stream()
                .map(p -> new PartOutcome(p.message(), DeliveryStatus.FAILED, null, PartSender.GIVEN_UP, reason, now))
                .toList();
        return DeliveryProgress.done(outcomes, outbox.abandoned("delivery: " + PartSender.GIVEN_UP + ", " + reason));
    }

    /// Removes the parts that were never given to the provider, because a person answered first.
    ///
    /// @return the outbox with the parts that may be on their way
    Outbox withdraw(Outbox outbox, Instant now) {
        List<PartOutcome> outcomes = outbox.pending().stream()
                .filter(p -> p.state() == DeliveryStatus.QUEUED)
                .map(p -> new PartOutcome(
                        p.message(), DeliveryStatus.FAILED, null, "withdrawn", "a person answered first", now))
                .toList();
        record(outcomes, outbox, List.of(), null, now);
        return outbox.withPending(outbox.pending().stream()
                .filter(p -> p.state() != DeliveryStatus.QUEUED)
                .toList());
    }

    /// The provider's ids of the conversation's other parts, so that the look-up does not take an earlier
    /// answer with the same text for this part.
    private Set<String> others(Outbox outbox) {
        if (outbox.pending().stream().allMatch(p -> p.state() == DeliveryStatus.QUEUED)) {
            return Set.of();
        }
        Set<String> own =
                outbox.pending().stream().map(p -> p.message().id().value()).collect(Collectors.toUnmodifiableSet());
        ConversationId id = outbox.pending().getFirst().message().conversationId();
        return log.history(id, RECENT).stream()
                .filter(entry -> !own.contains(entry.id()))
                .map(MessageLog.Entry::externalMessageId)
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }

    private DeliveryProgress deliver(Outbox outbox, DeliveryAttempt.Terms terms) {
        List<PartOutcome> known = new ArrayList<>();
        List<PendingPart> open = new ArrayList<>();
        for (PendingPart part : outbox.pending()) {
            PartOutcome outcome = unrecorded.find(part.message().id(), outbox);
            if (outcome == null) {
                open.add(part);
            } else {
                known.add(outcome);
            }
        }
        return delivery.deliver(outbox.withPending(open), terms.after(known)).after(known);
    }

    /// Records the outcomes and closes the messages. Outcomes that could not be recorded are remembered.
    ///
    /// @param outbox the parts' outbox; null when they were sent without one
    /// @param failure why the messages are set aside; null when they are answered
    void record(
            List<PartOutcome> outcomes,
            @Nullable Outbox outbox,
            List<MessageId> answered,
            @Nullable Failure failure,
            Instant now) {
        outcomes.forEach(outcome -> unrecorded.add(outcome, outbox));
        log.record(outcomes, answered, failure, now);
        outcomes.forEach(unrecorded::remove);
        failureNotices.endReservation(answered);
    }

    /// Sends one apology without the store, when the store is away and the user's time is up. It is marked on
    /// disk first. Messages that got one, or whose answer may have been sent, get none.
    ///
    /// @return whether an apology was sent for all of them, or may have been
    /// @throws dev.recado.domain.PortUnavailableException when it could not be marked on disk; nothing was sent
    public boolean apologiseWithoutStore(List<InboundMessage> messages, String apology) {
        failureNotices
                .mark(
                        messages,
                        these -> ReplyDraft.parts(
                                        these.getLast(), List.of(new OutboundContent.Text(apology)), Provenance.NONE)
                                .getFirst())
                .ifPresent(this::send);
        return failureNotices.allMayHaveNotice(messages);
    }

    /// Whether the user got an apology that the store does not have yet, or may have got one.
    public boolean mayHaveNotice(ConversationId id) {
        return failureNotices.mayHaveNotice(id);
    }

    private void send(FailureNotice notice) {
        PartOutcome outcome =
                delivery.once(notice.part(), notice.messages().getLast().receivedAt());
        if (outcome == null) {
            notice.markNotAccepted();
        } else if (outcome.status() != DeliveryStatus.UNKNOWN) {
            unrecorded.add(outcome);
        }
    }

    /// Whether this process knows the outcome of the part, although it is not recorded.
    boolean isOut(OutboundMessage part) {
        return unrecorded.find(part.id()) != null;
    }

    /// Records that the outcome of the part stays unknown.
    void leaveUnknown(OutboundMessage part, String why, Instant now) {
        record(
                List.of(new PartOutcome(part, DeliveryStatus.UNKNOWN, null, null, why, now)),
                null,
                List.of(),
                null,
                now);
    }

    /// Whether the store answers a simple query.
    boolean storeAnswers() {
        try {
            return log.states(List.of(NO_PART)).isEmpty();
        } catch (PortUnavailableException e) {
            return false;
        }
    }

    /// Sets messages aside whose conversation cannot be read, after their apology.
    void setAside(List<InboundMessage> messages, Failure failure, Instant now) {
        PartOutcome apology = unrecorded.find(PartId.of(messages.getLast().id(), 0));
        List<MessageId> ids = messages.stream().map(InboundMessage::id).toList();
        failureNotices.appendToInbox(ids);
        record(apology == null ? List.of() : List.of(apology), null, ids, failure, now);
        failureNotices.forget(ids);
    }

    /// The outbox that replaces the held parts; without parts when the user got it already.
    Outbox instead(DeliveryProgress progress, Conversation conversation) {
        Outbox instead = notice.instead(progress.rest(), progress.held(), conversation);
        List<PartId> ids = instead.pending().stream().map(p -> p.message().id()).toList();
        return ids.isEmpty() || log.states(ids).isEmpty() ? instead : instead.withPending(List.of());
    }

    /// Notes that the business also writes from this number by the WhatsApp phone app: see
    /// [Pacing#sharedWithApp].
    void sharedWithApp(Channel channel, @Nullable String businessAddress) {
        delivery.sharedWithApp(channel, businessAddress);
    }

    public Capabilities capabilities(Channel channel) {
        return delivery.sender(channel).capabilities();
    }

    public FailureNotices failureNotices() {
        return failureNotices;
    }
}
