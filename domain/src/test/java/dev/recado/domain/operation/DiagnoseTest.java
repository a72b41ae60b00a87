package dev.recado.domain.operation;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.operation.Probe.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DiagnoseTest {
    private static final Duration AMPLE = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(30);
    private static final Finding WELL = new Finding(true, Map.of("kind", "embedded"));

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void releaseThreads() {
        release.countDown();
        threads.close();
    }

    @Test
    void findingsAreListedByPart() {
        Diagnose diagnose = new Diagnose(
                List.of(probe("store", () -> WELL), probe("inbox", () -> new Finding(true, Map.of("waiting", 3)))),
                threads,
                AMPLE);

        assertThat(diagnose.diagnose())
                .containsExactly(Map.entry("inbox", new Finding(true, Map.of("waiting", 3))), Map.entry("store", WELL));
    }

    @Test
    void onlyTheWantedPartsAreChecked() {
        AtomicInteger asked = new AtomicInteger();
        Diagnose diagnose = new Diagnose(
                List.of(probe("store", () -> WELL), probe("model", () -> {
                    asked.incrementAndGet();
                    return WELL;
                })),
                threads,
                AMPLE);

        assertThat(diagnose.diagnose("store"::equals)).containsOnlyKeys("store");
        assertThat(asked).hasValue(0);
    }

    @Test
    void probesRunInParallel() {
        CountDownLatch both = new CountDownLatch(2);
        Supplier<Finding> meets = () -> {
            both.countDown();
            return new Finding(awaits(both), Map.of());
        };
        Diagnose diagnose = new Diagnose(List.of(probe("store", meets), probe("model", meets)), threads, AMPLE);

        assertThat(diagnose.diagnose().values()).allMatch(Finding::up);
    }

    @Test
    void aPartThatHangsIsDownAndTheOthersAreReported() {
        AtomicInteger begun = new AtomicInteger();
        Executor firstAtOnce = task -> {
            if (begun.getAndIncrement() == 0) {
                task.run();
            } else {
                threads.execute(task);
            }
        };
        Diagnose diagnose =
                new Diagnose(List.of(probe("model", () -> WELL), probe("store", this::hangs)), firstAtOnce, SHORT);

        assertThat(diagnose.diagnose())
                .containsEntry("store", new Finding(false, Map.of("error", "no answer within 30 ms")))
                .containsEntry("model", WELL);
    }

    @Test
    void aPartThatHangsIsNotCheckedAgainUntilItAnswered() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        Diagnose diagnose = new Diagnose(
                List.of(probe("store", () -> {
                    asked.incrementAndGet();
                    begun.countDown();
                    return hangs();
                })),
                threads,
                SHORT);

        diagnose.diagnose();
        assertThat(begun.await(30, SECONDS)).isTrue();
        diagnose.diagnose();
        assertThat(asked).hasValue(1);

        release.countDown();
        threads.close();
        assertThatThrownBy(() -> threads.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        assertThat(diagnose.diagnose().get("store"))
                .isEqualTo(new Finding(false, Map.of("error", "not asked: Recado is stopping")));
    }

    @Test
    void aBrokenProbeIsAFindingWithoutItsMessage() {
        Diagnose diagnose = new Diagnose(
                List.of(
                        probe("store", () -> {
                            throw new IllegalStateException("password hunter2");
                        }),
                        probe("inbox", () -> {
                            throw new PortUnavailableException("the store did not answer");
                        })),
                threads,
                AMPLE);

        assertThat(diagnose.diagnose())
                .containsEntry("store", new Finding(false, Map.of("error", "IllegalStateException")))
                .containsEntry("inbox", new Finding(false, Map.of("error", "the store did not answer")));
    }

    @Test
    void twoProbesOfOnePartAreRejected() {
        List<Probe> twins = List.of(probe("store", () -> WELL), probe("store", () -> WELL));
        assertThatThrownBy(() -> new Diagnose(twins, threads, AMPLE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two probes have the same part");
    }

    private Finding hangs() {
        return new Finding(awaits(release), Map.of());
    }

    private static boolean awaits(CountDownLatch latch) {
        try {
            return latch.await(10, SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Probe probe(String part, Supplier<Finding> finding) {
        return new Probe() {
            @Override
            public String part() {
                return part;
            }

            @Override
            public Finding check() {
                return finding.get();
            }
        };
    }
}
