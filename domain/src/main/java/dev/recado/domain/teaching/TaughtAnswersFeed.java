package dev.recado.domain.teaching;

import dev.recado.domain.BackgroundTask;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.Timer;
import dev.recado.domain.kept.KeptList;
import dev.recado.domain.kept.KeptList.Stored;
import java.time.Duration;

/// Brings the answers that people wrote, in whatever process, into use in this one. It looks every other second for
/// one number, and reads the answers only when that has changed.
public final class TaughtAnswersFeed implements BackgroundTask {
    static final Duration EVERY = Duration.ofSeconds(2);

    private final KeptList<TaughtAnswer> list;
    private final LiveAnswers live;
    private final Timer timer;
    private long used;

    public TaughtAnswersFeed(KeptList<TaughtAnswer> list, LiveAnswers live, Timer timer) {
        this.list = list;
        this.live = live;
        this.timer = timer;
    }

    @Override
    public void start() {
        timer.after(Duration.ZERO, this::look);
    }

    private void look() {
        try {
            refresh();
        } catch (PortUnavailableException _) {
            // The answers in use stay until the store is back.
        } finally {
            timer.after(EVERY, this::look);
        }
    }

    /// Reads the answers, if they have changed.
    ///
    /// @throws PortUnavailableException when the store does not answer; a retry may help
    synchronized void refresh() {
        if (list.version() != used) {
            Stored<TaughtAnswer> stored = list.read();
            live.use(stored.items());
            used = stored.version();
        }
    }
}
