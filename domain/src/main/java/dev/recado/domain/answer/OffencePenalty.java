package dev.recado.domain.answer;

import dev.recado.domain.conversation.UserState;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// What comes of an offence: a refusal, and for who offends again and again a block for a time.
///
/// @param most so many within the memory block; 0: nobody is blocked
/// @param memory after so long without another, offences are forgotten
/// @param blockFor for how long nothing is answered then
public record OffencePenalty(int most, Duration memory, Duration blockFor) {

    /// The reply to one, kept for audit without the text.
    ///
    /// @param guard which guard found it
    /// @param rule what of it
    public Reply committed(TurnContext turn, String guard, String rule, BuiltInText refusal) {
        turn.trace().tell(new Event.GuardTripped(turn.id(), guard, rule));
        UserState struck = turn.userState().struck(turn.now(), memory);
        ConversationUpdate effects = ConversationUpdate.NONE
                .event(turn.event(BusinessEvent.Type.GUARD_TRIPPED, Map.of("guard", guard, "rule", rule)))
                .leftUnsaid();
        return most > 0 && struck.strikes() >= most
                ? blocked(turn, struck, effects)
                : Reply.notice(turn, refusal).with(effects.userState(struck));
    }

    private Reply blocked(TurnContext turn, UserState struck, ConversationUpdate effects) {
        Instant until = turn.now().plus(blockFor);
        long minutes = Math.max(1, blockFor.plusSeconds(59).toMinutes());
        turn.trace().tell(new Event.GuardTripped(turn.id(), "block", struck.strikes() + " strikes"));
        return Reply.notice(turn.text(BuiltInText.BLOCKED, minutes))
                .with(effects.userState(struck.blocked(until))
                        .event(turn.event(
                                BusinessEvent.Type.USER_BLOCKED,
                                Map.of("until", until.toString(), "strikes", Integer.toString(struck.strikes())))));
    }
}
