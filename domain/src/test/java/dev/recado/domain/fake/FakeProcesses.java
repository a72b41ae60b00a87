package dev.recado.domain.fake;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.intake.Processes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The reports of several processes, as one of them sees them.
public final class FakeProcesses implements Processes {
    private final String id;
    private final Map<String, Other> reports;
    private @Nullable Watch watch;
    private boolean failing;

    public FakeProcesses() {
        this("process-1", new ConcurrentHashMap<>());
    }

    private FakeProcesses(String id, Map<String, Other> reports) {
        this.id = id;
        this.reports = reports;
    }

    /// Returns the view of another process.
    public FakeProcesses seenBy(String other) {
        return new FakeProcesses(other, reports);
    }

    /// Lets the process lose the store.
    public void lost() {
        failing = true;
        if (watch != null) {
            watch.storeLost();
        }
    }

    /// Lets each report of the process fail, until it finds the store again.
    public void failReports() {
        failing = true;
    }

    /// Lets the process find the store again.
    public void found() {
        failing = false;
        if (watch != null) {
            watch.storeFound();
        }
    }

    @Override
    public void watch(Watch watch) {
        this.watch = watch;
    }

    @Override
    public void report(boolean spooling, Instant now) {
        if (failing) {
            throw new PortUnavailableException("the store is down");
        }
        reports.put(id, new Other(id, spooling, now));
    }

    @Override
    public List<Other> others(Instant since) {
        return new ArrayList<>(reports.values())
                .stream()
                        .filter(other -> !other.id().equals(id) && !other.at().isBefore(since))
                        .toList();
    }
}
