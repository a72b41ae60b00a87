package dev.recado.domain.answer;

import java.util.Optional;

/// One rule for replying: it returns the reply, or passes the turn on to the next policy.
@FunctionalInterface
public interface ReplyPolicy {

    /// Returns whether the policy may block, for example on a model or the store; otherwise it only does
    /// CPU-bound work. A policy that may block does not run on the threads for CPU-bound work.
    default boolean mayBlock(TurnContext turn) {
        return false;
    }

    /// Returns the turn as this policy and later ones see it. May block only if [#mayBlock] says so.
    default TurnContext prepare(TurnContext turn) {
        return turn;
    }

    /// Returns the reply, or empty to continue with the next policy. May block only if [#mayBlock] says so; ends
    /// by the deadline.
    Optional<Reply> reply(TurnContext turn);
}
