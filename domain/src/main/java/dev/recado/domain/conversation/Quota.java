package dev.recado.domain.conversation;

import java.time.Duration;
import java.time.Instant;

/// How many messages of a user were answered lately.
///
/// @param minute messages within the minute
/// @param day messages within the day
public record Quota(Count minute, Count day) {
    public static final Quota UNUSED = new Quota(Count.NONE, Count.NONE);

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);

    /// A count within a span of time.
    ///
    /// @param since when the span began
    /// @param told whether the user was told that the limit is reached
    public record Count(Instant since, int used, boolean told) {
        public static final Count NONE = new Count(Instant.EPOCH, 0, false);

        private Count and(int more, Instant now, Duration span) {
            return isOver(now, span) ? new Count(now, more, false) : new Count(since, used + more, told);
        }

        private Count tell() {
            return new Count(since, used, true);
        }

        private boolean isOver(Instant now, Duration span) {
            return !now.isBefore(since.plus(span));
        }

        private Count with(Count other) {
            Count later = since.isBefore(other.since) ? other : this;
            return new Count(later.since, Math.max(used, other.used), later.told);
        }
    }

    /// Counts further messages; a new span begins when one is over.
    Quota counting(int messages, Instant now) {
        return new Quota(minute.and(messages, now, MINUTE), day.and(messages, now, DAY));
    }

    Quota toldOfMinute() {
        return new Quota(minute.tell(), day);
    }

    Quota toldOfDay() {
        return new Quota(minute, day.tell());
    }

    /// Whether the user was told that a limit is reached, in a span that is not over.
    boolean isAskedToWait(Instant now) {
        return (minute.told && !minute.isOver(now, MINUTE)) || (day.told && !day.isOver(now, DAY));
    }

    /// The stricter of both.
    Quota with(Quota other) {
        return new Quota(minute.with(other.minute), day.with(other.day));
    }
}
