package dev.recado.domain.availability;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WeeklyHoursTest {
    private static final OpeningSpan MORNING = new OpeningSpan(LocalTime.of(9, 0), LocalTime.of(14, 0));
    private static final OpeningSpan EVENING = new OpeningSpan(LocalTime.of(16, 30), LocalTime.of(20, 0));

    private static String said(Map<DayOfWeek, List<OpeningSpan>> weekly) {
        return WeeklyHours.of(new OpeningHours(ZoneOffset.UTC, weekly, Map.of(), Map.of()), Locale.ENGLISH);
    }

    @Test
    void daysWithTheSameHoursStandTogether() {
        assertThat(said(Map.of(
                        DayOfWeek.MONDAY, List.of(MORNING, EVENING),
                        DayOfWeek.TUESDAY, List.of(MORNING, EVENING),
                        DayOfWeek.THURSDAY, List.of(MORNING),
                        DayOfWeek.SATURDAY, List.of(OpeningSpan.WHOLE_DAY),
                        DayOfWeek.SUNDAY, List.of(OpeningSpan.WHOLE_DAY))))
                .isEqualTo("Mon–Tue 9:00–14:00, 16:30–20:00 · Thu 9:00–14:00 · Sat–Sun 0:00–24:00");
    }

    @Test
    void aBusinessThatOpensOnNoWeekdayHasNone() {
        assertThat(said(Map.of())).isEmpty();
    }
}
