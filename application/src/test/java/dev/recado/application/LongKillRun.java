package dev.recado.application;

import dev.recado.domain.requirement.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The long kill run: `LongKillRun KILLS SEED QUICK [embedded | mongodb | replicaset]`; the first two stores by
/// default.
/// QUICK not zero: each process is restarted so often within a minute instead. On a replica set of three the primary is
/// killed, a twentieth as often. Prints one line a store; ends with 1 when a message was lost, doubled, reordered or
/// apologised for.
public final class LongKillRun {
    private static final int USERS = 16;
    private static final int CAPACITY = 200_000;
    /// MongoDB's own.
    private static final Duration ELECTION = Duration.ofSeconds(10);

    private static final int KILLS_A_FAILOVER = 20;

    private LongKillRun() {}

    /// The embedded store has one process, a MongoDB two.
    public static void main(String[] arguments) throws Exception {
        int kills = Integer.parseInt(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        int quick = Integer.parseInt(arguments[2]);
        List<String> stores = arguments.length > 3 ? List.of(arguments[3]) : List.of("embedded", "mongodb");
        boolean good = true;
        if (stores.contains("embedded")) {
            good &= killRun("embedded store", Map.of(), plan(1, kills, quick, seed));
        }
        if (stores.contains("mongodb")) {
            if (Requirement.MONGODB.isMet()) {
                try (MongodProcess mongod = MongodProcess.start()) {
                    Map<String, String> store = Map.of("MONGODB_URI", mongod.database("torture" + seed));
                    good &= killRun("MongoDB", store, plan(2, kills, quick, seed));
                }
            } else {
                System.out.println("torture: MongoDB was left out: " + Requirement.MONGODB.reason());
            }
        }
        if (stores.contains("replicaset")) {
            if (Requirement.MONGOD.isMet()) {
                try (ReplicaSet set = ReplicaSet.start(ELECTION)) {
                    good &= failovers(set, Math.max(1, kills / KILLS_A_FAILOVER), seed);
                }
            } else {
                System.out.println("torture: the replica set was left out: " + Requirement.MONGOD.reason());
            }
        }
        System.exit(good ? 0 : 1);
    }

    private static KillRun.Plan plan(int processes, int kills, int quick, long seed) {
        return quick > 0
                ? new KillRun.Plan(USERS, processes, quick, seed, KillRun.Kind.RESTARTS)
                : new KillRun.Plan(USERS, processes, kills, seed, KillRun.Kind.POINTS);
    }

    private static boolean failovers(ReplicaSet set, int times, long seed) throws Exception {
        Map<String, String> store = Map.of("MONGODB_URI", set.database("torture" + seed));
        KillRun.Plan plan = new KillRun.Plan(USERS, 2, times, seed, KillRun.Kind.FAILOVERS);
        return killRun("replica set of three", store, plan, set::failOver);
    }

    private static boolean killRun(String name, Map<String, String> store, KillRun.Plan plan) throws Exception {
        return killRun(name, store, plan, () -> {});
    }

    private static boolean killRun(String name, Map<String, String> store, KillRun.Plan plan, Runnable failover)
            throws Exception {
        Path folder = Files.createTempDirectory("recado-torture");
        KillRun.Verdict verdict = run(folder, store, plan, failover);
        System.out.printf(
                "torture: %s, %d process%s, seed %d: %s%n",
                name, plan.processes(), plan.processes() == 1 ? "" : "es", plan.seed(), verdict);
        if (!verdict.good()) {
            System.out.println(verdict.findings() + "; what the processes printed is in " + folder);
        }
        return verdict.good();
    }

    /// One kill run in a folder.
    static KillRun.Verdict run(Path folder, Map<String, String> store, KillRun.Plan plan, Runnable failover)
            throws Exception {
        List<Integer> ports = IntStream.range(0, plan.processes())
                .mapToObj(i -> ProcessTestSetup.freePort())
                .toList();
        try (ProcessTestSetup testSetup = new ProcessTestSetup(folder, store, CAPACITY);
                LoadBalancer _ = new LoadBalancer(testSetup.port, ports)) {
            return new KillRun(testSetup, plan, ports, failover).run();
        } catch (IOException e) {
            throw new IllegalStateException("the kill run failed", e);
        }
    }
}
