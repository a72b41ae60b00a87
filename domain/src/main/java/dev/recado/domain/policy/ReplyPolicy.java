package dev.recado.domain.policy;

import java.util.Optional;

/// One rule of the reply: gives it, or passes the turn on to the next.
@FunctionalInterface
public interface ReplyPolicy {

    /// The turn as this policy and those after it are to see it. May block, as the reply may.
    default TurnContext seen(TurnContext turn) {
        return turn;
    }

    /// The reply, or empty for "carry on". May block (a model is slow); ends by the turn's deadline.
    Optional<Reply> reply(TurnContext turn);
}
