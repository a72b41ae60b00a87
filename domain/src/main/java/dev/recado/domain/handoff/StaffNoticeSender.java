package dev.recado.domain.handoff;

import dev.recado.domain.BackgroundTask;
import dev.recado.domain.Timer;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.operation.Probe;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Tells people of the business what is stored for them, on every way, and goes on after a restart. Several processes
/// share the work: each claims what it tells.
public final class StaffNoticeSender implements BackgroundTask {
    private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(5);

    private final List<StaffWay> ways;
    private final StaffNotices notices;
    private final Timer timer;

    /// The clock and the timer, which always go together.
    public record TimeSource(InstantSource clock, Timer timer) {}

    public StaffNoticeSender(
            List<StaffNotifier> notifiers,
            StaffNotices notices,
            StaffNoticeWriter writer,
            TimeSource time,
            EventSink events,
            RandomGenerator random) {
        this.ways = notifiers.stream()
                .filter(notifier -> !notifier.recipients().isEmpty())
                .map(notifier -> new StaffWay(notifier, notices, writer, time, events, random))
                .toList();
        this.notices = notices;
        this.timer = time.timer();
    }

    /// Looks for due notices now and then every few seconds.
    @Override
    public void start() {
        ways.forEach(way -> timer.after(Duration.ZERO, () -> sweep(way)));
    }

    /// Tells nobody any more; what waits is told after the next start.
    public void stop() {
        ways.forEach(StaffWay::stop);
    }

    /// Signals that a notice may be due.
    public void wake() {
        ways.forEach(way -> timer.after(Duration.ZERO, way::poll));
    }

    private void sweep(StaffWay way) {
        try {
            way.poll();
        } finally {
            timer.after(SWEEP_INTERVAL, () -> sweep(way));
        }
    }

    /// Whether a notice that is stored now is expected to reach somebody: some way did not fail lately.
    public boolean isTelling() {
        return ways.stream().anyMatch(way -> way.state().failure() == null);
    }

    /// The state of each way, with its last failure in words.
    ///
    /// @throws dev.recado.domain.PortUnavailableException when the store does not answer
    public Probe.Finding finding() {
        Map<String, Object> details = new LinkedHashMap<>();
        List<String> warnings = new ArrayList<>();
        for (StaffWay way : ways) {
            details.put(way.name(), details(way));
            if (way.state().failure() != null) {
                warnings.add("people are not told by " + way.name() + ": "
                        + way.state().failure());
            }
        }
        return new Probe.Finding(true, details, warnings);
    }

    private Map<String, Object> details(StaffWay way) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("recipients", way.recipients());
        details.put("waiting", notices.count(way.name()).waiting());
        StaffWay.State state = way.state();
        if (state.lastTold() != null) {
            details.put("last_told", state.lastTold().toString());
        }
        if (state.failure() != null) {
            details.put("last_failure", state.failure());
            details.put("failed_at", String.valueOf(state.failedAt()));
        }
        return details;
    }
}
