package dev.recado.domain.answer;

import dev.recado.domain.text.Language;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.ResourceBundle;

/// Says a coming moment as people do: "tomorrow at 9:00", "on Monday at 9:00". The words are in the resource
/// bundle `spoken_times`; a language that the business added gets its usual date and time.
public final class SpokenTime {
    /// From here on, a weekday alone would be the wrong one.
    private static final int A_WEEK = 7;
    private static final ResourceBundle.Control OWN_FILES_ONLY =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private SpokenTime() {}

    /// @param when not before now
    /// @param zone the clock by which the hour is said
    public static String of(Instant when, Instant now, ZoneId zone, Language language) {
        ZonedDateTime time = when.atZone(zone);
        if (!language.isShipped()) {
            return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                    .withLocale(language.locale())
                    .format(time);
        }
        ResourceBundle words =
                ResourceBundle.getBundle("dev.recado.domain.answer.spoken_times", language.locale(), OWN_FILES_ONLY);
        return said(time, LocalDate.ofInstant(now, zone), words, language.locale());
    }

    private static String said(ZonedDateTime time, LocalDate today, ResourceBundle words, Locale locale) {
        String hour = DateTimeFormatter.ofPattern(words.getString(time.getMinute() == 0 ? "time_full" : "time"), locale)
                .format(time);
        String at = words.getString(time.getHour() == 1 ? "at_one" : "at").replace("{time}", hour);
        long days = ChronoUnit.DAYS.between(today, time.toLocalDate());
        String sentence =
                words.getString(days == 0 ? "today" : days == 1 ? "tomorrow" : days < A_WEEK ? "weekday" : "date");
        return sentence.replace("{at}", at)
                .replace(
                        "{day}",
                        words.getString("days")
                                .split(",", -1)[time.getDayOfWeek().getValue() - 1])
                .replace("{date}", date(time, words, locale));
    }

    private static String date(ZonedDateTime time, ResourceBundle words, Locale locale) {
        String pattern = words.getString(time.getDayOfMonth() == 1 ? "date_pattern_first" : "date_pattern");
        return DateTimeFormatter.ofPattern(pattern, locale).format(time);
    }
}
