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
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// From a decided reply to recorded outcomes. It remembers what this process has sent and could not write down,
/// so that a store that fails in between does not make a part be sent twice.
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

    /// What a decided reply comes to.
    ReplyDraft draft(
            ReplyDecider.Decided decided, List<InboundMessage> messages, ClaimedConversation claim, Instant now) {
        Channel channel = messages.getLast().channel();
        List<OutboundContent> contents =
                writer.write(decided.reply(), delivery.sender(channel).capabilities());
        return ReplyDraft.of(decided, contents, messages, claim, now);
    }

    /// Sends an outbox that was stored just now.
    public DeliveryProgress first(Outbox outbox, Instant since, ServiceWindow window, LeaseRenewal renewal) {
        List<PendingPart> fresh = outbox.pending().stream()
                .map(p -> new PendingPart(p.message(), DeliveryStatus.QUEUED))
                .toList();
        return deliver(outbox.withPending(fresh), new DeliveryAttempt.Terms(since, window, Set.of(), renewal::holds));
    }

    /// Goes on with an outbox that an earlier turn left: what the log or this process knows is not asked again.
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

    /// Gives up an answer whose sending broke off too often.
    ///
    /// @return the apology to be sent in its place; nothing more to send when the answer was that already
    Outbox abandon(Outbox broken, String apology, Failure failure, Instant now) {
        List<PartOutcome> outcomes = broken.pending().stream()
                .map(p ->
                        new PartOutcome(p.message(), DeliveryStatus.FAILED, null, "broken-off", failure.reason(), now))
                .toList();
        record(outcomes, List.of(), null, now);
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

    /// Gives up an answer that was accepted and not brought until its time was over.
    DeliveryProgress giveUp(Outbox outbox, Instant now) {
        String reason = "nobody made the provider bring it in time";
        List<PartOutcome> outcomes = outbox.pending().stream()
                .map(p -> new PartOutcome(p.message(), DeliveryStatus.FAILED, null, PartSender.GIVEN_UP, reason, now))
                .toList();
        return DeliveryProgress.done(outcomes, outbox.abandoned("delivery: " + PartSender.GIVEN_UP + ", " + reason));
    }

    /// What was never given to the provider is not sent any more: a person answered.
    ///
    /// @return what may be on its way
    Outbox withdraw(Outbox outbox, Instant now) {
        List<PartOutcome> outcomes = outbox.pending().stream()
                .filter(p -> p.state() == DeliveryStatus.QUEUED)
                .map(p -> new PartOutcome(
                        p.message(), DeliveryStatus.FAILED, null, "withdrawn", "a person answered first", now))
                .toList();
        record(outcomes, List.of(), null, now);
        return outbox.withPending(outbox.pending().stream()
                .filter(p -> p.state() != DeliveryStatus.QUEUED)
                .toList());
    }

    /// The provider's ids of the conversation's other parts: an earlier answer in the same words is not this one.
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
            PartOutcome outcome = unrecorded.find(part.message().id());
            if (outcome == null) {
                open.add(part);
            } else {
                known.add(outcome);
            }
        }
        return delivery.deliver(outbox.withPending(open), terms.after(known)).after(known);
    }

    /// Writes the outcomes down and closes the messages; what could not be written is remembered.
    ///
    /// @param failure why the messages are set aside; null when they are answered
    void record(List<PartOutcome> outcomes, List<MessageId> answered, @Nullable Failure failure, Instant now) {
        outcomes.forEach(unrecorded::add);
        log.record(outcomes, answered, failure, now);
        outcomes.forEach(unrecorded::remove);
        failureNotices.closed(answered);
    }

    /// The last resort when the store is gone and the user's time is up: one apology, marked on disk and sent
    /// without the store. Messages that got one, or whose answer may be out, get none.
    ///
    /// @return whether one is out for all of them, or may be
    /// @throws dev.recado.domain.PortUnavailableException when it could not be marked; nothing was sent
    public boolean apologiseWithoutStore(List<InboundMessage> messages, String apology) {
        failureNotices
                .promise(
                        messages,
                        these -> ReplyDraft.parts(
                                        these.getLast(), List.of(new OutboundContent.Text(apology)), Provenance.NONE)
                                .getFirst())
                .ifPresent(this::send);
        return failureNotices.areGiven(messages);
    }

    /// Whether the user was told lately, without the store, that an answer could not be given.
    public boolean isTold(ConversationId id) {
        return failureNotices.isTold(id);
    }

    private void send(FailureNotice apology) {
        PartOutcome outcome =
                delivery.once(apology.part(), apology.messages().getLast().receivedAt());
        if (outcome == null) {
            apology.notTaken();
        } else if (outcome.status() != DeliveryStatus.UNKNOWN) {
            unrecorded.add(outcome);
        }
    }

    /// Whether this process knows that the provider took or refused the part, though that is not written down.
    boolean isOut(OutboundMessage part) {
        return unrecorded.find(part.id()) != null;
    }

    /// Writes down that nobody will find out whether the part is out.
    void leaveUnknown(OutboundMessage part, String why, Instant now) {
        record(List.of(new PartOutcome(part, DeliveryStatus.UNKNOWN, null, null, why, now)), List.of(), null, now);
    }

    /// Whether the store answers a question at all.
    boolean storeAnswers() {
        try {
            return log.states(List.of(NO_PART)).isEmpty();
        } catch (PortUnavailableException e) {
            return false;
        }
    }

    /// Closes messages whose conversation cannot be read, after that apology.
    void setAside(List<InboundMessage> messages, Failure failure, Instant now) {
        PartOutcome apology = unrecorded.find(PartId.of(messages.getLast().id(), 0));
        List<MessageId> ids = messages.stream().map(InboundMessage::id).toList();
        failureNotices.bring(ids);
        record(apology == null ? List.of() : List.of(apology), ids, failure, now);
        failureNotices.forget(ids);
    }

    /// What goes out in place of what is held; nothing, where the user was sent that already.
    Outbox instead(DeliveryProgress progress, Conversation conversation) {
        Outbox instead = notice.instead(progress.rest(), progress.held(), conversation);
        List<PartId> ids = instead.pending().stream().map(p -> p.message().id()).toList();
        return ids.isEmpty() || log.states(ids).isEmpty() ? instead : instead.withPending(List.of());
    }

    /// The business writes from this number by the WhatsApp phone app, too: see {@link Pacing#sharedWithApp}.
    void sharedWithApp(Channel channel, @Nullable String businessAddress) {
        delivery.sharedWithApp(channel, businessAddress);
    }

    public Capabilities capabilities(Channel channel) {
        return delivery.sender(channel).capabilities();
    }

    FailureNotices failureNotices() {
        return failureNotices;
    }
}
