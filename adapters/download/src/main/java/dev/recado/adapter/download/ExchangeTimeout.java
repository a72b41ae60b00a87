package dev.recado.adapter.download;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/// Cancels an exchange at its deadline in every state: a socket's own timeout restarts with each byte.
final class ExchangeTimeout implements AutoCloseable {
    private final CompletableFuture<Boolean> up;

    ExchangeTimeout(Duration limit, Runnable cancel, Executor threads) {
        up = new CompletableFuture<Boolean>()
                .completeOnTimeout(true, Math.max(0, limit.toNanos()), TimeUnit.NANOSECONDS);
        var _ = up.thenAcceptAsync(
                isUp -> {
                    if (isUp) {
                        cancel.run();
                    }
                },
                threads);
    }

    boolean isUp() {
        return up.getNow(false);
    }

    @Override
    public void close() {
        up.complete(false);
    }
}
