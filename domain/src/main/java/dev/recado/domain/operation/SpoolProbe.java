package dev.recado.domain.operation;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.message.Spool;
import dev.recado.domain.message.Spool.Entry;
import dev.recado.domain.message.Spool.Level;
import dev.recado.domain.message.Spool.StoredEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// Reports how full the spool is, whether it accepts entries, and how many entries the store refused. Refused
/// entries do not make it down, because it still accepts messages.
public final class SpoolProbe implements Probe {
    private final Spool spool;
    private final InstantSource clock;

    public SpoolProbe(Spool spool, InstantSource clock) {
        this.spool = spool;
        this.clock = clock;
    }

    @Override
    public String part() {
        return "spool";
    }

    @Override
    public Finding check() {
        Level level = spool.level();
        Spool.SetAsideSummary aside = spool.setAsideSummary();
        return new Finding(
                level.accepting(),
                Map.of(
                        "entries",
                        level.entries(),
                        "bytes",
                        level.bytes(),
                        "limit",
                        level.limit(),
                        "oldest_age_ms",
                        level.entries() == 0 ? 0 : oldestAge().toMillis(),
                        "refused_kept",
                        aside.entries()),
                aside.entries() == 0
                        ? List.of()
                        : List.of("the store refused what the spool brought (" + aside.entries() + "): "
                                + aside.remedy()));
    }

    private Duration oldestAge() {
        try {
            List<StoredEntry> oldest = spool.read(0, 1);
            if (oldest.isEmpty()) {
                return Duration.ZERO;
            }
            Duration age = Duration.between(at(oldest.getFirst().entry()), clock.instant());
            return age.isNegative() ? Duration.ZERO : age;
        } catch (PortUnavailableException _) {
            return Duration.ZERO;
        }
    }

    private static Instant at(Entry entry) {
        return switch (entry) {
            case Entry.Message arrived -> arrived.message().receivedAt();
            case Entry.Receipt reported -> reported.receipt().at();
            case Entry.FailureNoticeMark apology ->
                apology.messages().getFirst().receivedAt();
        };
    }
}
