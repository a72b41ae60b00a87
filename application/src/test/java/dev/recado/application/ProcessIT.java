package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recado.adapter.simulator.TwilioStandIn;
import dev.recado.adapter.simulator.core.StandInOptions;
import java.io.File;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Recado as whoever starts it sees it: a process, its exit code, what it prints.
class ProcessIT {
    private static final int MISCONFIGURED = 2;
    private static final Pattern READY = Pattern.compile("Recado is ready: .*http://localhost:(\\d+)/.*");

    @TempDir
    private Path folder;

    private Process start(Map<String, String> settings) throws Exception {
        // Without the tests' own resources: the log is set up as it is shipped.
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        classPath,
                        "dev.recado.application.Recado")
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.matches("(RECADO|TWILIO|OPENAI|MONGODB|WHATSAPP)_.*|PORT"));
        builder.environment().put("RECADO_PORT", "0");
        builder.environment().putAll(settings);
        return builder.start();
    }

    private void doesNotStart(Map<String, String> settings, String... line) throws Exception {
        Process process = start(settings);
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(MISCONFIGURED);
            assertThat(Files.readAllLines(folder.resolve("err")))
                    .singleElement()
                    .asString()
                    .startsWith("Recado did not start. ")
                    .contains(line);
            assertThat(folder.resolve("out")).isEmptyFile();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void halfOfTwiliosCredentialsAreOneClearLine() throws Exception {
        doesNotStart(Map.of("TWILIO_ACCOUNT_SID", "AC1"), "TWILIO_AUTH_TOKEN: expected beside TWILIO_ACCOUNT_SID");
    }

    @Test
    void aBadUrlIsOneClearLine() throws Exception {
        doesNotStart(Map.of("RECADO_PUBLIC_URL", "bot.example.com"), "RECADO_PUBLIC_URL: expected a URL such as");
    }

    @Test
    void aPortInUseIsOneClearLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            doesNotStart(
                    Map.of("RECADO_PORT", Integer.toString(taken.getLocalPort())),
                    "RECADO_PORT: expected a free port, but " + taken.getLocalPort() + " is in use at \"127.0.0.1\"",
                    "RECADO_PORT=" + (taken.getLocalPort() + 1));
        }
    }

    @Test
    void aBrokenFaqIsOneClearLine() throws Exception {
        Path faq = Files.writeString(folder.resolve("faq.yaml"), "- id: hours\n  es: [what, is, this\n");

        doesNotStart(Map.of("RECADO_FAQ_FILE", faq.toString()), "RECADO_FAQ_FILE: ", "faq.yaml", "line ");
    }

    @Test
    void aMisspeltSettingInTheFileDoesNotStartEither() throws Exception {
        Files.writeString(folder.resolve(".env"), "RECADO_ACK=perhaps\n");

        doesNotStart(Map.of(), "RECADO_ACK: expected none or text, not \"perhaps\"");
    }

    @Test
    void theLogIsJsonWhenAskedForAndSigtermEndsTheProcess() throws Exception {
        try (TwilioStandIn twilio = TwilioStandIn.start(StandInOptions.of(InstantSource.system(), new Random(3)))) {
            Process process = start(Map.of(
                    "RECADO_HOST",
                    "127.0.0.1",
                    "RECADO_LOG_FORMAT",
                    "json",
                    "RECADO_QUIET_TIME",
                    "0",
                    "TWILIO_ACCOUNT_SID",
                    twilio.account().sid(),
                    "TWILIO_AUTH_TOKEN",
                    twilio.account().authToken(),
                    "TWILIO_API_BASE",
                    twilio.baseUrl().toString()));
            try {
                await().atMost(BotUnderTest.SOON).until(() -> port() > 0);
                twilio.pointAt(URI.create("http://127.0.0.1:" + port() + "/webhooks/twilio"));
                String user = "whatsapp:+15550100777";
                assertThat(twilio.deliver(twilio.webhooks().from(user).text("¿A qué hora abren los sábados?"))
                                .status())
                        .isEqualTo(200);
                twilio.awaitSentTo(user, 1, BotUnderTest.SOON);
                process.destroy();
                assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();

                List<String> lines = Files.readAllLines(folder.resolve("out")).stream()
                        .filter(line -> !READY.matcher(line).matches())
                        .toList();
                assertThat(lines)
                        .map(line -> Document.parse(line).toJson())
                        .anyMatch(line -> line.contains("[IN]"))
                        .anyMatch(line -> line.contains("[ACK]"))
                        .anyMatch(line -> line.contains("[CACHE] MISS"))
                        .anyMatch(line -> line.contains("[OUT] SENT"))
                        .noneMatch(line -> line.contains("15550100777"))
                        .noneMatch(line -> line.contains("abren"));
                assertThat(folder.resolve("err")).isEmptyFile();
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private int port() throws Exception {
        for (String line : Files.readAllLines(folder.resolve("out"))) {
            Matcher ready = READY.matcher(line);
            if (ready.matches()) {
                return Integer.parseInt(ready.group(1));
            }
        }
        return 0;
    }
}
