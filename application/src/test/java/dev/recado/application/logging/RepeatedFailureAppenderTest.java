package dev.recado.application.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class RepeatedFailureAppenderTest {
    private final ListAppender<ILoggingEvent> console = new ListAppender<>();
    private final RepeatedFailureAppender appender = new RepeatedFailureAppender();
    private long now = 1_000_000;

    @BeforeEach
    void start() {
        console.start();
        appender.addAppender(console);
        appender.start();
    }

    private void log(Level level, String message, @Nullable RuntimeException failure, KeyValuePair... fields) {
        LoggingEvent event = new LoggingEvent();
        event.setLoggerName("recado");
        event.setLevel(level);
        event.setMessage(message);
        event.setTimeStamp(now);
        if (failure != null) {
            event.setThrowableProxy(new ThrowableProxy(failure));
        }
        List.of(fields).forEach(event::addKeyValuePair);
        appender.doAppend(event);
    }

    private static RuntimeException full(int write) {
        return new UncheckedIOException(new IOException("no space left for write " + write));
    }

    private List<String> told() {
        return console.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void aFailureThatRepeatsIsToldOnceAndThenCounted() {
        for (int i = 0; i < 2_000; i++) {
            log(Level.ERROR, "the disk refuses", full(i));
        }
        assertThat(told()).containsExactly("the disk refuses");
        assertThat(console.list.getFirst().getThrowableProxy()).isNotNull();

        now += 60_000;
        log(Level.INFO, "[ACK]", null);

        assertThat(told())
                .containsExactly("the disk refuses", "the disk refuses (repeated 1999 times within a minute)", "[ACK]");
        assertThat(console.list.get(1).getThrowableProxy()).isNull();
        assertThat(console.list.get(1).getLevel()).isEqualTo(Level.ERROR);
    }

    @Test
    void afterAMinuteItIsToldAgain() {
        log(Level.ERROR, "the disk refuses", full(1));
        now += 60_000;
        log(Level.ERROR, "the disk refuses", full(2));

        assertThat(told()).containsExactly("the disk refuses", "the disk refuses");
    }

    @Test
    void everyLineAboutSomethingElseIsToldButTheTraceOnce() {
        log(Level.ERROR, "[TURN] BROKE", full(1), new KeyValuePair("id", "twilio:SM1"));
        log(Level.ERROR, "[TURN] BROKE", full(2), new KeyValuePair("id", "twilio:SM2"));
        log(Level.ERROR, "[TURN] BROKE", new IllegalStateException("another"), new KeyValuePair("id", "twilio:SM3"));

        assertThat(console.list)
                .extracting(event -> event.getThrowableProxy() != null)
                .containsExactly(true, false, true);
        assertThat(console.list.get(1).getKeyValuePairs()).containsExactly(new KeyValuePair("id", "twilio:SM2"));
    }

    @Test
    void anotherFaultOfTheSameKindIsToldWhole() {
        log(Level.ERROR, "the turn failed", new IllegalStateException("one"));
        log(Level.ERROR, "the turn failed", new IllegalStateException("another"));

        assertThat(told()).containsExactly("the turn failed", "the turn failed");
        assertThat(console.list).allMatch(event -> event.getThrowableProxy() != null);
    }

    @Test
    void otherWordsOfTheSameKindAreAllTold() {
        for (String warning : List.of("signatures are not checked", "no business is configured")) {
            LoggingEvent event = new LoggingEvent();
            event.setLoggerName("recado");
            event.setLevel(Level.WARN);
            event.setMessage("[START] {}");
            event.setArgumentArray(new Object[] {warning});
            event.setTimeStamp(now);
            appender.doAppend(event);
        }

        assertThat(told()).containsExactly("[START] signatures are not checked", "[START] no business is configured");
    }

    @Test
    void whatGoesWellIsNeverLeftOut() {
        log(Level.INFO, "[ACK]", null);
        log(Level.INFO, "[ACK]", null);

        assertThat(told()).containsExactly("[ACK]", "[ACK]");
    }

    @Test
    void theLastCountsAreToldWhenItStops() {
        log(Level.WARN, "[REJECTED]", null, new KeyValuePair("status", 503));
        log(Level.WARN, "[REJECTED]", null, new KeyValuePair("status", 503));
        log(Level.WARN, "[REJECTED]", null, new KeyValuePair("status", 403));

        long before = System.currentTimeMillis();
        appender.stop();

        assertThat(told()).containsExactly("[REJECTED]", "[REJECTED]", "[REJECTED] (repeated 1 times within a minute)");
        assertThat(console.list.getLast().getTimeStamp()).isBetween(before, System.currentTimeMillis());
    }
}
