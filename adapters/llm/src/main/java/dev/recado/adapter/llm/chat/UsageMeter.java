package dev.recado.adapter.llm.chat;

import dev.langchain4j.model.googleai.GoogleAiGeminiTokenUsage;
import dev.langchain4j.model.output.TokenUsage;
import dev.recado.domain.message.Usage;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// What one provider's calls cost: each, and all of this day (UTC). Safe for many threads.
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

    /// Takes in what a call used, as the provider counted it; a server that does not count is free.
    public Usage of(@Nullable TokenUsage used) {
        if (used == null) {
            return Usage.NONE;
        }
        long out = orNone(used.outputTokenCount());
        if (used instanceof GoogleAiGeminiTokenUsage gemini) {
            out += orNone(gemini.thoughtsTokenCount()); // charged as output, counted apart (Gemini's pricing page)
        }
        return of(orNone(used.inputTokenCount()), out);
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

    private static long orNone(@Nullable Integer count) {
        return count == null ? 0 : count;
    }
}
