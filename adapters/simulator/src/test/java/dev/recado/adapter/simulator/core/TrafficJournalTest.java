package dev.recado.adapter.simulator.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.adapter.simulator.http.Form;
import dev.recado.adapter.simulator.http.HttpTrace;
import dev.recado.adapter.simulator.message.SimulatedProvider;
import dev.recado.adapter.simulator.message.StandInMessage;
import dev.recado.adapter.simulator.message.TwilioContentReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrafficJournalTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void messagesAndTracesComeBackAfterARestart() throws Exception {
        var file = folder.resolve("deep/simulator.jsonl");
        var trafficLog = new TrafficLog(100);
        try (var journal = TrafficJournal.open(file, trafficLog)) {
            assertThat(journal).isNotNull();
            trafficLog.put(message("SM1"));
            trafficLog.put(message("SM2"));
            trafficLog.advance("SM1", progress -> progress.failed("failed", 11200, "HTTP 503", NOON.plusSeconds(1)));
            trafficLog.delete("SM2");
            trafficLog.trace("SM1", trace());
        }
        Files.writeString(file, "{\"message\":{\"sid\":\"torn", StandardOpenOption.APPEND);

        var later = new TrafficLog(100);
        try (var journal = TrafficJournal.open(file, later)) {
            assertThat(journal).isNotNull();
            assertThat(later.messages()).isEqualTo(trafficLog.messages()).hasSize(1);
            assertThat(later.traces("SM1")).containsExactly(trace());
        }
    }

    @Test
    void theFileKeepsItsNewestRecords() throws Exception {
        var file = folder.resolve("simulator.jsonl");
        var trafficLog = new TrafficLog(100);
        try (var journal = TrafficJournal.open(file, trafficLog)) {
            assertThat(journal).isNotNull();
            for (int i = 0; i < 5_000; i++) {
                trafficLog.put(message("SM" + i));
            }
        }

        assertThat(Files.readAllLines(file))
                .hasSizeBetween(2_000, 4_000)
                .last()
                .asString()
                .contains("SM4999");
        var later = new TrafficLog(10_000);
        try (var journal = TrafficJournal.open(file, later)) {
            assertThat(journal).isNotNull();
            assertThat(later.messages()).hasSize(2_000);
        }
    }

    @Test
    void anUnwritableFileStopsNothing() throws Exception {
        var file = folder.resolve("a file");
        Files.writeString(file, "");
        var trafficLog = new TrafficLog(10);
        try (var journal = TrafficJournal.open(file.resolve("simulator.jsonl"), trafficLog)) {
            assertThat(journal).isNotNull();
            trafficLog.put(message("SM1"));
        }

        assertThat(trafficLog.messages()).hasSize(1);
    }

    private static StandInMessage message(String sid) {
        return new StandInMessage(
                sid,
                SimulatedProvider.TWILIO,
                StandInMessage.Direction.INBOUND,
                "whatsapp:+15550100001",
                "whatsapp:+14155238886",
                TwilioContentReader.of(Form.empty().with("Body", "¿qué & cómo?").with("From", "whatsapp:+15550100001")),
                StandInMessage.Progress.begun("receiving", NOON));
    }

    private static HttpTrace trace() {
        return new HttpTrace(
                HttpTrace.Kind.WEBHOOK,
                NOON,
                java.time.Duration.ofMillis(12),
                new HttpTrace.Request("POST", "http://127.0.0.1/x", java.util.Map.of("Host", "127.0.0.1"), "a=b"),
                new HttpTrace.Response(200, java.util.Map.of("content-type", "text/xml"), "<Response/>"),
                null);
    }
}
