package dev.recado.domain.policy;

import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.answer.ConversationUpdate;
import dev.recado.domain.answer.HandoffRequest;
import dev.recado.domain.answer.LeadDetector;
import dev.recado.domain.answer.Reply;
import dev.recado.domain.answer.ReplyPolicy;
import dev.recado.domain.answer.ResponseGenerator;
import dev.recado.domain.answer.TurnContext;
import dev.recado.domain.conversation.Lead;
import dev.recado.domain.event.Event.Closing;
import dev.recado.domain.intent.HumanRequestDetector;
import dev.recado.domain.message.Content;
import java.util.Optional;

/// Hears the two things that no answer gives: that somebody wants to talk to a person, or leaves how to be reached.
/// The first is heard here in any case; the second is answered by the model where there is one, and noted beside it.
public final class HandoffAndLeadPolicy implements ReplyPolicy {
    private final ResponseGenerator generator;

    public HandoffAndLeadPolicy(ResponseGenerator generator) {
        this.generator = generator;
    }

    @Override
    public Optional<Reply> reply(TurnContext turn) {
        Optional<Reply> human = human(turn);
        return human.isPresent() || generator.isConfigured() ? human : lead(turn);
    }

    private static Optional<Reply> human(TurnContext turn) {
        boolean wanted = turn.messages().stream()
                .anyMatch(message -> chosen(message.content())
                        || HumanRequestDetector.in(message.content().words()));
        return wanted ? Optional.of(handover(turn)) : Optional.empty();
    }

    private static Reply handover(TurnContext turn) {
        return withLead(turn, HandoffRequest.requested(turn, turn.words(), "user"));
    }

    /// The handover where a person is likely asked for, if not in so many words.
    static Optional<Reply> likelyHuman(TurnContext turn) {
        return HumanRequestDetector.likelyIn(turn.words()) ? Optional.of(handover(turn)) : Optional.empty();
    }

    /// The reply, and with it the lead that the words leave, if they do.
    static Reply withLead(TurnContext turn, Reply reply) {
        return LeadDetector.said(turn.words())
                .map(lead -> reply.with(reply.effects().event(LeadDetector.created(turn, lead))))
                .orElse(reply);
    }

    private static boolean chosen(Content content) {
        return content instanceof Content.Choice choice && choice.payload().equals(HandoffRequest.ID);
    }

    /// The thanks for a lead that the words leave, if they do.
    static Optional<Reply> lead(TurnContext turn) {
        return LeadDetector.said(turn.words())
                .map(lead -> new Reply(
                        thanks(turn, lead),
                        Closing.NOTICE,
                        null,
                        null,
                        null,
                        ConversationUpdate.NONE.event(LeadDetector.created(turn, lead))));
    }

    private static String thanks(TurnContext turn, Lead lead) {
        return turn.text(BuiltInText.LEAD_NOTED) + " " + LeadDetector.shown(lead);
    }
}
