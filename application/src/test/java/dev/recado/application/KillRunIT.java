package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.requirement.Requirement;
import dev.recado.domain.requirement.Requires;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The short kill run: killed once at each named point, on both stores. The long one is `make torture`.
class KillRunIT {
    private static final long SEED = Long.getLong("recado.seed", System.nanoTime());
    private static final int EACH_POINT_ONCE = KillSwitch.POINTS.size();

    @TempDir
    Path folder;

    @Test
    void nothingIsLostDoubledOrReorderedOnTheEmbeddedStore() throws Exception {
        assertGood(Map.of(), new KillRun.Plan(6, 1, EACH_POINT_ONCE, SEED, KillRun.Kind.POINTS));
    }

    @Test
    @Requires(Requirement.MONGODB)
    void nothingIsLostDoubledOrReorderedByTwoProcessesOnMongo() throws Exception {
        try (MongodProcess mongod = MongodProcess.start()) {
            Map<String, String> store = Map.of("MONGODB_URI", mongod.database("torture"));
            assertGood(store, new KillRun.Plan(6, 2, EACH_POINT_ONCE, SEED, KillRun.Kind.POINTS));
        }
    }

    @Test
    void restartedAgainAndAgainNothingIsApologisedFor() throws Exception {
        assertGood(Map.of(), new KillRun.Plan(6, 1, 5, SEED, KillRun.Kind.RESTARTS, Duration.ofSeconds(20)));
    }

    @Test
    @Requires(Requirement.MONGOD)
    void nothingIsLostDoubledOrReorderedByTwoProcessesWhenThePrimaryIsKilled() throws Exception {
        try (ReplicaSet set = ReplicaSet.start(Duration.ofSeconds(3))) {
            Map<String, String> store = Map.of("MONGODB_URI", set.database("torture"));
            assertGood(store, new KillRun.Plan(16, 2, 1, SEED, KillRun.Kind.FAILOVERS), set::failOver);
        }
    }

    private void assertGood(Map<String, String> store, KillRun.Plan plan) throws Exception {
        assertGood(store, plan, () -> {});
    }

    private void assertGood(Map<String, String> store, KillRun.Plan plan, Runnable failover) throws Exception {
        KillRun.Verdict verdict = LongKillRun.run(folder, store, plan, failover);
        System.out.println("kill run with -Drecado.seed=" + SEED + ": " + verdict);
        assertThat(verdict.findings())
                .as("with -Drecado.seed=%d: %s", SEED, verdict)
                .isEmpty();
        assertThat(verdict.accepted()).isPositive();
    }
}
