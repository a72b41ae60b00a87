package dev.recado.application.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Recado in a process of its own, with the flags of `make run`.
final class Child implements AutoCloseable {
    static final String SID = "AC00000000000000000000000000000001";
    static final String TOKEN = "12345";
    private static final List<String> FLAGS = List.of(
            "-Xmx216m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseCompactObjectHeaders",
            "-XX:MaxDirectMemorySize=64m",
            "-XX:+ExitOnOutOfMemoryError",
            "-Djdk.httpclient.bufsize=4096",
            "-Djdk.httpclient.keepalive.timeout=20",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final Process process;
    final int port;

    private Child(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /// Starts it in a new folder and waits until it is ready.
    ///
    /// @param jar the built application
    /// @param more what comes before `-jar` or the class path (an AOT cache, …)
    static Child start(Path jar, List<String> more, Map<String, String> settings) throws IOException {
        Child child = begin(jar, more, settings);
        CountDownLatch ready = new CountDownLatch(1);
        Thread.ofVirtual().start(() -> child.read(ready));
        try {
            if (!ready.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Recado did not start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return child;
    }

    /// Starts it and does not wait.
    static Child begin(Path jar, List<String> more, Map<String, String> settings) throws IOException {
        int port = freePort();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(more);
        // The bench's own route comes behind the jar on the class path, where an AOT cache allows it to be.
        command.addAll(List.of("-cp", jar + ":" + jar.resolveSibling("test-classes"), "dev.recado.application.Recado"));
        Path folder = Files.createTempDirectory("recado-bench");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "RECADO_PORT",
                        Integer.toString(port),
                        "RECADO_HOST",
                        "127.0.0.1",
                        "RECADO_SIMULATOR",
                        "off",
                        "TWILIO_ACCOUNT_SID",
                        SID,
                        "TWILIO_AUTH_TOKEN",
                        TOKEN,
                        "TWILIO_API_BASE",
                        "http://127.0.0.1:9"));
        builder.environment().putAll(settings);
        return new Child(builder.start(), port);
    }

    private void read(CountDownLatch ready) {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith("Recado is ready")) {
                    ready.countDown();
                } else if (line.startsWith("Recado did not start")) {
                    System.err.println(line);
                }
            }
        } catch (IOException e) {
            // It ended.
        }
    }

    String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    /// A figure of `/proc/<pid>/status` in MiB; 0 where there is none.
    long memory(String field) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith(field + ":"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0L);
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    /// The processor's time it has taken so far; zero where the system does not tell.
    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /// How many threads the operating system sees.
    long threads() {
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            return tasks.count();
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void close() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
