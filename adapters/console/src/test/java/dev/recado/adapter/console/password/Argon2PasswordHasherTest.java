package dev.recado.adapter.console.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recado.domain.PortUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2PasswordHasherTest {
    private final Argon2PasswordHasher hasher = new Argon2PasswordHasher();

    @AfterEach
    void close() {
        hasher.close();
    }

    @Test
    void aPasswordMatchesItsOwnHashOnly() {
        String hash = hasher.hash("contraseña muy larga");

        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(hasher.hash("contraseña muy larga"))
                .as("with a salt of its own")
                .isNotEqualTo(hash);
        assertThat(hasher.matches("contraseña muy larga", hash)).isTrue();
        assertThat(hasher.matches("contrasen\u0303a muy larga", hash))
                .as("composed differently")
                .isTrue();
        assertThat(hasher.matches("contraseña muy largA", hash)).isFalse();
        assertThat(hasher.matches("", hash)).isFalse();
        assertThat(hasher.matches("contraseña muy larga", null)).isFalse();
    }

    // By the reference implementation: echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1 -l 32
    @Test
    void aHashOfTheReferenceImplementationMatches() {
        assertThat(hasher.matches(
                        "password",
                        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "password",
                "$argon2id$v=19$m=999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$"
            })
    void whatIsNoHashOrWouldCostTooMuchMatchesNothing(String hash) {
        assertThat(hasher.matches("password", hash)).isFalse();
    }

    @Test
    void aFloodIsRefusedBeyondAShortQueueAndRunsAFewAtATime() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (HashingThreads threads = new HashingThreads(8);
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                calls.add(CompletableFuture.supplyAsync(
                        () -> threads.call(() -> {
                            most.accumulateAndGet(running.incrementAndGet(), Math::max);
                            await(go);
                            return running.decrementAndGet();
                        }),
                        callers));
            }
            CompletableFuture.anyOf(calls.toArray(CompletableFuture[]::new))
                    .exceptionally(_ -> 0)
                    .join();
            go.countDown();
            int refused = 0;
            for (CompletableFuture<Integer> call : calls) {
                try {
                    call.get();
                } catch (ExecutionException e) {
                    assertThat(e).hasCauseInstanceOf(PortUnavailableException.class);
                    refused++;
                }
            }
            assertThat(most).hasValue(2);
            assertThat(refused).isBetween(1, 200 - 2 - 32);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatFailsWhileItIsHashedIsNotTakenForBusy() {
        try (HashingThreads threads = new HashingThreads(1)) {
            assertThatThrownBy(() -> threads.call(() -> {
                        throw new IllegalArgumentException("broken");
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasRootCauseMessage("broken");
        }
    }
}
