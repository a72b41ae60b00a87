package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

class ServerStartListenerTest {
    @Test
    void noTaskIsCreatedWhenTheStoreCannotBeOpened() {
        IllegalStateException damaged = new IllegalStateException("the store is damaged");
        ServerStartListener listener = new ServerStartListener(
                Optional.empty(), new StoreOpening(CompletableFuture.failedFuture(damaged)), () -> {
                    throw new AssertionError("a task opens the store again");
                });

        assertThatThrownBy(() -> listener.start(new ServerStartupEvent(Mockito.mock(EmbeddedServer.class))))
                .isInstanceOf(CompletionException.class)
                .hasCause(damaged);
    }
}
