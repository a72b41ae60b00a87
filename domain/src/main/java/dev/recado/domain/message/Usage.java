package dev.recado.domain.message;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// The cost of an answer.
///
/// @param tokensIn tokens read by the model, in all calls
/// @param tokensOut tokens written by it
/// @param cost an estimate in US dollars by the configured prices; null when unknown
public record Usage(long tokensIn, long tokensOut, @Nullable BigDecimal cost) {
    public static final Usage NONE = new Usage(0, 0, null);

    public Usage and(Usage more) {
        return new Usage(
                tokensIn + more.tokensIn,
                tokensOut + more.tokensOut,
                cost == null ? more.cost : more.cost == null ? cost : cost.add(more.cost));
    }
}
