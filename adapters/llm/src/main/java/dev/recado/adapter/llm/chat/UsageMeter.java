package dev.recado.adapter.llm.chat;

import dev.langchain4j.model.googleai.GoogleAiGeminiTokenUsage;
import dev.langchain4j.model.output.TokenUsage;
import dev.recado.domain.message.Usage;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Computes what one provider's calls cost: each call, and all calls of this day (UTC). Thread-safe.
public final class UsageMeter {

    private final TokenPrices prices;
    private final InstantSource clock;
    private LocalDate day;
    private Usage today = Usage.NONE;

    public UsageMeter(TokenPrices prices, InstantSource clock) {
        this.prices = prices;
        this.clock = clock;
        this.day = today();
    }

    /// Counts one call's tokens as the provider reported them. A server that reports none counts as free.
    public Usage of(@Nullable TokenUsage used) {
        if (used == null) {
            return Usage.NONE;
        }
        long out = orZero(used.outputTokenCount());
        if (used instanceof GoogleAiGeminiTokenUsage gemini) {
            out += orZero(gemini.thoughtsTokenCount()); // charged as output, counted apart (Gemini's pricing page)
        }
        return of(orZero(used.inputTokenCount()), out);
    }

    public Usage of(long tokensIn, long tokensOut) {
        Usage usage = new Usage(tokensIn, tokensOut, prices.cost(tokensIn, tokensOut));
        synchronized (this) {
            rollOver();
            today = today.and(usage);
        }
        return usage;
    }

    synchronized Usage ofToday() {
        rollOver();
        return today;
    }

    private void rollOver() {
        LocalDate now = today();
        if (!now.equals(day)) {
            day = now;
            today = Usage.NONE;
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static long orZero(@Nullable Integer count) {
        return count == null ? 0 : count;
    }
}
