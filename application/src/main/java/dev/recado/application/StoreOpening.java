package dev.recado.application;

import dev.recado.domain.message.Inbox;
import io.micronaut.context.ApplicationContext;
import java.util.concurrent.CompletableFuture;

/// The opening of the store on a thread of its own, while the server starts: both take about the same time.
record StoreOpening(CompletableFuture<Inbox> inbox) {
    static StoreOpening of(ApplicationContext context) {
        return new StoreOpening(CompletableFuture.supplyAsync(
                () -> context.getBean(Inbox.class), task -> Thread.ofPlatform().start(task)));
    }

    /// @throws java.util.concurrent.CompletionException when the store cannot be opened
    void await() {
        inbox.join();
    }
}
