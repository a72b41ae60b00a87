package dev.recado.domain.people;

import dev.recado.domain.BackgroundTask;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.Timer;
import java.time.Duration;
import java.util.function.Consumer;

/// Announces at each start the link that sets up the first admin, as long as no admin can log in.
public final class FirstAdminLink implements BackgroundTask {
    private static final Duration RETRY = Duration.ofSeconds(30);

    private final FirstAdmin firstAdmin;
    private final Timer timer;
    private final boolean needed;
    private final Consumer<String> announce;

    /// @param needed false where everybody who reaches Recado may do everything
    /// @param announce gets the link's secret, for the eyes of whoever starts Recado
    public FirstAdminLink(FirstAdmin firstAdmin, Timer timer, boolean needed, Consumer<String> announce) {
        this.firstAdmin = firstAdmin;
        this.timer = timer;
        this.needed = needed;
        this.announce = announce;
    }

    @Override
    public void start() {
        if (needed) {
            timer.after(Duration.ZERO, this::issue);
        }
    }

    private void issue() {
        try {
            firstAdmin.issueLink().ifPresent(announce);
        } catch (PortUnavailableException _) {
            timer.after(RETRY, this::issue);
        }
    }
}
