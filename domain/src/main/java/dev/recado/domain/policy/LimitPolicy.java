package dev.recado.domain.policy;

import dev.recado.domain.model.BusinessEvent;
import dev.recado.domain.model.Phrase;
import dev.recado.domain.model.Standing;
import dev.recado.domain.port.Event;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Answers a user only so often. Beyond that there is one notice, which says when it goes on, and then nothing
/// until then.
public final class LimitPolicy implements ReplyPolicy {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Limits limits;

    public LimitPolicy(Limits limits) {
        this.limits = limits;
    }

    @Override
    public Optional<Reply> reply(TurnContext turn) {
        Standing standing = turn.standing();
        if (limits.isOverDay(standing)) {
            return Optional.of(
                    standing.day().told()
                            ? quiet()
                            : notice(turn, "day", turn.text(Phrase.LIMIT_DAY, hoursLeft(turn)))
                                    .with(effects(turn, "day", standing.toldOfDay())));
        }
        if (limits.isOverMinute(standing)) {
            return Optional.of(
                    standing.minute().told()
                            ? quiet()
                            : notice(turn, "minute", turn.text(Phrase.LIMIT_MINUTE))
                                    .with(effects(turn, "minute", standing.toldOfMinute())));
        }
        return Optional.empty();
    }

    private static Reply quiet() {
        return Reply.silence().with(Effects.NONE.leftUnsaid());
    }

    private static Reply notice(TurnContext turn, String limit, String text) {
        turn.trace().tell(new Event.GuardTripped(turn.id(), "limit", limit));
        return Reply.notice(text);
    }

    private static Effects effects(TurnContext turn, String limit, Standing told) {
        return Effects.NONE
                .standing(told)
                .event(turn.event(BusinessEvent.Type.LIMIT_REACHED, Map.of("limit", limit)))
                .leftUnsaid();
    }

    /// Rounded up.
    private static long hoursLeft(TurnContext turn) {
        Duration left =
                Duration.between(turn.now(), turn.standing().day().since().plus(Duration.ofDays(1)));
        return Math.max(1, left.plus(HOUR).minusMillis(1).toHours());
    }
}
