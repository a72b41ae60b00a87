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

/// Handles requests for a person and leads. Requests are always handled here; a lead is answered by the model, if
/// there is one, and recorded beside its answer.
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
                .anyMatch(message -> isHandoffButton(message.content())
                        || HumanRequestDetector.isIn(message.content().words()));
        return wanted ? Optional.of(handoff(turn)) : Optional.empty();
    }

    private static Reply handoff(TurnContext turn) {
        return withLead(turn, HandoffRequest.reply(turn, turn.words(), "user"));
    }

    /// Returns the handoff if a person is probably asked for.
    static Optional<Reply> likelyHuman(TurnContext turn) {
        return HumanRequestDetector.isLikelyIn(turn.words()) ? Optional.of(handoff(turn)) : Optional.empty();
    }

    /// Adds the lead in the user's words, if any, to the reply.
    static Reply withLead(TurnContext turn, Reply reply) {
        return LeadDetector.find(turn.words())
                .map(lead -> reply.with(reply.update().event(LeadDetector.event(turn, lead))))
                .orElse(reply);
    }

    private static boolean isHandoffButton(Content content) {
        return content instanceof Content.Choice choice && choice.payload().equals(HandoffRequest.ID);
    }

    /// Returns the thanks for the lead in the user's words, if any.
    static Optional<Reply> lead(TurnContext turn) {
        return LeadDetector.find(turn.words())
                .map(lead -> new Reply(
                        thanks(turn, lead),
                        Closing.NOTICE,
                        null,
                        null,
                        null,
                        ConversationUpdate.NONE.event(LeadDetector.event(turn, lead))));
    }

    private static String thanks(TurnContext turn, Lead lead) {
        return turn.text(BuiltInText.LEAD_NOTED) + " " + LeadDetector.format(lead);
    }
}
