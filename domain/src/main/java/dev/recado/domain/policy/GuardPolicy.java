package dev.recado.domain.policy;

import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.answer.ConversationUpdate;
import dev.recado.domain.answer.OffencePenalty;
import dev.recado.domain.answer.Reply;
import dev.recado.domain.answer.ReplyPolicy;
import dev.recado.domain.answer.TurnContext;
import dev.recado.domain.conversation.UserState;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.event.Event;
import dev.recado.domain.guard.InjectionDetector;
import dev.recado.domain.guard.ToxicityDetector;
import java.util.Map;
import java.util.Optional;

/// Refuses insults, threats and prompt injections, and stops replying to endless repeats. It works in memory.
public final class GuardPolicy implements ReplyPolicy {
    private final OffencePenalty offences;
    private final int repeats;

    /// @param repeats how many repeats of the same words in a row are answered; 0 for no limit
    public GuardPolicy(OffencePenalty offences, int repeats) {
        this.offences = offences;
        this.repeats = repeats;
    }

    @Override
    public Optional<Reply> reply(TurnContext turn) {
        String words = turn.words();
        Optional<String> insult = ToxicityDetector.find(words);
        if (insult.isPresent()) {
            return Optional.of(offences.reply(turn, "words", insult.get(), BuiltInText.RESPECT));
        }
        if (InjectionDetector.isSuspicious(words)) {
            return Optional.of(offences.reply(turn, "injection", "pattern", BuiltInText.REFUSAL));
        }
        return repeats > 0 && turn.userState().repetition().times() > repeats
                ? Optional.of(repeatNotice(turn))
                : Optional.empty();
    }

    /// No offence: the bot may be at fault.
    private Reply repeatNotice(TurnContext turn) {
        UserState userState = turn.userState();
        boolean alreadyNotified =
                userState.repetition().times() - turn.messages().size() > repeats;
        if (alreadyNotified) {
            return Reply.silence().with(ConversationUpdate.NONE.hideFromModels());
        }
        turn.trace().add(new Event.GuardTripped(turn.id(), "repeats", "same words"));
        return Reply.notice(turn, BuiltInText.REPEATED)
                .with(ConversationUpdate.NONE
                        .event(turn.event(
                                BusinessEvent.Type.GUARD_TRIPPED, Map.of("guard", "repeats", "rule", "same words")))
                        .hideFromModels());
    }
}
