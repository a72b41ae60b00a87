package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recado.domain.requirement.Requirement;
import dev.recado.domain.requirement.Requires;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// No file may grow any more, as on a full disk: Recado says so, and goes on by itself when there is room again.
@Requires(Requirement.PRLIMIT)
class DiskFullIT {
    private static final String SEED =
            "Body=Hola&From=whatsapp%3A%2B15550000001&To=whatsapp%3A%2B14155238886&MessageSid=SM";

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private int port;
    private int sent;

    @Test
    void aStartOnAFullDiskSaysSoInOneLine() {
        Map<String, String> settings = Map.of(
                "RECADO_PORT", "0", "RECADO_DATA_DIR", folder.resolve("data").toString());
        try (RecadoProcess recado =
                RecadoProcess.start(folder, settings, List.of("prlimit", "--fsize=8000:unlimited"))) {
            recado.exitCode(BotUnderTest.SOON);

            assertThat(recado.printed())
                    .contains("Recado did not start. RECADO_DATA_DIR: expected room on the disk")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void readinessSaysSoUntilThereIsRoomAgain() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Map<String, String> settings = Map.of(
                "RECADO_PORT", Integer.toString(port),
                "RECADO_HOST", "127.0.0.1",
                "RECADO_SIMULATOR", "off",
                "RECADO_DATA_DIR", folder.resolve("data").toString(),
                "RECADO_VALIDATE_SIGNATURES", "false",
                "TWILIO_ACCOUNT_SID", "AC00000000000000000000000000000001",
                "TWILIO_AUTH_TOKEN", "a-token",
                "TWILIO_API_BASE", "http://127.0.0.1:9");
        try (RecadoProcess recado = RecadoProcess.start(folder, settings)) {
            recado.awaitReady();
            assertThat(message()).isEqualTo(200);
            assertThat(readiness()).isEqualTo(200);

            assertThat(runs("prlimit", "--pid=" + recado.pid(), "--fsize=0:unlimited"))
                    .isTrue();
            await().atMost(BotUnderTest.SOON).until(() -> message() == 503);
            assertThat(readiness()).isEqualTo(503);
            for (int i = 0; i < 200; i++) {
                assertThat(message()).isEqualTo(503);
            }
            assertThat(readiness()).isEqualTo(503);

            assertThat(runs("prlimit", "--pid=" + recado.pid(), "--fsize=unlimited:unlimited"))
                    .isTrue();
            await().atMost(BotUnderTest.SOON).until(() -> readiness() == 200);
            assertThat(message()).isEqualTo(200);
        }
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private int message() throws IOException, InterruptedException {
        return status(HttpRequest.newBuilder(at("/webhooks/twilio"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(SEED + ++sent)));
    }

    private int readiness() throws IOException, InterruptedException {
        return status(HttpRequest.newBuilder(at("/health/readiness")));
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private int status(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(BotUnderTest.SOON).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
