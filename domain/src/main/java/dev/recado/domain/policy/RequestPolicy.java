package dev.recado.domain.policy;

import dev.recado.domain.model.Content;
import dev.recado.domain.model.Lead;
import dev.recado.domain.model.Phrase;
import dev.recado.domain.port.Event.Closing;
import dev.recado.domain.port.ResponseGenerator;
import java.util.Optional;

/// Hears the two things that no answer gives: that somebody wants to talk to a person, or leaves how to be reached.
/// The first is heard here in any case; the second is answered by the model where there is one, and noted beside it.
public final class RequestPolicy implements ReplyPolicy {
    private final ResponseGenerator generator;

    public RequestPolicy(ResponseGenerator generator) {
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
                        || HumanWanted.in(message.content().words()));
        return wanted ? Optional.of(handover(turn)) : Optional.empty();
    }

    private static Reply handover(TurnContext turn) {
        return withLead(turn, Handover.requested(turn, turn.words(), "user"));
    }

    /// The handover where a person is likely asked for, if not in so many words.
    static Optional<Reply> likelyHuman(TurnContext turn) {
        return HumanWanted.likelyIn(turn.words()) ? Optional.of(handover(turn)) : Optional.empty();
    }

    /// The reply, and with it the lead that the words leave, if they do.
    static Reply withLead(TurnContext turn, Reply reply) {
        return Leads.said(turn.words())
                .map(lead -> reply.with(reply.effects().event(Leads.created(turn, lead))))
                .orElse(reply);
    }

    private static boolean chosen(Content content) {
        return content instanceof Content.Choice choice && choice.payload().equals(Handover.ID);
    }

    /// The thanks for a lead that the words leave, if they do.
    static Optional<Reply> lead(TurnContext turn) {
        return Leads.said(turn.words())
                .map(lead -> new Reply(
                        thanks(turn, lead),
                        Closing.NOTICE,
                        null,
                        null,
                        null,
                        Effects.NONE.event(Leads.created(turn, lead))));
    }

    private static String thanks(TurnContext turn, Lead lead) {
        return turn.text(Phrase.LEAD_NOTED) + " " + Leads.shown(lead);
    }
}
