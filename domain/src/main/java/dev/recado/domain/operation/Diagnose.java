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

/// Asks all probes at once and waits for none longer than the limit. A probe is never asked twice at the same time:
/// who comes while it is being asked waits for the same answer, so a part that hangs holds one thread, however often
/// one asks.
public final class Diagnose implements DiagnoseUseCase {
    private final List<Probe> probes;
    private final Executor threads;
    private final Duration limit;
    private final Map<String, CompletableFuture<Finding>> asked = new ConcurrentHashMap<>();

    /// @param probes each with a part's name of its own
    /// @param threads runs each probe on a thread that may block
    /// @param limit how long the answers are waited for
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
        CompletableFuture<Finding> mine = new CompletableFuture<>();
        CompletableFuture<Finding> earlier = asked.putIfAbsent(probe.part(), mine);
        if (earlier != null) {
            return earlier;
        }
        try {
            threads.execute(() -> answer(probe, mine));
        } catch (RejectedExecutionException e) {
            asked.remove(probe.part(), mine);
            mine.complete(down("not asked: Recado is stopping"));
        }
        return mine;
    }

    private void answer(Probe probe, CompletableFuture<Finding> mine) {
        Finding finding;
        try {
            finding = probe.examine();
        } catch (PortUnavailableException e) {
            finding = down(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // Its message was not written for everyone's eyes.
            finding = down(e.getClass().getSimpleName());
        }
        asked.remove(probe.part(), mine);
        mine.complete(finding);
    }

    // Waiting by get and not by a dependent future: what gives up waiting leaves nothing behind.
    private Finding await(CompletableFuture<Finding> answer, long until) {
        try {
            return answer.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return down("no answer within " + limit.toMillis() + " ms");
        } catch (InterruptedException e) {
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
