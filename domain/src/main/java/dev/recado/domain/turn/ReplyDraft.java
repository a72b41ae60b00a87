package dev.recado.domain.turn;

import dev.recado.domain.answer.ConversationUpdate;
import dev.recado.domain.answer.ConversationUpdate.OwnershipStep.GivenBack;
import dev.recado.domain.answer.ConversationUpdate.OwnershipStep.Requested;
import dev.recado.domain.answer.ConversationUpdate.OwnershipStep.Unchanged;
import dev.recado.domain.answer.Reply;
import dev.recado.domain.answer.TurnContext;
import dev.recado.domain.conversation.ClaimedConversation;
import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.conversation.ConversationStatus;
import dev.recado.domain.conversation.Ownership;
import dev.recado.domain.conversation.Ownership.Handoff;
import dev.recado.domain.conversation.SessionStore.Changes;
import dev.recado.domain.conversation.SessionStore.Decision;
import dev.recado.domain.conversation.UserState;
import dev.recado.domain.conversation.Utterance;
import dev.recado.domain.delivery.MessageEvents;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.event.Event.Closing;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.Failure;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.OutboundContent;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.message.Outbox;
import dev.recado.domain.message.Outbox.PendingPart;
import dev.recado.domain.message.Provenance;
import dev.recado.domain.message.Role;
import dev.recado.domain.message.ServiceWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A decided reply as it is stored: the history entries, the outbox, and the other changes of the
/// conversation.
///
/// @param closing what the user is given in the end; an apology when the reply had nothing to say
record ReplyDraft(Decision decision, Closing closing) {

    /// The same with changes that happened outside Recado.
    ReplyDraft with(ExternalChanges intervention) {
        return new ReplyDraft(intervention.beside(decision), closing);
    }

    ServiceWindow window() {
        return new ServiceWindow(decision.lastWroteAt());
    }

    /// Makes the outbox of a reply: first the held parts of earlier answers, then its own.
    ///
    /// @param written the parts of the reply, as its channel can send them
    static ReplyDraft of(
            ReplyDecider.Decided decided,
            List<OutboundContent> written,
            List<InboundMessage> messages,
            ClaimedConversation claim,
            Instant now) {
        InboundMessage latest = messages.getLast();
        Conversation conversation = claim.conversation();
        Reply reply = decided.reply();
        List<OutboundContent> contents = written;
        if (contents.isEmpty() && reply.closing() != Closing.SILENCE) {
            reply = Reply.apology(decided.context(), new Failure("model: a blank answer", claim.attempts()));
            contents = List.of(new OutboundContent.Text(reply.text()));
        }
        Stream<OutboundMessage> held = isQuiet(reply, decided.context())
                ? Stream.empty()
                : conversation.heldInOrder().stream().map(part -> part.readdressedTo(latest));
        List<PendingPart> parts = Stream.concat(held, parts(latest, contents, provenance(decided, reply)).stream())
                .map(part -> new PendingPart(part, DeliveryStatus.SENDING))
                .toList();
        Instant lastWords = latest.receivedAt();
        List<Utterance> said = new ArrayList<>();
        if (!reply.update().hiddenFromModels()) {
            said.add(new Utterance(Role.USER, decided.context().modelText(), lastWords));
            if (!contents.isEmpty()) {
                said.add(new Utterance(Role.ASSISTANT, reply.text(), now));
            }
        }
        List<MessageId> answered = messages.stream().map(InboundMessage::id).toList();
        Failure failure =
                reply.failure() == null ? null : new Failure(reply.failure().reason(), claim.attempts());
        Decision decision = new Decision(
                said,
                new Outbox(parts, answered, now, failure),
                reply.update().language() == null
                        ? decided.context().language()
                        : reply.update().language(),
                decided.context().profileName(),
                latest.channel(),
                latest.businessAddress(),
                reply.offer() == null ? List.of() : reply.offer().options(),
                conversation.window().after(messages).lastWroteAt(),
                changes(decided.context(), reply.update(), messages),
                now);
        return new ReplyDraft(decision, reply.closing());
    }

    /// Whether held parts stay held: the user opted out, or there is no reply.
    private static boolean isQuiet(Reply reply, TurnContext context) {
        return reply.closing() == Closing.SILENCE
                || userState(context, reply.update()).optedOut();
    }

    private static UserState userState(TurnContext context, ConversationUpdate effects) {
        return effects.userState() == null ? context.userState() : effects.userState();
    }

    /// @param reply the one that is sent, which may be an apology in place of the decided one
    private static Provenance provenance(ReplyDecider.Decided decided, Reply reply) {
        Provenance decidedBy = new Provenance(
                decided.context().trace().steps(), decided.reply().update().sources());
        return reply.closing() == Closing.APOLOGY ? decidedBy.ofApology() : decidedBy;
    }

    private static Changes changes(TurnContext context, ConversationUpdate effects, List<InboundMessage> messages) {
        List<BusinessEvent> happened = new ArrayList<>(MessageEvents.received(messages));
        Ownership before = context.conversation().ownership();
        Ownership now = before;
        if (before.status() == ConversationStatus.CLOSED && !before.isClosedAfter(context.now())) {
            happened.add(context.event(BusinessEvent.Type.CONVERSATION_REOPENED, Map.of()));
            now = now.givenBack();
        }
        if (before.status() == ConversationStatus.HUMAN && !before.isWithHuman(context.now())) {
            // the person who wrote from the phone app has been silent for long enough
            now = now.givenBack();
            happened.add(BusinessEvent.givenBackByIdle(context.conversation().id(), now.version(), context.now()));
        }
        now = switch (effects.ownership()) {
            case Unchanged _ -> now;
            case Requested(Handoff request) -> now.requested(request);
            case GivenBack _ -> now.givenBack();
        };
        now = now.userWrote(messages.getFirst().receivedAt());
        happened.addAll(effects.events());
        return new Changes(
                userState(context, effects), now.equals(before) ? null : now, null, effects.thread(), happened);
    }

    static List<OutboundMessage> parts(InboundMessage latest, List<OutboundContent> contents, Provenance provenance) {
        List<OutboundMessage> parts = new ArrayList<>();
        for (int i = 0; i < contents.size(); i++) {
            parts.add(new OutboundMessage(
                    PartId.of(latest.id(), i),
                    latest.conversationId(),
                    latest.channel(),
                    latest.from(),
                    latest.businessAddress(),
                    i,
                    contents.size(),
                    latest.id(),
                    contents.get(i),
                    i == 0 ? provenance : provenance.ofLaterPart()));
        }
        return parts;
    }
}
