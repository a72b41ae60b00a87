package dev.recado.domain.answer;

import dev.recado.domain.conversation.UserState;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// The penalty for offences: a refusal, and a temporary block after repeated offences.
///
/// @param most the number of offences that leads to a block; 0 for no block
/// @param memory how long an offence is remembered
/// @param blockFor the length of a block
public record OffencePenalty(int most, Duration memory, Duration blockFor) {

    /// Returns the reply to an offence and records it for audit, without the text.
    ///
    /// @param guard the guard that found it
    /// @param rule the rule that matched
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
