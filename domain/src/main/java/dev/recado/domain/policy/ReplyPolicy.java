package dev.recado.domain.policy;

import java.util.Optional;

/// One rule of the reply: gives it, or passes the turn on to the next.
@FunctionalInterface
public interface ReplyPolicy {

    /// The reply, or empty for "carry on". May block (a model is slow); ends by the turn's deadline.
    Optional<Reply> reply(TurnContext turn);
}
