package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.adapter.simulator.message.StandInMessage;
import dev.recado.adapter.simulator.model.ModelScript;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// More than it can answer: everything is acknowledged, memory holds a part of it, and in the end all is answered.
class OverloadIT {
    private static final int USERS = Integer.getInteger("recado.users", 2_000);
    private static final int HELD = 1_000;
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final Pattern DETAIL = Pattern.compile("\"(held|waiting|oldest_age_ms)\":(\\d+)");

    @TempDir
    Path folder;

    @Test
    void whatItCannotAnswerYetWaitsInTheStore() throws Exception {
        try (ProcessTestSetup testSetup = new ProcessTestSetup(folder, Map.of(), 4 * USERS)) {
            testSetup.model.answerWith(new ModelScript.Slow(Duration.ofSeconds(2), new ModelScript.Echo()));
            testSetup.start(
                    "RECADO_TURNS_AT_ONCE", "100",
                    "RECADO_QUIET_TIME", "0",
                    "RECADO_TURN_DEADLINE", "10m");
            List<String> users = IntStream.range(0, USERS)
                    .mapToObj("whatsapp:+1555%07d"::formatted)
                    .toList();

            writeAll(testSetup, users);

            int held = inbox(testSetup, "held");
            assertThat(held).isBetween(1, 2 * HELD);
            assertThat(inbox(testSetup, "waiting"))
                    .as("more waits than is held")
                    .isGreaterThan(held);
            assertThat(inbox(testSetup, "oldest_age_ms")).isPositive();

            testSetup.model.answerWith(new ModelScript.Echo());
            boolean all = testSetup.twilio.await(_ -> testSetup.twilio.sent().size() >= USERS, LONG);
            assertThat(all)
                    .as("all are answered; %s", testSetup.twilio.sent().size())
                    .isTrue();
            testSetup.awaitAnswered(users.getFirst());
            assertThat(testSetup.twilio.sent())
                    .extracting(StandInMessage::to)
                    .containsExactlyInAnyOrderElementsOf(users);
        }
    }

    private static void writeAll(ProcessTestSetup testSetup, List<String> users) throws Exception {
        Semaphore connections = new Semaphore(32);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> accepted = new ArrayList<>();
            for (String user : users) {
                connections.acquire();
                accepted.add(threads.submit(() -> {
                    try {
                        return testSetup.say(user, "hola").accepted();
                    } finally {
                        connections.release();
                    }
                }));
            }
            for (Future<Boolean> one : accepted) {
                assertThat(one.get()).isTrue();
            }
        }
    }

    private static int inbox(ProcessTestSetup testSetup, String name) {
        try (var in = URI.create("http://127.0.0.1:" + testSetup.port + "/health")
                .toURL()
                .openStream()) {
            Matcher detail = DETAIL.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            while (detail.find()) {
                if (detail.group(1).equals(name)) {
                    return Integer.parseInt(detail.group(2));
                }
            }
            throw new AssertionError("no " + name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
