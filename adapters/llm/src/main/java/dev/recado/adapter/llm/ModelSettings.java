package dev.recado.adapter.llm;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What is set for any model.
///
/// @param llm which provider answers; absent: the one whose key is set
/// @param llmFallback which one is asked when the first fails; absent: none
/// @param llmTimeout the longest one call may take, within the turn's deadline
/// @param llmMaxConcurrent calls under way at once. The default lets a thousand conversations wait for a slow
///     model at the same time (a call costs some tens of kilobytes and no thread); a provider that takes fewer
///     says so by 429
/// @param priceIn of the first provider's model, in US dollars for a million tokens; absent: {@link TokenPrices}
/// @param priceOut likewise
@ConfigurationProperties("recado")
record ModelSettings(
        @Nullable String llm,
        @Nullable String llmFallback,
        @Bindable(defaultValue = "30s") Duration llmTimeout,
        @Bindable(defaultValue = "1024") int llmMaxConcurrent,
        @Nullable BigDecimal priceIn,
        @Nullable BigDecimal priceOut) {}
