package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Recado in a process of its own, as an operator runs it: its own environment, its own working folder.
final class RecadoProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final String READY = "Recado is ready";

    private static final List<String> COMMAND = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            // as it runs, not as tests log
            "-Dlogback.configurationFile=logback.xml",
            "-cp",
            classPath(),
            Recado.class.getName());

    private final Process process;
    private final Path output;

    private RecadoProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /// Starts it on this test's class path; what it prints goes to a new file in the folder.
    static RecadoProcess start(Path folder, Map<String, String> environment) {
        return start(folder, environment, List.of());
    }

    /// @param before a command that runs it
    static RecadoProcess start(Path folder, Map<String, String> environment, List<String> before) {
        try {
            Path output = Files.createTempFile(folder, "recado-", ".log");
            ProcessBuilder builder = new ProcessBuilder(
                            Stream.concat(before.stream(), COMMAND.stream()).toList())
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            return new RecadoProcess(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String classPath() {
        return String.join(
                File.pathSeparator,
                List.of(System.getProperty("java.class.path").split(File.pathSeparator)).stream()
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .toList());
    }

    RecadoProcess awaitReady() {
        await().atMost(START)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !process.isAlive() || printed().contains(READY));
        assertThat(printed()).contains(READY);
        return this;
    }

    /// SIGKILL; returns when it is gone.
    void kill() {
        process.destroyForcibly();
        exitCode(Duration.ofSeconds(10));
    }

    /// SIGTERM.
    void terminate() {
        process.destroy();
    }

    boolean endsWithin(Duration atMost) {
        try {
            return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// Waits until it has ended.
    int exitCode(Duration atMost) {
        try {
            assertThat(process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS))
                    .as("ended within %s; it printed:\n%s", atMost, printed())
                    .isTrue();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String printed() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
