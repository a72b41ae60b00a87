package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// `scripts/recado run`, with a shell script in Java's place.
@Timeout(30)
@DisabledOnOs(OS.WINDOWS)
class StartScriptIT {
    @TempDir
    private Path root;

    @BeforeEach
    void aBuiltTree() throws IOException {
        Path script = root.resolve("scripts/recado");
        Files.createDirectories(script.getParent());
        Files.copy(Path.of("../scripts/recado"), script);
        executable("scripts/find-jdk", "echo " + root.resolve("jdk"));
        Path target = Files.createDirectories(root.resolve("application/target"));
        Path jar = Files.createFile(target.resolve("recado.jar"));
        Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));
        Files.writeString(target.resolve("recado.aot.jdk"), root.resolve("jdk") + "\n");
    }

    private void java(String body) throws IOException {
        executable("jdk/bin/java", body);
    }

    private void executable(String path, String body) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private Process run() throws IOException {
        return new ProcessBuilder("sh", root.resolve("scripts/recado").toString(), "run")
                .redirectErrorStream(true)
                .start();
    }

    @Test
    void aStopIsPassedOnAndEndsWithZeroOnceAllIsPutAway() throws Exception {
        java("trap 'echo put away; exit 143' TERM; echo up; while :; do sleep 0.1; done");
        Process process = run();
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(said.readLine()).isEqualTo("up");
            process.toHandle().destroy();

            assertThat(said.readLine()).isEqualTo("put away");
            assertThat(process.waitFor()).isZero();
        }
    }

    @Test
    void whatEndsByItselfKeepsItsExitCode() throws Exception {
        java("exit 3");

        assertThat(run().waitFor()).isEqualTo(3);
    }

    @Test
    void aStopInWhichSomethingFailsIsNoCleanOne() throws Exception {
        java("trap 'exit 1' TERM; echo up; while :; do sleep 0.1; done");
        Process process = run();
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(said.readLine()).isEqualTo("up");
            process.toHandle().destroy();

            assertThat(process.waitFor()).isEqualTo(1);
        }
    }
}
