package dev.recado.adapter.llm.reply;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// How many tokens a model may write in one call, its reasoning included. The configured number applies until
/// reasoning leaves no room for an answer; then a larger one applies for an hour, so that not every call is made
/// twice. An answer without reasoning never gets more. Thread-safe.
public final class AnswerTokenBudget {

    /// The least that a reasoning model needs.
    public static final int MIN_WHEN_WIDE = 4_096;

    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final int usual;
    private final int wide;
    private final InstantSource clock;
    private volatile @Nullable Instant wideUntil;

    /// @param usual the configured number
    public AnswerTokenBudget(int usual, InstantSource clock) {
        this.usual = usual;
        this.wide = Math.max(4 * usual, MIN_WHEN_WIDE);
        this.clock = clock;
    }

    public int tokens() {
        Instant until = wideUntil;
        return until != null && clock.instant().isBefore(until) ? wide : usual;
    }

    /// Gives more tokens, because reasoning used up the budget.
    ///
    /// @param used the tokens of the call that were not enough
    /// @return whether another call gets more
    boolean widen(int used) {
        wideUntil = clock.instant().plus(REMEMBERED);
        return used < wide;
    }
}
