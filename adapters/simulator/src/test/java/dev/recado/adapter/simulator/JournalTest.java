package dev.recado.adapter.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void messagesAndTracesComeBackAfterARestart() throws Exception {
        var file = folder.resolve("deep/simulator.jsonl");
        var ledger = new Ledger(100);
        try (var journal = Journal.open(file, ledger)) {
            assertThat(journal).isNotNull();
            ledger.put(message("SM1"));
            ledger.put(message("SM2"));
            ledger.advance("SM1", progress -> progress.failed("failed", 11200, "HTTP 503", NOON.plusSeconds(1)));
            ledger.delete("SM2");
            ledger.trace("SM1", trace());
        }
        Files.writeString(file, "{\"message\":{\"sid\":\"torn", StandardOpenOption.APPEND);

        var later = new Ledger(100);
        try (var journal = Journal.open(file, later)) {
            assertThat(journal).isNotNull();
            assertThat(later.messages()).isEqualTo(ledger.messages()).hasSize(1);
            assertThat(later.traces("SM1")).containsExactly(trace());
        }
    }

    @Test
    void theFileIsKeptToItsNewestRecords() throws Exception {
        var file = folder.resolve("simulator.jsonl");
        var ledger = new Ledger(100);
        try (var journal = Journal.open(file, ledger)) {
            assertThat(journal).isNotNull();
            for (int i = 0; i < 5_000; i++) {
                ledger.put(message("SM" + i));
            }
        }

        assertThat(Files.readAllLines(file))
                .hasSizeBetween(2_000, 4_000)
                .last()
                .asString()
                .contains("SM4999");
        var later = new Ledger(10_000);
        try (var journal = Journal.open(file, later)) {
            assertThat(journal).isNotNull();
            assertThat(later.messages()).hasSize(2_000);
        }
    }

    @Test
    void aPlaceThatCannotBeWrittenToStopsNothing() throws Exception {
        var file = folder.resolve("a file");
        Files.writeString(file, "");
        var ledger = new Ledger(10);
        try (var journal = Journal.open(file.resolve("simulator.jsonl"), ledger)) {
            assertThat(journal).isNotNull();
            ledger.put(message("SM1"));
        }

        assertThat(ledger.messages()).hasSize(1);
    }

    private static StandInMessage message(String sid) {
        return new StandInMessage(
                sid,
                Provider.TWILIO,
                StandInMessage.Direction.INBOUND,
                "whatsapp:+15550100001",
                "whatsapp:+14155238886",
                TwilioContent.of(Form.empty().with("Body", "¿qué & cómo?").with("From", "whatsapp:+15550100001")),
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
