package dev.recado.domain.policy;

import dev.recado.domain.guard.Injections;
import dev.recado.domain.guard.Toxicity;
import dev.recado.domain.model.BusinessEvent;
import dev.recado.domain.model.Phrase;
import dev.recado.domain.model.Standing;
import dev.recado.domain.port.Event;
import java.util.Map;
import java.util.Optional;

/// Refuses insults and threats, and texts that try to instruct the assistant; falls silent towards who writes the same
/// again and again. None of it asks anyone.
public final class GuardPolicy implements ReplyPolicy {
    private final Offences offences;
    private final int repeats;

    /// @param repeats how often in a row the same words may come again; 0 for no limit
    public GuardPolicy(Offences offences, int repeats) {
        this.offences = offences;
        this.repeats = repeats;
    }

    @Override
    public Optional<Reply> reply(TurnContext turn) {
        String words = turn.words();
        Optional<String> insult = Toxicity.find(words);
        if (insult.isPresent()) {
            return Optional.of(offences.committed(turn, "words", insult.get(), Phrase.RESPECT));
        }
        if (Injections.isSuspicious(words)) {
            return Optional.of(offences.committed(turn, "injection", "pattern", Phrase.REFUSAL));
        }
        return repeats > 0 && turn.standing().repeats() > repeats ? Optional.of(again(turn)) : Optional.empty();
    }

    /// No offence: the bot may be at fault.
    private Reply again(TurnContext turn) {
        Standing standing = turn.standing();
        boolean told = standing.repeats() - turn.messages().size() > repeats;
        if (told) {
            return Reply.silence().with(Effects.NONE.leftUnsaid());
        }
        turn.trace().tell(new Event.GuardTripped(turn.id(), "repeats", "same words"));
        return Reply.notice(turn, Phrase.REPEATED)
                .with(Effects.NONE
                        .event(turn.event(
                                BusinessEvent.Type.GUARD_TRIPPED, Map.of("guard", "repeats", "rule", "same words")))
                        .leftUnsaid());
    }
}
