package dev.recado.domain.availability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.availability.OpeningHours.Holiday;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpeningHoursTest {
    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
    private static final OpeningSpan MORNING = span("09:00", "14:00");
    private static final OpeningSpan AFTERNOON = span("16:00", "20:00");
    private static final OpeningHours CLINIC = new OpeningHours(
            MADRID,
            Map.of(DayOfWeek.THURSDAY, List.of(MORNING, AFTERNOON), DayOfWeek.FRIDAY, List.of(MORNING)),
            Map.of(LocalDate.parse("2026-12-31"), new Holiday("Nochevieja", List.of(span("09:00", "12:00")))),
            Map.of(MonthDay.of(1, 1), new Holiday("Año Nuevo", List.of())));

    private static OpeningSpan span(String from, String to) {
        return new OpeningSpan(LocalTime.parse(from), LocalTime.parse(to));
    }

    private static Instant madrid(String time) {
        return LocalDateTime.parse(time).atZone(MADRID).toInstant();
    }

    private static OpeningHours daily(ZoneId zone, OpeningSpan span) {
        return new OpeningHours(
                zone,
                Map.of(
                        DayOfWeek.SATURDAY, List.of(span),
                        DayOfWeek.SUNDAY, List.of(span)),
                Map.of(),
                Map.of());
    }

    @Test
    void aSpanBeginsWithItsFirstMinuteAndEndsBeforeItsLast() {
        assertThat(CLINIC.isOpen(madrid("2026-12-03T08:59:59"))).isFalse();
        assertThat(CLINIC.isOpen(madrid("2026-12-03T09:00:00"))).isTrue();
        assertThat(CLINIC.isOpen(madrid("2026-12-03T13:59:59"))).isTrue();
        assertThat(CLINIC.isOpen(madrid("2026-12-03T14:00:00"))).isFalse();
    }

    @Test
    void theNextOpeningIsTheNextSpanOfTheDayOrOfALaterOne() {
        assertThat(CLINIC.nextOpening(madrid("2026-12-03T15:00:00"))).contains(madrid("2026-12-03T16:00:00"));
        assertThat(CLINIC.nextOpening(madrid("2026-12-03T20:00:00"))).contains(madrid("2026-12-04T09:00:00"));
        assertThat(CLINIC.nextOpening(madrid("2026-12-04T18:00:00"))).contains(madrid("2026-12-10T09:00:00"));
        assertThat(CLINIC.nextOpening(madrid("2026-12-03T10:00:00"))).contains(madrid("2026-12-03T10:00:00"));
    }

    @Test
    void aHolidayReplacesTheHoursOfItsWeekday() {
        assertThat(CLINIC.isOpen(madrid("2026-12-31T11:00:00"))).isTrue();
        assertThat(CLINIC.isOpen(madrid("2026-12-31T13:00:00"))).isFalse();
        assertThat(CLINIC.isOpen(madrid("2027-01-01T10:00:00"))).isFalse();
        assertThat(CLINIC.nextOpening(madrid("2026-12-31T12:00:00"))).contains(madrid("2027-01-07T09:00:00"));
        assertThat(CLINIC.holiday(madrid("2027-01-01T00:00:00")))
                .hasValueSatisfying(day -> assertThat(day.name()).isEqualTo("Año Nuevo"));
        assertThat(CLINIC.holiday(madrid("2026-12-30T23:59:59"))).isEmpty();
    }

    @Test
    void aDatedHolidayComesBeforeTheSameDayOfEveryYear() {
        OpeningHours hours = new OpeningHours(
                MADRID,
                Map.of(),
                Map.of(LocalDate.parse("2027-01-01"), new Holiday(null, List.of(MORNING))),
                Map.of(MonthDay.of(1, 1), new Holiday(null, List.of())));

        assertThat(hours.isOpen(madrid("2027-01-01T10:00:00"))).isTrue();
        assertThat(hours.isOpen(madrid("2028-01-01T10:00:00"))).isFalse();
    }

    @Test
    void aNightBelongsToTheDayOnWhichItBegins() {
        OpeningHours bar = new OpeningHours(
                MADRID,
                Map.of(DayOfWeek.FRIDAY, List.of(span("20:00", "02:00"))),
                Map.of(LocalDate.parse("2026-12-05"), new Holiday(null, List.of())),
                Map.of());

        assertThat(bar.isOpen(madrid("2026-12-05T01:59:00"))).isTrue();
        assertThat(bar.isOpen(madrid("2026-12-05T02:00:00"))).isFalse();
        assertThat(bar.isOpen(madrid("2026-12-04T01:00:00"))).isFalse();
    }

    @Test
    void aBusinessThatNeverOpensHasNoNextOpening() {
        OpeningHours closed = new OpeningHours(MADRID, Map.of(), Map.of(), Map.of());

        assertThat(closed.nextOpening(madrid("2026-12-05T02:00:00"))).isEmpty();
    }

    @Test
    void aDayIsOpenFromMidnightToMidnight() {
        OpeningHours always = daily(MADRID, OpeningSpan.WHOLE_DAY);

        assertThat(always.isOpen(madrid("2026-12-05T00:00:00"))).isTrue();
        assertThat(always.isOpen(madrid("2026-12-06T23:59:59"))).isTrue();
        assertThat(always.isOpen(madrid("2026-12-07T00:00:00"))).isFalse();
    }

    /// In Madrid clocks go from 02:00 to 03:00 on 28 March 2027, and from 03:00 back to 02:00 on 31 October.
    @Test
    void anOpeningInTheSkippedHourIsTheMomentAtWhichClocksAreSetForward() {
        OpeningHours early = daily(MADRID, span("02:30", "05:00"));

        assertThat(early.nextOpening(Instant.parse("2027-03-27T23:30:00Z")))
                .contains(Instant.parse("2027-03-28T01:00:00Z"));
        assertThat(daily(MADRID, span("02:15", "02:45")).nextOpening(Instant.parse("2027-03-27T12:00:00Z")))
                .as("it does not open where its hour does not exist")
                .contains(Instant.parse("2027-04-03T00:15:00Z"));
    }

    @Test
    void theHourThatComesTwiceIsOpenTwice() {
        OpeningHours night = daily(MADRID, span("01:00", "02:30"));

        assertThat(night.isOpen(Instant.parse("2027-10-31T00:15:00Z")))
                .as("02:15, summer time")
                .isTrue();
        assertThat(night.isOpen(Instant.parse("2027-10-31T00:45:00Z")))
                .as("02:45, summer time")
                .isTrue();
        assertThat(night.isOpen(Instant.parse("2027-10-31T01:29:00Z")))
                .as("02:29, winter time")
                .isTrue();
        assertThat(night.isOpen(Instant.parse("2027-10-31T01:30:00Z")))
                .as("02:30, winter time")
                .isFalse();
    }
}
