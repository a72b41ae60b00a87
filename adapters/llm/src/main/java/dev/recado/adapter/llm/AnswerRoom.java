package dev.recado.adapter.llm;

import java.util.concurrent.atomic.AtomicInteger;

/// How many tokens a model may write at once, its thoughts included: as set, and once an answer did not fit beside
/// its thoughts, more from then on. Safe for many threads.
final class AnswerRoom {

    /// What a model that thinks needs at least.
    static final int LEAST_WHEN_WIDE = 4_096;

    private final int wide;
    private final AtomicInteger tokens;

    /// @param usual as set
    AnswerRoom(int usual) {
        this.tokens = new AtomicInteger(usual);
        this.wide = Math.max(4 * usual, LEAST_WHEN_WIDE);
    }

    int tokens() {
        return tokens.get();
    }

    /// Gives more room from now on.
    ///
    /// @param used what the call had that did not fit
    /// @return whether another call has more
    boolean widen(int used) {
        tokens.set(wide);
        return used < wide;
    }
}
