package dev.recado.domain.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Runs thousands of random schedules; `-Drecado.schedules=100000` runs more, `-Drecado.seed=…` repeats one.
@Tag("slow")
class InterleavingTest {
    private static final int SCHEDULES = Integer.getInteger("recado.schedules", 2_000);
    private static final int THREADS = 2;

    @Test
    void eachMessageIsAnsweredOnceAndInOrderUnderAnyFaults() throws Exception {
        Long one = Long.getLong("recado.seed");
        long first = one == null ? System.nanoTime() : one;
        AtomicLong next = new AtomicLong(first);
        AtomicLong steps = new AtomicLong();
        int schedules = one == null ? SCHEDULES : 1;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                running.add(threads.submit(() -> {
                    for (long seed = next.getAndIncrement(); seed < first + schedules; seed = next.getAndIncrement()) {
                        steps.addAndGet(run(seed));
                    }
                    return null;
                }));
            }
            for (Future<?> f : running) {
                f.get();
            }
        }
        assertThat(steps.get())
                .as("the schedules are long enough to tell something")
                .isGreaterThan(20L * schedules);
    }

    private static int run(long seed) {
        Simulation simulation = new Simulation(seed);
        try {
            return simulation.run();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("schedule with -Drecado.seed=" + seed + "\n" + simulation.trace(), e);
        }
    }
}
