package dev.recado.adapter.meta.sending;

import dev.recado.domain.BoundedMap;
import dev.recado.domain.identity.UserAddress;
import java.time.Duration;
import java.util.Map;

/// How long to wait after a user got too many messages: 4 seconds first, and four times as long after each
/// further refusal in a row, as Meta asks (code 131056). Thread-safe.
final class PairRateBackoff {
    static final int CODE = 131056;
    private static final int MAX_REFUSALS = 4;
    private static final int MAX_USERS = 10_000;

    private final Map<String, Integer> refusals = BoundedMap.droppingLeastUsed(MAX_USERS);

    synchronized Duration refused(UserAddress user) {
        int times = refusals.merge(user.waId(), 1, (before, one) -> Math.min(MAX_REFUSALS, before + one));
        return Duration.ofSeconds(1L << (2 * times));
    }

    synchronized void accepted(UserAddress user) {
        refusals.remove(user.waId());
    }
}
