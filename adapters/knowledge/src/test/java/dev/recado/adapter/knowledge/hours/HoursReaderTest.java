package dev.recado.adapter.knowledge.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recado.domain.ConfigurationException;
import dev.recado.domain.availability.OpeningHours;
import dev.recado.domain.availability.OpeningHours.Holiday;
import dev.recado.domain.availability.OpeningSpan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoursReaderTest {

    private static OpeningHours read(String yaml) {
        return new HoursReader("hours.yaml").read(yaml);
    }

    private static OpeningSpan span(String from, String to) {
        return new OpeningSpan(LocalTime.parse(from), LocalTime.parse(to));
    }

    @Test
    void aDayHasSeveralSpansOrNone() {
        OpeningHours hours = read("""
                zone: America/Bogota
                weekly:
                  monday: 9:00-14:00, 16:00-20:00
                  tuesday: [09:00 - 14:00, 20:00-02:00]
                  Wednesday: closed
                  saturday: 00:00-24:00
                """);

        assertThat(hours.zone()).isEqualTo(ZoneId.of("America/Bogota"));
        assertThat(hours.weekly())
                .containsEntry(DayOfWeek.MONDAY, List.of(span("09:00", "14:00"), span("16:00", "20:00")))
                .containsEntry(DayOfWeek.TUESDAY, List.of(span("09:00", "14:00"), span("20:00", "02:00")))
                .containsEntry(DayOfWeek.WEDNESDAY, List.of())
                .containsEntry(DayOfWeek.SATURDAY, List.of(OpeningSpan.WHOLE_DAY))
                .hasSize(4);
    }

    @Test
    void daysInARowShareTheirHoursAlsoOverTheWeekend() {
        assertThat(read("zone: UTC\nweekly:\n  monday-wednesday: 9:00-14:00\n  saturday-sunday: closed\n")
                        .weekly())
                .containsOnlyKeys(
                        DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
        assertThat(read("zone: UTC\nweekly: {saturday-monday: 9:00-14:00}\n").weekly())
                .containsOnlyKeys(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY, DayOfWeek.MONDAY);
    }

    @Test
    void aHolidayIsADateADayOfEveryYearOrAPeriod() {
        OpeningHours hours = read("""
                zone: Europe/Madrid
                weekly: {monday-friday: 9:00-14:00}
                holidays:
                  2026-12-24: 9:00-12:00
                  12-25: {name: Navidad}
                  2027-08-01 to 2027-08-03: {name: Vacaciones, open: 10:00-11:00}
                """);

        assertThat(hours.holidays())
                .containsEntry(LocalDate.parse("2026-12-24"), new Holiday(null, List.of(span("09:00", "12:00"))))
                .containsEntry(
                        LocalDate.parse("2027-08-03"), new Holiday("Vacaciones", List.of(span("10:00", "11:00"))))
                .hasSize(4);
        assertThat(hours.yearly()).containsOnlyKeys(MonthDay.of(12, 25));
        assertThat(hours.yearly().get(MonthDay.of(12, 25))).isEqualTo(new Holiday("Navidad", List.of()));
    }

    @Test
    void theExampleThatShipsCanBeRead() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(HoursReader.class.getResourceAsStream("/recado/example/hours.yaml"))) {
            OpeningHours hours = read(new String(in.readAllBytes(), StandardCharsets.UTF_8));

            assertThat(hours.weekly()).hasSize(7);
            assertThat(hours.yearly()).hasSize(4);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                             | line 1: the file is empty, expected zone, weekly",
                "zone: UTC                                      | line 1: the file has no weekly",
                "weekly: {}                                     | line 1: the file has no zone, expected a time zone",
                "'{zone: Madrid, weekly: {}}'                   | line 1: zone: expected a time zone such as",
                "'{zone: UTC, weekly: {}, hours: {}}'           | line 1: \"hours\" is not known, expected zone",
                "'{zone: UTC, weekly: {lunes: closed}}'         | line 1: weekly: \"lunes\" is no weekday",
                "'{zone: UTC, weekly: {monday: nine}}'          | line 1: monday: expected hours such as 09:00-14:00",
                "'{zone: UTC, weekly: {monday: 9:00-25:00}}'    | line 1: monday: expected hours such as 09:00-14:00",
                "'{zone: UTC, weekly: {monday: \"9:00-14:00, 13:00-15:00\"}}' | overlaps another time of that day",
                "'{zone: UTC, weekly: {monday: 09:00-09:00}}'   | line 1: monday: 09:00-09:00 ends when it begins",
                "'{zone: UTC, weekly: {monday: closed, monday-friday: closed}}' | line 1: weekly: monday stands twice",
                "'{zone: UTC, weekly: {}, holidays: {xmas: closed}}' | line 1: holidays: \"xmas\" is no date",
                "'{zone: UTC, weekly: {}, holidays: {2026-02-30: closed}}' | holidays: \"2026-02-30\" is no date",
                "'{zone: UTC, weekly: {}, holidays: {12-25: Navidad}}' | holidays, 12-25: expected hours such as",
                "'{zone: UTC, weekly: {}, holidays: {12-25: {nombre: x}}}' | \"nombre\" is not known, expected name or",
                "'{zone: UTC, weekly: {}, holidays: {2027-01-02 to 2027-01-01: closed}}' | ends before it begins",
                "'{zone: UTC, weekly: {}, holidays: {2027-01-02 to 2027-01-03: closed, 2027-01-03: closed}}' | stands twice",
            })
    void anInvalidFileIsReportedInOneLine(String yaml, String problem) {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("RECADO_HOURS_FILE: hours.yaml, line ")
                .hasMessageContaining(problem)
                .message()
                .doesNotContain("\n");
    }
}
