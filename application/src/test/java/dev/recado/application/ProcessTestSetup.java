package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recado.adapter.simulator.TwilioStandIn;
import dev.recado.adapter.simulator.core.StandInOptions;
import dev.recado.adapter.simulator.core.WebhookDelivery;
import dev.recado.adapter.simulator.message.StandInMessage;
import dev.recado.adapter.simulator.message.TwilioInboundWebhook;
import dev.recado.adapter.simulator.model.ModelStandIn;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// Everything around Recado, which outlives its processes: Twilio and a model that stand in, users, a data folder.
final class ProcessTestSetup implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(30);
    /// What a user says to find out that nothing else is under way for them.
    private static final String LAST_WORD = "q7x-";

    private static final int USUAL_CAPACITY = 10_000;

    final TwilioStandIn twilio;
    final ModelStandIn model = ModelStandIn.start(0, InstantSource.system());
    final int port = freePort();
    private final Path folder;
    private final Map<String, String> settings = new HashMap<>();
    private final List<RecadoProcess> processes = new CopyOnWriteArrayList<>();
    private final AtomicInteger lastWords = new AtomicInteger();

    ProcessTestSetup(Path folder, Map<String, String> store) {
        this(folder, store, USUAL_CAPACITY);
    }

    /// @param capacity how many messages Twilio remembers
    ProcessTestSetup(Path folder, Map<String, String> store, int capacity) {
        this.folder = folder;
        this.twilio = TwilioStandIn.start(
                StandInOptions.of(InstantSource.system(), new Random(7)).capacity(capacity));
        URI here = URI.create("http://127.0.0.1:" + port);
        twilio.pointAt(here.resolve("/webhooks/twilio"));
        settings.putAll(Map.of(
                "RECADO_HOST",
                "127.0.0.1",
                "RECADO_PORT",
                Integer.toString(port),
                "RECADO_PUBLIC_URL",
                here.toString(),
                "RECADO_DATA_DIR",
                folder.resolve("data").toString(),
                "RECADO_SIMULATOR",
                "off",
                "RECADO_QUIET_TIME",
                "20ms"));
        settings.putAll(Map.of(
                "TWILIO_ACCOUNT_SID", twilio.account().sid(),
                "TWILIO_AUTH_TOKEN", twilio.account().authToken(),
                "TWILIO_API_BASE", twilio.baseUrl().toString(),
                "RECADO_LLM", "openai",
                "OPENAI_BASE_URL", model.baseUrl().toString(),
                "OPENAI_MODEL", "as-scripted"));
        // many users behind one sender, and users who write more than people do
        settings.putAll(Map.of("RECADO_SENDER_PER_SECOND", "0", "RECADO_USER_EVERY", "0"));
        settings.putAll(Map.of("RECADO_LIMIT_PER_MINUTE", "0", "RECADO_LIMIT_PER_DAY", "0", "RECADO_REPEATS", "0"));
        settings.putAll(store);
    }

    /// Starts Recado; settings beside the usual ones come in pairs.
    RecadoProcess start(String... more) {
        return launch(more).awaitReady();
    }

    RecadoProcess launch(String... more) {
        Map<String, String> all = new HashMap<>(settings);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        RecadoProcess process = RecadoProcess.start(folder, all);
        processes.add(process);
        return process;
    }

    Path folder() {
        return folder;
    }

    TwilioInboundWebhook message(String user, String text) {
        return twilio.webhooks().from(user).text(text);
    }

    WebhookDelivery say(String user, String text) {
        return twilio.deliver(message(user, text));
    }

    /// What Recado sent to the user, in order, last words aside.
    List<String> heardBy(String user) {
        return twilio.sentTo(user).stream()
                .map(StandInMessage::body)
                .filter(body -> !body.contains(LAST_WORD))
                .toList();
    }

    /// Waits until nothing more can come for these users: a user's turns come one after another, so the answer to
    /// a word said now comes after all others.
    void awaitQuiet(List<String> users) throws InterruptedException {
        for (String user : users) {
            awaitAnswered(user);
            String word = LAST_WORD + lastWords.incrementAndGet();
            assertThat(say(user, word).accepted()).isTrue();
            assertThat(twilio.await(
                            _ -> twilio.sentTo(user).stream()
                                    .anyMatch(m -> m.body().contains(word)),
                            SOON))
                    .as("%s is answered; %s", user, printed())
                    .isTrue();
        }
    }

    /// Waits until Recado says that nothing waits.
    void awaitAnswered(String user) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(() -> health().contains("\"waiting\":0"));
    }

    void awaitFaultsMet() {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> twilio.faults().pending() == 0);
    }

    /// Whether Recado says that it takes webhooks.
    boolean ready() {
        return get("/health/readiness").contains("\"status\":\"UP\"");
    }

    String health() {
        return get("/health");
    }

    private String get(String path) {
        try {
            var request = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
            boolean well = request.getResponseCode() < 400;
            try (InputStream in = well ? request.getInputStream() : request.getErrorStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            return "";
        }
    }

    String printed() {
        StringBuilder all = new StringBuilder();
        for (RecadoProcess process : processes) {
            all.append("--- a process printed:\n").append(process.printed());
        }
        return all.toString();
    }

    @Override
    public void close() {
        processes.forEach(RecadoProcess::close);
        twilio.close();
        model.close();
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
