package dev.recado.adapter.llm;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Settings that apply to every model.
///
/// @param llm the provider that answers; absent: the one whose key is set
/// @param llmFallback the provider that is asked when the first fails; absent: none
/// @param llmTimeout the longest that one call may take, within the turn's deadline
/// @param llmMaxConcurrent calls in flight at once. The default lets a thousand conversations wait for a slow
/// model at the same time (a call costs some tens of kilobytes and no thread); a provider that accepts fewer
/// answers 429
/// @param priceIn price of the first provider's model, in US dollars per million input tokens; absent:
/// [TokenPrices]
/// @param priceOut the same for output tokens
@ConfigurationProperties("recado")
record ModelSettings(
        @Nullable String llm,
        @Nullable String llmFallback,
        Duration llmTimeout,
        int llmMaxConcurrent,
        @Nullable BigDecimal priceIn,
        @Nullable BigDecimal priceOut) {}
