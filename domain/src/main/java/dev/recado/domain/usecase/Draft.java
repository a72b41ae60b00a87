package dev.recado.domain.usecase;

import dev.recado.domain.model.BusinessEvent;
import dev.recado.domain.model.ClaimedConversation;
import dev.recado.domain.model.Conversation;
import dev.recado.domain.model.ConversationStatus;
import dev.recado.domain.model.DeliveryStatus;
import dev.recado.domain.model.Failure;
import dev.recado.domain.model.InboundMessage;
import dev.recado.domain.model.MessageId;
import dev.recado.domain.model.OutboundContent;
import dev.recado.domain.model.OutboundMessage;
import dev.recado.domain.model.Outbox;
import dev.recado.domain.model.Outbox.PendingPart;
import dev.recado.domain.model.PartId;
import dev.recado.domain.model.Provenance;
import dev.recado.domain.model.Role;
import dev.recado.domain.model.ServiceWindow;
import dev.recado.domain.model.Standing;
import dev.recado.domain.model.Turn;
import dev.recado.domain.policy.Effects;
import dev.recado.domain.policy.Reply;
import dev.recado.domain.policy.TurnContext;
import dev.recado.domain.port.Event.Closing;
import dev.recado.domain.port.SessionStore.Changes;
import dev.recado.domain.port.SessionStore.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A decided reply as it is to be stored: what was said, what goes out for it, and what else it changes.
///
/// @param closing what the user is given in the end; an apology when the reply had nothing to say
record Draft(Decision decision, Closing closing) {

    /// The same with what was done to the conversation elsewhere.
    Draft with(Intervention intervention) {
        return new Draft(intervention.beside(decision), closing);
    }

    ServiceWindow window() {
        return new ServiceWindow(decision.lastWroteAt());
    }

    /// Makes parts of a reply, after those of earlier answers that were held until the user would write again.
    ///
    /// @param written what the reply is on its channel
    static Draft of(
            Replies.Decided decided,
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
        List<PendingPart> parts = Stream.concat(held, parts(latest, contents, provenance(decided)).stream())
                .map(part -> new PendingPart(part, DeliveryStatus.SENDING))
                .toList();
        Instant lastWords = latest.receivedAt();
        List<Turn> said = new ArrayList<>();
        if (!reply.effects().unsaid()) {
            said.add(new Turn(Role.USER, decided.context().said(), lastWords));
            if (!contents.isEmpty()) {
                said.add(new Turn(Role.ASSISTANT, reply.text(), now));
            }
        }
        List<MessageId> answered = messages.stream().map(InboundMessage::id).toList();
        Failure failure =
                reply.failure() == null ? null : new Failure(reply.failure().reason(), claim.attempts());
        Decision decision = new Decision(
                said,
                new Outbox(parts, answered, now, failure),
                reply.effects().language() == null
                        ? decided.context().language()
                        : reply.effects().language(),
                decided.context().profileName(),
                latest.businessAddress(),
                reply.offer() == null ? List.of() : reply.offer().options(),
                conversation.window().after(messages).lastWroteAt(),
                changes(decided.context(), reply.effects(), messages),
                now);
        return new Draft(decision, reply.closing());
    }

    /// Who wants to hear nothing hears nothing of what was held either; where nothing is said it stays held.
    private static boolean isQuiet(Reply reply, TurnContext context) {
        return reply.closing() == Closing.SILENCE
                || standing(context, reply.effects()).optedOut();
    }

    private static Standing standing(TurnContext context, Effects effects) {
        return effects.standing() == null ? context.standing() : effects.standing();
    }

    private static Provenance provenance(Replies.Decided decided) {
        return new Provenance(
                decided.context().trace().steps(), decided.reply().effects().sources());
    }

    private static Changes changes(TurnContext context, Effects effects, List<InboundMessage> messages) {
        List<BusinessEvent> happened = new ArrayList<>(Told.received(messages));
        ConversationStatus status = effects.status();
        if (context.conversation().status() == ConversationStatus.CLOSED) {
            happened.add(context.event(BusinessEvent.Type.CONVERSATION_REOPENED, Map.of()));
            status = status == null ? ConversationStatus.OPEN : status;
        }
        if (context.conversation().status() == ConversationStatus.HUMAN
                && !context.conversation().isWithHuman(context.now())) {
            // the human who wrote from elsewhere is silent for long enough
            status = status == null ? ConversationStatus.OPEN : status;
        }
        happened.addAll(effects.events());
        return new Changes(standing(context, effects), status, null, effects.thread(), happened);
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
