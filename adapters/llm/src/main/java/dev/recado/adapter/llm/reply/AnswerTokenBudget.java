package dev.recado.adapter.llm.reply;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// How many tokens a model may write at once, its thoughts included: as set; and once its thoughts left no room for an
/// answer, more for an hour, so that not every call is made twice. An answer without thoughts is never given more. Safe
/// for many threads.
public final class AnswerTokenBudget {

    /// What a model that thinks needs at least.
    public static final int LEAST_WHEN_WIDE = 4_096;

    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final int usual;
    private final int wide;
    private final InstantSource clock;
    private volatile @Nullable Instant wideUntil;

    /// @param usual as set
    public AnswerTokenBudget(int usual, InstantSource clock) {
        this.usual = usual;
        this.wide = Math.max(4 * usual, LEAST_WHEN_WIDE);
        this.clock = clock;
    }

    public int tokens() {
        Instant until = wideUntil;
        return until != null && clock.instant().isBefore(until) ? wide : usual;
    }

    /// Gives more room beside thoughts.
    ///
    /// @param used what the call had that did not fit
    /// @return whether another call has more
    boolean widen(int used) {
        wideUntil = clock.instant().plus(REMEMBERED);
        return used < wide;
    }
}
