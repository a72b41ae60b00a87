package dev.recado.domain.answer;

import java.util.Optional;

/// One rule of the reply: gives it, or passes the turn on to the next.
@FunctionalInterface
public interface ReplyPolicy {

    /// Whether it may wait for somebody, as a model or the store, or does CPU-bound work only. What waits is
    /// not run on the threads for CPU-bound work.
    default boolean mayWait(TurnContext turn) {
        return false;
    }

    /// The turn as this policy and those after it are to see it. May wait, as the reply may, when it says so.
    default TurnContext seen(TurnContext turn) {
        return turn;
    }

    /// The reply, or empty for "carry on". May wait (a model is slow) when it says so; ends by the deadline.
    Optional<Reply> reply(TurnContext turn);
}
