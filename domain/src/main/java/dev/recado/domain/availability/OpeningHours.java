package dev.recado.domain.availability;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The opening hours of the business, by the clock of its time zone. A span belongs to the day on which it
/// begins: one that passes midnight ends as usual even if the next day is a holiday.
///
/// @param weekly a weekday that is missing is closed
/// @param holidays days with hours of their own, which replace those of the weekday
/// @param yearly the same for a day of every year; a date among the holidays comes before it
public record OpeningHours(
        ZoneId zone,
        Map<DayOfWeek, List<OpeningSpan>> weekly,
        Map<LocalDate, Holiday> holidays,
        Map<MonthDay, Holiday> yearly) {
    /// A business that opens at all opens within these days.
    private static final int DAYS_AHEAD = 400;

    public OpeningHours {
        weekly = Map.copyOf(weekly);
        holidays = Map.copyOf(holidays);
        yearly = Map.copyOf(yearly);
    }

    /// A day with hours of its own.
    ///
    /// @param name as people know it; null for none
    /// @param spans empty for a day that is closed
    public record Holiday(@Nullable String name, List<OpeningSpan> spans) {
        public Holiday {
            spans = List.copyOf(spans);
        }
    }

    public boolean isOpen(Instant now) {
        return openSince(now).isPresent();
    }

    /// Returns when the span began in which it is open now; empty when it is closed.
    public Optional<Instant> openSince(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        return Stream.of(today.minusDays(1), today)
                .flatMap(day -> spans(day).stream()
                        .filter(span -> !now.isBefore(span.start(day, zone)) && now.isBefore(span.end(day, zone)))
                        .map(span -> span.start(day, zone)))
                .min(Comparator.naturalOrder());
    }

    /// Returns the first moment, from now on, at which it is open: now when it is open; empty when it does
    /// not open within a year.
    public Optional<Instant> nextOpening(Instant now) {
        if (isOpen(now)) {
            return Optional.of(now);
        }
        LocalDate today = LocalDate.ofInstant(now, zone);
        // the day before, because a skipped time at its end is a moment of today
        return Stream.iterate(today.minusDays(1), day -> day.plusDays(1))
                .limit(DAYS_AHEAD)
                .flatMap(day -> spans(day).stream()
                        .filter(span -> span.start(day, zone).isBefore(span.end(day, zone)))
                        .map(span -> span.start(day, zone))
                        .filter(start -> start.isAfter(now))
                        .min(Comparator.naturalOrder())
                        .stream())
                .findFirst();
    }

    /// The holiday on the business's date at this moment, if it is one.
    public Optional<Holiday> holiday(Instant now) {
        return Optional.ofNullable(holiday(LocalDate.ofInstant(now, zone)));
    }

    private List<OpeningSpan> spans(LocalDate day) {
        Holiday holiday = holiday(day);
        return holiday == null ? weekly.getOrDefault(day.getDayOfWeek(), List.of()) : holiday.spans();
    }

    private @Nullable Holiday holiday(LocalDate day) {
        Holiday dated = holidays.get(day);
        return dated == null ? yearly.get(MonthDay.from(day)) : dated;
    }
}
