package dev.recado.domain.operation;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.message.Inbox;
import dev.recado.domain.message.Inbox.Backlog;
import dev.recado.domain.turn.Dispatcher;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reports how many messages wait for an answer, the age of the oldest, and how many this process holds. The
/// store is asked at a limited rate, however often the probe runs.
public final class InboxProbe implements Probe {
    private static final Duration CACHE_TIME = Duration.ofMillis(500);

    private final Inbox inbox;
    private final Dispatcher dispatcher;
    private final InstantSource clock;
    private volatile @Nullable CachedBacklog cached;

    private record CachedBacklog(Instant at, Backlog backlog) {}

    public InboxProbe(Inbox inbox, Dispatcher dispatcher, InstantSource clock) {
        this.inbox = inbox;
        this.dispatcher = dispatcher;
        this.clock = clock;
    }

    @Override
    public String part() {
        return "inbox";
    }

    @Override
    public Finding check() {
        int held = dispatcher.held();
        Instant now = clock.instant();
        CachedBacklog last = cached;
        if (last == null || Duration.between(last.at(), now).compareTo(CACHE_TIME) > 0) {
            try {
                last = new CachedBacklog(now, inbox.backlog());
            } catch (PortUnavailableException e) {
                return new Finding(false, Map.of("error", String.valueOf(e.getMessage()), "held", held));
            }
            cached = last;
        }
        Backlog backlog = last.backlog();
        Duration age = backlog.oldest().map(o -> Duration.between(o, now)).orElse(Duration.ZERO);
        Map<String, Object> details = new HashMap<>();
        // messages that arrived after the store was asked are held
        details.put("waiting", Math.max(backlog.waiting(), held));
        details.put("oldest_age_ms", Math.max(0, age.toMillis()));
        details.put("held", held);
        if (backlog.waiting() >= Backlog.COUNT_LIMIT) {
            details.put("waiting_at_least", true);
        }
        return new Finding(true, details);
    }
}
