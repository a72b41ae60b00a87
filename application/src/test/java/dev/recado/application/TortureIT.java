package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.requirement.Requirement;
import dev.recado.domain.requirement.Requires;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The siege in short: killed once at each named point, on both stores. The long one is `make torture`.
class TortureIT {
    private static final long SEED = Long.getLong("recado.seed", System.nanoTime());
    private static final int EACH_POINT_ONCE = KillSwitch.POINTS.size();

    @TempDir
    Path folder;

    @Test
    void nothingIsLostDoubledOrReorderedOnTheEmbeddedStore() throws Exception {
        assertGood(Map.of(), new Siege.Plan(6, 1, EACH_POINT_ONCE, SEED));
    }

    @Test
    @Requires(Requirement.MONGODB)
    void nothingIsLostDoubledOrReorderedByTwoProcessesOnMongo() throws Exception {
        try (Mongod mongod = Mongod.start()) {
            Map<String, String> store = Map.of("MONGODB_URI", mongod.database("torture"));
            assertGood(store, new Siege.Plan(6, 2, EACH_POINT_ONCE, SEED));
        }
    }

    private void assertGood(Map<String, String> store, Siege.Plan plan) throws Exception {
        Siege.Verdict verdict = Torture.run(folder, store, plan);
        System.out.println("siege with -Drecado.seed=" + SEED + ": " + verdict);
        assertThat(verdict.findings())
                .as("with -Drecado.seed=%d: %s", SEED, verdict)
                .isEmpty();
        assertThat(verdict.accepted()).isPositive();
    }
}
