package dev.recado.application;

import dev.recado.adapter.simulator.TwilioStandIn;
import dev.recado.application.configuration.Configuration;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/// Runs Recado once for a simulated message, so that the JVM can record the classes that a start needs
/// (`-XX:AOTCacheOutput`). It uses only a temporary folder and loopback.
final class AotTrainingRun {
    private static final String USER = "whatsapp:+15550000001";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private AotTrainingRun() {}

    /// @return whether the message was answered
    static boolean run() {
        try {
            Path data = Files.createTempDirectory("recado-training");
            Configuration configuration = Configuration.of(
                    Map.of("RECADO_PORT", "0", "RECADO_DATA_DIR", data.toString(), "RECADO_QUIET_TIME", "0"), Map.of());
            RunningApplication running = RunningApplication.start(configuration);
            TwilioStandIn standIn = Objects.requireNonNull(running.standIn());
            boolean answered = standIn.deliver(standIn.webhooks().from(USER).text("hola"))
                            .accepted()
                    && standIn.await(messages -> messages.stream().anyMatch(m -> m.to().equals(USER)), PATIENCE);
            get(running.port(), "/");
            get(running.port(), "/health");
            get(running.port(), "/prometheus");
            running.stop();
            return answered;
        } catch (IOException e) {
            throw new IllegalStateException("the training run could not use its folder", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void get(int port, String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        }
    }
}
