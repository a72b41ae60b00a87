package dev.recado.adapter.llm.chat;

import dev.recado.adapter.llm.anthropic.AnthropicSettings;
import dev.recado.adapter.llm.gemini.GeminiSettings;
import dev.recado.adapter.llm.openai.OpenAiSettings;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Prices of a model's tokens, in US dollars per million.
///
/// @param in price of input tokens; null when unknown
/// @param out price of output tokens; null when unknown
public record TokenPrices(@Nullable BigDecimal in, @Nullable BigDecimal out) {

    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    /// List prices of the default models on 2026-11-21, from the providers' pricing pages. For any other model
    /// the price must be configured.
    private static final Map<String, TokenPrices> KNOWN = Map.of(
            OpenAiSettings.DEFAULT_MODEL, new TokenPrices(new BigDecimal("0.10"), new BigDecimal("0.50")),
            GeminiSettings.DEFAULT_MODEL, new TokenPrices(new BigDecimal("0.30"), new BigDecimal("2.50")),
            AnthropicSettings.DEFAULT_MODEL, new TokenPrices(new BigDecimal("1.00"), new BigDecimal("5.00")));

    private static final TokenPrices UNKNOWN = new TokenPrices(null, null);

    public static TokenPrices of(String model) {
        return KNOWN.getOrDefault(model, UNKNOWN);
    }

    @Nullable
    BigDecimal cost(long tokensIn, long tokensOut) {
        return in == null || out == null
                ? null
                : in.multiply(BigDecimal.valueOf(tokensIn))
                        .add(out.multiply(BigDecimal.valueOf(tokensOut)))
                        .divide(MILLION, MathContext.DECIMAL64)
                        .stripTrailingZeros();
    }
}
