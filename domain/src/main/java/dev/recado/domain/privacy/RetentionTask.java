package dev.recado.domain.privacy;

import dev.recado.domain.BackgroundTask;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.Timer;
import dev.recado.domain.event.Event;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.operation.Probe;
import dev.recado.domain.privacy.ExpiredRecords.Place;
import dev.recado.domain.privacy.ExpiredRecords.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Erases what is older than its retention time, once an hour, in small steps with a pause between them. All
/// processes do; each record is erased by one of them.
public final class RetentionTask implements BackgroundTask, Probe {
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration BETWEEN_RUNS = Duration.ofHours(1);
    private static final Duration BETWEEN_STEPS = Duration.ofMillis(200);
    private static final int LIMIT = 200;
    private static final List<RetentionKind> STORED =
            List.of(RetentionKind.MESSAGES, RetentionKind.EVENTS, RetentionKind.LEADS, RetentionKind.NOTIFICATIONS);

    private final ExpiredRecords records;
    private final Retention retention;
    private final EventSink events;
    private final Timer timer;
    private final InstantSource clock;
    private final Map<String, Long> erased = new HashMap<>();
    private volatile @Nullable Instant lastRun;
    private int kind;
    private @Nullable Place place;

    public RetentionTask(
            ExpiredRecords records, Retention retention, EventSink events, Timer timer, InstantSource clock) {
        this.records = records;
        this.retention = retention;
        this.events = events;
        this.timer = timer;
        this.clock = clock;
    }

    @Override
    public void start() {
        if (!retention.times().isEmpty()) {
            timer.after(FIRST, this::goOn);
        }
    }

    private void goOn() {
        Duration pause = BETWEEN_STEPS;
        try {
            pause = step() ? BETWEEN_STEPS : BETWEEN_RUNS;
        } catch (PortUnavailableException _) {
            // the same step again, a little later
            pause = FIRST;
        } finally {
            timer.after(pause, this::goOn);
        }
    }

    /// @return false when the run is at its end
    boolean step() {
        RetentionKind current = STORED.get(kind);
        Optional<Duration> time = retention.of(current);
        if (time.isPresent()) {
            Step step = records.erase(current, clock.instant().minus(time.get()), LIMIT, place);
            if (step.erased() > 0) {
                erased.merge(current.id(), (long) step.erased(), Long::sum);
            }
            place = step.next();
            if (place != null) {
                return true;
            }
        }
        kind = (kind + 1) % STORED.size();
        if (kind == 0) {
            ended();
        }
        return kind != 0;
    }

    private void ended() {
        lastRun = clock.instant();
        if (!erased.isEmpty()) {
            events.publish(new Event.RecordsExpired(erased));
            erased.clear();
        }
    }

    @Override
    public String part() {
        return "retention";
    }

    /// When it last ran to its end, and what is kept how long.
    @Override
    public Finding check() {
        Map<String, Object> details = new TreeMap<>();
        retention.times().forEach((what, time) -> details.put(what.id(), time.toDays() + "d"));
        if (details.isEmpty()) {
            details.put("kept", "for ever");
        }
        Instant last = lastRun;
        if (last != null) {
            details.put("last_run", last.toString());
        }
        return new Finding(true, details);
    }
}
