package dev.recado.domain.policy;

import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.answer.ConversationUpdate;
import dev.recado.domain.answer.Reply;
import dev.recado.domain.answer.ReplyPolicy;
import dev.recado.domain.answer.TurnContext;
import dev.recado.domain.conversation.UserState;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.event.Event;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Limits how many messages of a user are answered. Beyond the limit the user gets one notice, which says when to
/// write again, and then nothing until then.
public final class LimitPolicy implements ReplyPolicy {
    private static final Duration HOUR = Duration.ofHours(1);

    private final MessageLimits limits;

    public LimitPolicy(MessageLimits limits) {
        this.limits = limits;
    }

    @Override
    public Optional<Reply> reply(TurnContext turn) {
        UserState userState = turn.userState();
        if (limits.isOverDay(userState)) {
            return Optional.of(
                    userState.quota().day().told()
                            ? silence()
                            : notice(turn, "day", turn.text(BuiltInText.LIMIT_DAY, hoursLeft(turn)))
                                    .with(update(turn, "day", userState.toldOfDay())));
        }
        if (limits.isOverMinute(userState)) {
            return Optional.of(
                    userState.quota().minute().told()
                            ? silence()
                            : notice(turn, "minute", turn.text(BuiltInText.LIMIT_MINUTE))
                                    .with(update(turn, "minute", userState.toldOfMinute())));
        }
        return Optional.empty();
    }

    private static Reply silence() {
        return Reply.silence().with(ConversationUpdate.NONE.hideFromModels());
    }

    private static Reply notice(TurnContext turn, String limit, String text) {
        turn.trace().add(new Event.GuardTripped(turn.id(), "limit", limit));
        return Reply.notice(text);
    }

    private static ConversationUpdate update(TurnContext turn, String limit, UserState notified) {
        return ConversationUpdate.NONE
                .userState(notified)
                .event(turn.event(BusinessEvent.Type.LIMIT_REACHED, Map.of("limit", limit)))
                .hideFromModels();
    }

    /// Rounded up.
    private static long hoursLeft(TurnContext turn) {
        Duration left = Duration.between(
                turn.now(), turn.userState().quota().day().since().plus(Duration.ofDays(1)));
        return Math.max(1, left.plus(HOUR).minusMillis(1).toHours());
    }
}
