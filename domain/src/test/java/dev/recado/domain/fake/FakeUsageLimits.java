package dev.recado.domain.fake;

import dev.recado.domain.guard.UsageLimits;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/// Counts each answer.
public final class FakeUsageLimits implements UsageLimits {
    private final Map<LocalDate, Integer> used = new HashMap<>();

    /// The daily budget.
    public int budget = Integer.MAX_VALUE;

    @Override
    public boolean take(Instant now) {
        return used.merge(LocalDate.ofInstant(now, ZoneOffset.UTC), 1, Integer::sum) <= budget;
    }
}
