package dev.recado.application;

import dev.recado.domain.requirement.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The long siege: `Torture KILLS SEED [embedded | mongodb]`, on both stores where none is named. Prints one line a
/// store;
/// ends with 1 when a message was lost, doubled or reordered.
public final class Torture {
    private static final int USERS = 16;
    private static final int CAPACITY = 200_000;

    private Torture() {}

    /// The embedded store has one process, a MongoDB two.
    public static void main(String[] arguments) throws Exception {
        int kills = Integer.parseInt(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        List<String> stores = arguments.length > 2 ? List.of(arguments[2]) : List.of("embedded", "mongodb");
        boolean good = true;
        if (stores.contains("embedded")) {
            good &= siege("embedded store", Map.of(), new Siege.Plan(USERS, 1, kills, seed));
        }
        if (stores.contains("mongodb")) {
            if (Requirement.MONGODB.isMet()) {
                try (Mongod mongod = Mongod.start()) {
                    Map<String, String> store = Map.of("MONGODB_URI", mongod.database("torture" + seed));
                    good &= siege("MongoDB", store, new Siege.Plan(USERS, 2, kills, seed));
                }
            } else {
                System.out.println("torture: MongoDB was left out: " + Requirement.MONGODB.reason());
            }
        }
        System.exit(good ? 0 : 1);
    }

    private static boolean siege(String name, Map<String, String> store, Siege.Plan plan) throws Exception {
        Path folder = Files.createTempDirectory("recado-torture");
        Siege.Verdict verdict = run(folder, store, plan);
        System.out.printf(
                "torture: %s, %d process%s, seed %d: %s%n",
                name, plan.processes(), plan.processes() == 1 ? "" : "es", plan.seed(), verdict);
        if (!verdict.good()) {
            System.out.println(verdict.findings() + "; what the processes printed is in " + folder);
        }
        return verdict.good();
    }

    /// One siege in a folder.
    static Siege.Verdict run(Path folder, Map<String, String> store, Siege.Plan plan) throws Exception {
        List<Integer> ports = IntStream.range(0, plan.processes())
                .mapToObj(i -> Town.freePort())
                .toList();
        try (Town town = new Town(folder, store, CAPACITY);
                Balancer _ = new Balancer(town.port, ports)) {
            return new Siege(town, plan, ports).run();
        } catch (IOException e) {
            throw new IllegalStateException("the siege broke off", e);
        }
    }
}
