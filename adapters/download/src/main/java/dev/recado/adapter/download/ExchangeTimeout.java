package dev.recado.adapter.download;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/// Cuts an exchange when its time is up, wherever it stands: a socket's own limit starts anew with each byte.
final class ExchangeTimeout implements AutoCloseable {
    private final CompletableFuture<Boolean> up;

    ExchangeTimeout(Duration limit, Runnable cut, Executor threads) {
        up = new CompletableFuture<Boolean>()
                .completeOnTimeout(true, Math.max(0, limit.toNanos()), TimeUnit.NANOSECONDS);
        var _ = up.thenAcceptAsync(
                isUp -> {
                    if (isUp) {
                        cut.run();
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
