package dev.recado.domain.policy;

import java.util.Optional;

/// Says nothing to a user who is blocked for a time.
public final class BlockPolicy implements ReplyPolicy {

    @Override
    public Optional<Reply> reply(TurnContext turn) {
        return turn.standing().isBlocked(turn.now())
                ? Optional.of(Reply.silence().with(Effects.NONE.leftUnsaid()))
                : Optional.empty();
    }
}
