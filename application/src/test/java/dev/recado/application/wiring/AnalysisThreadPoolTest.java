package dev.recado.application.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.contract.AnalysisExecutorContract;
import dev.recado.domain.text.AnalysisExecutor;
import dev.recado.domain.text.AnalysisStoppedException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnalysisThreadPoolTest implements AnalysisExecutorContract {
    private final InstantSource clock = InstantSource.system();
    private final AnalysisThreadPool pool = new AnalysisThreadPool(2, clock);

    @Override
    public AnalysisExecutor analysis() {
        return pool;
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void oneProcessorIsLeftToWebhooksWhereThereAreSeveral() {
        assertThat(pool.size()).isEqualTo(1);
        try (AnalysisThreadPool four = new AnalysisThreadPool(4, clock);
                AnalysisThreadPool one = new AnalysisThreadPool(1, clock)) {
            assertThat(four.size()).isEqualTo(3);
            assertThat(one.size()).isEqualTo(1);
        }
    }

    @Test
    void workRunsOnAPlatformThread() {
        assertThat(pool.call(soon(), () -> Thread.currentThread().isVirtual())).isFalse();
    }

    @Test
    void workThatNestsTooDeeplyIsAFailureLikeAnother() {
        assertThatThrownBy(() -> pool.call(soon(), () -> endless(0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("nested too deeply");
    }

    @SuppressWarnings("InfiniteRecursion")
    private static int endless(int depth) {
        return endless(depth + 1) + 1;
    }

    @Test
    void workThatTakesTooLongIsStopped() {
        AtomicBoolean stopped = new AtomicBoolean();
        assertThatThrownBy(() -> pool.call(clock.instant(), () -> {
                    try {
                        while (true) {
                            AnalysisStoppedException.check();
                        }
                    } finally {
                        stopped.set(true);
                    }
                }))
                .isInstanceOf(AnalysisStoppedException.class)
                .hasMessage("not analysed in time");
        await().untilTrue(stopped);
        assertThat(pool.call(soon(), () -> "next")).isEqualTo("next");
        await().until(() -> pool.size() == 1);
    }

    @Test
    void workThatDoesNotStopHoldsNobodyElse() {
        AtomicBoolean go = new AtomicBoolean(true);
        assertThatThrownBy(() -> pool.call(clock.instant(), () -> {
                    while (go.get()) {
                        Thread.onSpinWait();
                    }
                    return "";
                }))
                .isInstanceOf(AnalysisStoppedException.class);
        assertThat(pool.call(soon(), () -> "next")).isEqualTo("next");
        go.set(false);
        await().until(() -> pool.size() == 1);
    }

    @Test
    void aCallerThatIsInterruptedWaitsNoLonger() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        AtomicBoolean stopped = new AtomicBoolean();
        Thread caller = Thread.ofVirtual().start(() -> {
            try {
                pool.call(soon(), () -> {
                    running.countDown();
                    while (true) {
                        AnalysisStoppedException.check();
                    }
                });
            } catch (PortUnavailableException e) {
                stopped.set(Thread.currentThread().isInterrupted());
            }
        });
        running.await();
        caller.interrupt();
        caller.join();
        assertThat(stopped).isTrue();
    }

    private Instant soon() {
        return clock.instant().plusSeconds(30);
    }
}
