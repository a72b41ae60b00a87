package dev.recado.domain.availability;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;

/// A time of day in which the business is open. It ends on the next day when `to` is not after `from`: 20:00 to
/// 02:00, and 00:00 to 00:00 for a whole day.
public record OpeningSpan(LocalTime from, LocalTime to) {
    /// From midnight to midnight.
    public static final OpeningSpan WHOLE_DAY = new OpeningSpan(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

    public boolean endsOnTheNextDay() {
        return !to.isAfter(from);
    }

    Instant start(LocalDate day, ZoneId zone) {
        return instant(day.atTime(from), zone, false);
    }

    /// An hour that comes twice, because clocks are set back, counts twice.
    Instant end(LocalDate day, ZoneId zone) {
        return instant((endsOnTheNextDay() ? day.plusDays(1) : day).atTime(to), zone, true);
    }

    /// A time that does not exist, because clocks are set forward, is the moment at which they are.
    private static Instant instant(LocalDateTime time, ZoneId zone, boolean later) {
        ZoneOffsetTransition transition = zone.getRules().getTransition(time);
        if (transition == null) {
            return time.atZone(zone).toInstant();
        }
        if (transition.isGap()) {
            return transition.getInstant();
        }
        ZonedDateTime first = time.atZone(zone).withEarlierOffsetAtOverlap();
        return (later ? first.withLaterOffsetAtOverlap() : first).toInstant();
    }

    /// Minutes after midnight of the day on which it begins.
    int endMinute() {
        return to.toSecondOfDay() / 60 + (endsOnTheNextDay() ? 24 * 60 : 0);
    }

    int startMinute() {
        return from.toSecondOfDay() / 60;
    }

    /// Whether both are open at some time, when they begin on the same day.
    public boolean overlaps(OpeningSpan other) {
        return startMinute() < other.endMinute() && other.startMinute() < endMinute();
    }
}
