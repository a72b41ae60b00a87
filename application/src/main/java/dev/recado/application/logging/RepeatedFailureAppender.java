package dev.recado.application.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.spi.AppenderAttachable;
import ch.qos.logback.core.spi.AppenderAttachableImpl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/// Passes log lines on, and a repeated failure once a minute: the same line is counted, and the count is logged
/// when the minute is over; another line with the same failure is logged without its stack trace. So an outage
/// or a full disk does not fill the log.
public final class RepeatedFailureAppender extends UnsynchronizedAppenderBase<ILoggingEvent>
        implements AppenderAttachable<ILoggingEvent> {
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final int MOST_REMEMBERED = 1_000;
    private static final int MOST_CAUSES = 10;

    private final AppenderAttachableImpl<ILoggingEvent> next = new AppenderAttachableImpl<>();
    /// In the order in which they were first logged.
    private final Map<Object, Repeats> failures = new LinkedHashMap<>();

    private static final class Repeats {
        private final ILoggingEvent first;
        private int count;

        private Repeats(ILoggingEvent first) {
            this.first = first;
        }

        private boolean isOver(long now) {
            return now - first.getTimeStamp() >= MINUTE;
        }
    }

    /// The key of one failure. The words of an exception and of a line may belong to one case only, so they are
    /// left out.
    private record Failure(String logger, String message, List<String> causes) {}

    private record Line(Failure failure, String words, List<String> fields) {}

    @Override
    protected void append(ILoggingEvent event) {
        synchronized (failures) {
            tellCounts(event.getTimeStamp(), event.getTimeStamp());
            if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
                appendBriefly(event);
                return;
            }
        }
        next.appendLoopOnAppenders(event);
    }

    private void appendBriefly(ILoggingEvent event) {
        Failure failure = new Failure(event.getLoggerName(), event.getMessage(), causes(event.getThrowableProxy()));
        boolean knownLine = repeats(new Line(failure, event.getFormattedMessage(), fields(event)), event);
        boolean knownTrace = event.getThrowableProxy() != null && repeats(failure, event);
        if (!knownLine) {
            next.appendLoopOnAppenders(knownTrace ? copy(event, event.getFormattedMessage()) : event);
        }
    }

    /// Counts a line that was logged within the minute, else remembers it.
    private boolean repeats(Object failure, ILoggingEvent event) {
        Repeats known = failures.get(failure);
        if (known != null) {
            known.count++;
            return true;
        }
        if (failures.size() < MOST_REMEMBERED) {
            failures.put(failure, new Repeats(event));
        }
        return false;
    }

    private static List<String> fields(ILoggingEvent event) {
        List<KeyValuePair> fields = event.getKeyValuePairs();
        return fields == null
                ? List.of()
                : fields.stream().map(field -> field.key + "=" + field.value).toList();
    }

    private static List<String> causes(@Nullable IThrowableProxy thrown) {
        List<String> causes = new ArrayList<>();
        for (IThrowableProxy cause = thrown; cause != null && causes.size() < MOST_CAUSES; cause = cause.getCause()) {
            causes.add(cause.getClassName() + placeOf(cause));
        }
        return causes;
    }

    /// Where it was thrown, outside Java's own classes: two faults of one kind differ in that.
    private static String placeOf(IThrowableProxy thrown) {
        StackTraceElementProxy[] trace = thrown.getStackTraceElementProxyArray();
        return trace == null
                ? ""
                : Stream.of(trace)
                        .map(StackTraceElementProxy::getStackTraceElement)
                        .filter(frame -> !frame.getClassName().startsWith("java."))
                        .findFirst()
                        .map(frame -> " " + frame)
                        .orElse("");
    }

    /// Logs how often each line was repeated whose minute is over, and forgets it.
    private void tellCounts(long until, long now) {
        Iterator<Map.Entry<Object, Repeats>> oldestFirst = failures.entrySet().iterator();
        while (oldestFirst.hasNext()) {
            Map.Entry<Object, Repeats> each = oldestFirst.next();
            Repeats repeats = each.getValue();
            if (!repeats.isOver(until)) {
                return;
            }
            oldestFirst.remove();
            if (each.getKey() instanceof Line && repeats.count > 0) {
                LoggingEvent count = copy(
                        repeats.first,
                        repeats.first.getFormattedMessage() + " (repeated " + repeats.count
                                + " times within a minute)");
                count.setTimeStamp(now);
                next.appendLoopOnAppenders(count);
            }
        }
    }

    /// The line with other words and without a stack trace.
    private static LoggingEvent copy(ILoggingEvent event, String message) {
        LoggingEvent copy = new LoggingEvent();
        copy.setLoggerName(event.getLoggerName());
        copy.setLoggerContext(null);
        copy.setThreadName(event.getThreadName());
        copy.setLevel(event.getLevel());
        copy.setMessage(message);
        copy.setTimeStamp(event.getTimeStamp());
        copy.setMDCPropertyMap(Map.of());
        if (event.getKeyValuePairs() != null) {
            event.getKeyValuePairs().forEach(copy::addKeyValuePair);
        }
        return copy;
    }

    /// Logs the last counts, then stops.
    @Override
    public void stop() {
        synchronized (failures) {
            tellCounts(Long.MAX_VALUE, System.currentTimeMillis());
        }
        super.stop();
    }

    @Override
    public void addAppender(Appender<ILoggingEvent> appender) {
        next.addAppender(appender);
    }

    @Override
    public Iterator<Appender<ILoggingEvent>> iteratorForAppenders() {
        return next.iteratorForAppenders();
    }

    @Override
    public Appender<ILoggingEvent> getAppender(String name) {
        return next.getAppender(name);
    }

    @Override
    public boolean isAttached(Appender<ILoggingEvent> appender) {
        return next.isAttached(appender);
    }

    @Override
    public void detachAndStopAllAppenders() {
        next.detachAndStopAllAppenders();
    }

    @Override
    public boolean detachAppender(Appender<ILoggingEvent> appender) {
        return next.detachAppender(appender);
    }

    @Override
    public boolean detachAppender(String name) {
        return next.detachAppender(name);
    }
}
