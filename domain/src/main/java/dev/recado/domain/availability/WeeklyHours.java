package dev.recado.domain.availability;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Says the hours of a usual week on one line: `Mon–Fri 9:00–14:00, 16:00–20:00 · Sat 10:00–13:00`. Holidays are not
/// in it.
public final class WeeklyHours {
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("H:mm", Locale.ROOT);

    private WeeklyHours() {}

    /// @return empty for a business that opens on no weekday
    public static String of(OpeningHours hours, Locale locale) {
        List<String> said = new ArrayList<>();
        DayOfWeek[] days = DayOfWeek.values();
        for (int first = 0; first < days.length; first++) {
            List<OpeningSpan> spans = hours.weekly().getOrDefault(days[first], List.of());
            int last = first;
            while (last + 1 < days.length && spans.equals(hours.weekly().getOrDefault(days[last + 1], List.of()))) {
                last++;
            }
            if (!spans.isEmpty()) {
                said.add(days(days[first], days[last], locale) + " "
                        + spans.stream().map(WeeklyHours::span).collect(Collectors.joining(", ")));
            }
            first = last;
        }
        return String.join(" · ", said);
    }

    private static String days(DayOfWeek first, DayOfWeek last, Locale locale) {
        String name = first.getDisplayName(TextStyle.SHORT, locale);
        return first == last ? name : name + "–" + last.getDisplayName(TextStyle.SHORT, locale);
    }

    private static String span(OpeningSpan span) {
        return HOUR.format(span.from()) + "–"
                + (span.to().equals(LocalTime.MIDNIGHT) ? "24:00" : HOUR.format(span.to()));
    }
}
