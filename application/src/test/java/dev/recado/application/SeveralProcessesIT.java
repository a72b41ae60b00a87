package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recado.adapter.simulator.message.TwilioInboundWebhook;
import dev.recado.adapter.simulator.model.ModelScript;
import dev.recado.domain.requirement.Requirement;
import dev.recado.domain.requirement.Requires;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two processes on one MongoDB replica set: any of them takes any webhook, and one takes over when the other dies.
/// Skipped where there is no MongoDB.
@Requires(Requirement.MONGODB)
class SeveralProcessesIT {
    private static final String ANA = "whatsapp:+15550130001";
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Pattern NAME = Pattern.compile("u\\d+m\\d+");
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static MongodProcess mongod;

    @TempDir
    Path folder;

    private final List<Integer> ports = List.of(ProcessTestSetup.freePort(), ProcessTestSetup.freePort());
    private ProcessTestSetup testSetup;
    private LoadBalancer balancer;

    @BeforeAll
    static void startStore() {
        mongod = MongodProcess.start();
    }

    @AfterAll
    static void stopStore() {
        if (mongod != null) {
            mongod.close();
        }
    }

    @BeforeEach
    void build() {
        testSetup = new ProcessTestSetup(
                folder, Map.of("MONGODB_URI", mongod.database("several_" + NEXT.incrementAndGet())));
        balancer = new LoadBalancer(testSetup.port, ports);
    }

    @AfterEach
    void tearDown() {
        testSetup.close();
        balancer.close();
    }

    private RecadoProcess launch(int process, String... more) {
        List<String> settings = new ArrayList<>(List.of(
                "RECADO_PORT",
                ports.get(process).toString(),
                "RECADO_DATA_DIR",
                folder.resolve("data-" + process).toString()));
        settings.addAll(List.of(more));
        return testSetup.launch(settings.toArray(String[]::new));
    }

    /// Delivers to one of the two, past the balancer.
    private boolean deliver(TwilioInboundWebhook message, int process) {
        URI there = URI.create("http://127.0.0.1:" + ports.get(process) + "/webhooks/twilio");
        URI signed = URI.create("http://127.0.0.1:" + testSetup.port + "/webhooks/twilio");
        return message.postTo(there, signed).succeeded();
    }

    @Test
    void whatAProcessLeftWhenItDiedIsAnsweredByTheOther() throws Exception {
        RecadoProcess first = launch(0);
        launch(1).awaitReady();
        first.awaitReady();
        testSetup.model.next(1, new ModelScript.Hang());
        assertThat(deliver(testSetup.message(ANA, "uno"), 0)).isTrue();
        testSetup.model.awaitRequests(1, LONG);
        first.kill();
        long killed = System.nanoTime();
        assertThat(deliver(testSetup.message(ANA, "dos"), 1)).isTrue();

        await().atMost(LONG).until(() -> !testSetup.heardBy(ANA).isEmpty());

        System.out.printf(
                "taken over, in the middle of a turn: %,d ms%n",
                Duration.ofNanos(System.nanoTime() - killed).toMillis());
        testSetup.awaitQuiet(List.of(ANA));
        assertThat(testSetup.heardBy(ANA).stream().flatMap(String::lines)).containsExactly("uno", "dos");
    }

    @Test
    void whatAProcessAcknowledgedAndNeverBeganIsAnsweredByTheOther() throws Exception {
        RecadoProcess first = launch(0, "RECADO_QUIET_TIME", "5s");
        launch(1).awaitReady();
        first.awaitReady();
        assertThat(deliver(testSetup.message(ANA, "uno"), 0)).isTrue();
        first.kill();
        long killed = System.nanoTime();

        await().atMost(LONG).until(() -> !testSetup.heardBy(ANA).isEmpty());

        System.out.printf(
                "taken over, before its turn began: %,d ms%n",
                Duration.ofNanos(System.nanoTime() - killed).toMillis());
        testSetup.awaitQuiet(List.of(ANA));
        assertThat(testSetup.heardBy(ANA)).containsExactly("uno");
    }

    @Test
    void whicheverProcessTakesTheWebhooksAllIsAnsweredOnceAndInOrder() throws Exception {
        long seed = Long.getLong("recado.seed", System.nanoTime());
        RecadoProcess first = launch(0);
        launch(1).awaitReady();
        first.awaitReady();
        testSetup.model.answerWith(new ModelScript.Slow(Duration.ofMillis(50), new ModelScript.Echo()));
        List<List<String>> said = IntStream.range(0, 6)
                .mapToObj(u ->
                        IntStream.range(0, 16).mapToObj(m -> "u" + u + "m" + m).toList())
                .toList();
        AtomicInteger left = new AtomicInteger(6 * 16 / 2);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int u = 0; u < said.size(); u++) {
                int user = u;
                Random chance = new Random(seed + u);
                threads.execute(() -> {
                    for (String text : said.get(user)) {
                        write(testSetup.message(address(user), text), chance);
                        if (left.decrementAndGet() == 0) {
                            first.kill();
                        }
                    }
                });
            }
        }
        List<String> users = IntStream.range(0, said.size())
                .mapToObj(SeveralProcessesIT::address)
                .toList();
        await().atMost(LONG)
                .until(() -> IntStream.range(0, said.size())
                        .allMatch(u -> heard(users.get(u)).containsAll(said.get(u))));
        testSetup.awaitQuiet(users);

        for (int u = 0; u < said.size(); u++) {
            assertThat(heard(users.get(u))).as("with -Drecado.seed=%d", seed).containsExactlyElementsOf(said.get(u));
        }
    }

    private static String address(int user) {
        return "whatsapp:+15550131%03d".formatted(user);
    }

    /// To any, or to both at once, until one takes it.
    private void write(TwilioInboundWebhook message, Random chance) {
        int process = chance.nextInt(2);
        if (chance.nextInt(4) == 0) {
            try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
                both.execute(() -> deliver(message, 0));
                both.execute(() -> deliver(message, 1));
            }
        }
        await().atMost(LONG).pollDelay(Duration.ZERO).until(() -> deliver(message, process) || deliver(message, 1));
    }

    private List<String> heard(String user) {
        return testSetup.heardBy(user).stream()
                .flatMap(body -> NAME.matcher(body).results().map(found -> found.group()))
                .toList();
    }
}
