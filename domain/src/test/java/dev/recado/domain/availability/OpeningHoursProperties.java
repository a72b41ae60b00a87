package dev.recado.domain.availability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.availability.OpeningHours.Holiday;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class OpeningHoursProperties {
    private static final int TRIES = 300;
    private static final LocalDate FIRST_DAY = LocalDate.parse("2027-01-01");

    @Property(tries = TRIES)
    void theNextOpeningIsOpenAndIsNowExactlyWhenItIsOpen(
            @ForAll("hours") OpeningHours hours, @ForAll("moments") Instant now) {
        Optional<Instant> next = hours.nextOpening(now);

        assertThat(next.filter(now::equals).isPresent()).isEqualTo(hours.isOpen(now));
        next.ifPresent(opening -> assertThat(hours.isOpen(opening)).isTrue());
    }

    @Property(tries = TRIES)
    void nothingIsOpenBeforeTheNextOpening(@ForAll("hours") OpeningHours hours, @ForAll("moments") Instant now) {
        Instant end = hours.nextOpening(now).orElse(now.plus(Duration.ofDays(30)));
        Duration step = Duration.between(now, end).dividedBy(97);

        for (Instant at = now; !step.isZero() && at.isBefore(end); at = at.plus(step)) {
            assertThat(hours.isOpen(at)).as("%s", at).isFalse();
        }
        if (end.isAfter(now)) {
            assertThat(hours.isOpen(end.minusMillis(1))).isFalse();
        }
    }

    /// Outside the two hours around a change of clocks, being open is what the clock on the wall says.
    @Property(tries = TRIES)
    void theClockOnTheWallDecides(@ForAll("hours") OpeningHours hours, @ForAll("moments") Instant now) {
        ZoneId zone = hours.zone();
        boolean changes = !zone.getRules()
                .getOffset(now.minus(Duration.ofDays(2)))
                .equals(zone.getRules().getOffset(now.plus(Duration.ofDays(2))));
        if (!changes) {
            assertThat(hours.isOpen(now)).isEqualTo(isOpenByTheWall(hours, now));
        }
    }

    private static boolean isOpenByTheWall(OpeningHours hours, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, hours.zone());
        LocalTime time = LocalTime.ofInstant(now, hours.zone());
        return spans(hours, today).stream()
                        .anyMatch(span ->
                                !time.isBefore(span.from()) && (span.endsOnTheNextDay() || time.isBefore(span.to())))
                || spans(hours, today.minusDays(1)).stream()
                        .anyMatch(span -> span.endsOnTheNextDay() && time.isBefore(span.to()));
    }

    private static List<OpeningSpan> spans(OpeningHours hours, LocalDate day) {
        Holiday holiday = hours.holidays().get(day);
        return holiday == null ? hours.weekly().getOrDefault(day.getDayOfWeek(), List.of()) : holiday.spans();
    }

    @Provide
    Arbitrary<Instant> moments() {
        return Arbitraries.longs()
                .between(0, Duration.ofDays(730).toMinutes())
                .map(minute -> Instant.parse("2026-12-01T00:00:00Z").plus(Duration.ofMinutes(minute)));
    }

    @Provide
    Arbitrary<OpeningHours> hours() {
        Arbitrary<ZoneId> zones = Arbitraries.of(
                        "Europe/Madrid",
                        "America/Sao_Paulo",
                        "America/Santiago",
                        "Asia/Kolkata",
                        "Australia/Lord_Howe",
                        "Africa/Casablanca",
                        "Pacific/Chatham",
                        "UTC")
                .map(ZoneId::of);
        Arbitrary<Map<DayOfWeek, List<OpeningSpan>>> weekly =
                Arbitraries.maps(Arbitraries.of(DayOfWeek.class), spans()).ofMaxSize(7);
        Arbitrary<Map<LocalDate, Holiday>> holidays = Arbitraries.maps(
                        Arbitraries.integers().between(0, 700).map(FIRST_DAY::plusDays),
                        spans().map(spans -> new Holiday(null, spans)))
                .ofMaxSize(20);
        return Combinators.combine(zones, weekly, holidays)
                .as((zone, days, special) -> new OpeningHours(zone, days, special, Map.of()));
    }

    private static Arbitrary<List<OpeningSpan>> spans() {
        Arbitrary<LocalTime> times =
                Arbitraries.integers().between(0, 24 * 4 - 1).map(quarter -> LocalTime.MIN.plusMinutes(15L * quarter));
        return Combinators.combine(times, times).as(OpeningSpan::new).list().ofMaxSize(3);
    }
}
