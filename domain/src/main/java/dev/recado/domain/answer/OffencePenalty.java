package dev.recado.domain.answer;

import dev.recado.domain.conversation.UserState;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// The penalty for offences: a refusal, and a temporary block after repeated offences.
///
/// @param maxOffences the number of offences that leads to a block; 0 for no block
/// @param memory how long an offence is remembered
/// @param blockDuration the length of a block
public record OffencePenalty(int maxOffences, Duration memory, Duration blockDuration) {

    /// Returns the reply to an offence and records it for audit, without the text.
    ///
    /// @param guard the guard that found it
    /// @param rule the rule that matched
    public Reply reply(TurnContext turn, String guard, String rule, BuiltInText refusal) {
        turn.trace().add(new Event.GuardTripped(turn.id(), guard, rule));
        UserState struck = turn.userState().struck(turn.now(), memory);
        ConversationUpdate update = ConversationUpdate.NONE
                .event(turn.event(BusinessEvent.Type.GUARD_TRIPPED, Map.of("guard", guard, "rule", rule)))
                .hideFromModels();
        return maxOffences > 0 && struck.offences().count() >= maxOffences
                ? blocked(turn, struck, update)
                : Reply.notice(turn, refusal).with(update.userState(struck));
    }

    private Reply blocked(TurnContext turn, UserState struck, ConversationUpdate update) {
        Instant until = turn.now().plus(blockDuration);
        long minutes = Math.max(1, blockDuration.plusSeconds(59).toMinutes());
        turn.trace()
                .add(new Event.GuardTripped(
                        turn.id(), "block", struck.offences().count() + " strikes"));
        return Reply.notice(turn.text(BuiltInText.BLOCKED, minutes))
                .with(update.userState(struck.blocked(until))
                        .event(turn.event(
                                BusinessEvent.Type.USER_BLOCKED,
                                Map.of(
                                        "until",
                                        until.toString(),
                                        "strikes",
                                        Integer.toString(struck.offences().count())))));
    }
}
