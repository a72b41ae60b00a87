package dev.recado.domain.operation;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.operation.Probe.Finding;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/// Runs all probes in parallel and waits for each until the limit at most. A probe never runs twice at the same
/// time: concurrent callers share its result, so a part that hangs holds only one thread.
public final class Diagnose implements DiagnoseUseCase {
    private final List<Probe> probes;
    private final Executor threads;
    private final Duration limit;
    private final Map<String, CompletableFuture<Finding>> running = new ConcurrentHashMap<>();

    /// @param probes each of another part
    /// @param threads runs each probe on a thread that may block
    /// @param limit how long to wait for the results
    public Diagnose(List<Probe> probes, Executor threads, Duration limit) {
        this.probes = List.copyOf(probes);
        this.threads = threads;
        this.limit = limit;
        if (probes.stream().map(Probe::part).distinct().count() < probes.size()) {
            throw new IllegalArgumentException("two probes have the same part");
        }
    }

    @Override
    public SortedMap<String, Finding> diagnose(Predicate<String> wanted) {
        long until = System.nanoTime() + limit.toNanos();
        SortedMap<String, CompletableFuture<Finding>> answers = new TreeMap<>();
        for (Probe probe : probes) {
            if (wanted.test(probe.part())) {
                answers.put(probe.part(), ask(probe));
            }
        }
        SortedMap<String, Finding> findings = new TreeMap<>();
        answers.forEach((part, answer) -> findings.put(part, await(answer, until)));
        return Collections.unmodifiableSortedMap(findings);
    }

    private CompletableFuture<Finding> ask(Probe probe) {
        CompletableFuture<Finding> own = new CompletableFuture<>();
        CompletableFuture<Finding> earlier = running.putIfAbsent(probe.part(), own);
        if (earlier != null) {
            return earlier;
        }
        try {
            threads.execute(() -> answer(probe, own));
        } catch (RejectedExecutionException _) {
            running.remove(probe.part(), own);
            own.complete(down("not asked: Recado is stopping"));
        }
        return own;
    }

    private void answer(Probe probe, CompletableFuture<Finding> result) {
        Finding finding;
        try {
            finding = probe.check();
        } catch (PortUnavailableException e) {
            finding = down(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // The exception's message may not be fit to be shown.
            finding = down(e.getClass().getSimpleName());
        }
        running.remove(probe.part(), result);
        result.complete(finding);
    }

    // get() instead of a dependent future, because a caller that gives up must leave nothing behind.
    private Finding await(CompletableFuture<Finding> answer, long until) {
        try {
            return answer.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            return down("no answer within " + limit.toMillis() + " ms");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return down("interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException("a finding never fails", e);
        }
    }

    private static Finding down(String why) {
        return new Finding(false, Map.of("error", why));
    }
}
