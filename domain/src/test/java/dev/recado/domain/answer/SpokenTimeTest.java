package dev.recado.domain.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.text.Language;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpokenTimeTest {
    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");

    private static Instant madrid(String time) {
        return LocalDateTime.parse(time).atZone(MADRID).toInstant();
    }

    /// It is Thursday, 10 December 2026, 13:00 in Madrid.
    @ParameterizedTest
    @CsvSource({
        "es, 2026-12-10T16:00, hoy a las 16:00",
        "es, 2026-12-11T01:30, mañana a la 1:30",
        "es, 2026-12-11T09:00, mañana a las 9:00",
        "es, 2026-12-14T09:00, el lunes a las 9:00",
        "es, 2026-12-16T09:00, el miércoles a las 9:00",
        "es, 2026-12-17T09:00, el 17 de diciembre a las 9:00",
        "es, 2027-01-07T09:00, el 7 de enero a las 9:00",
        "en, 2026-12-10T16:00, today at 16:00",
        "en, 2026-12-11T09:00, tomorrow at 9:00",
        "en, 2026-12-14T09:00, on Monday at 9:00",
        "en, 2027-01-07T09:00, on 7 January at 9:00",
        "fr, 2026-12-10T16:30, aujourd'hui à 16 h 30",
        "fr, 2026-12-11T09:00, demain à 9 h",
        "fr, 2026-12-14T09:00, lundi à 9 h",
        "fr, 2027-01-01T09:00, le 1er janvier à 9 h",
        "fr, 2027-01-07T09:05, le 7 janvier à 9 h 05",
        "pt, 2026-12-10T16:00, hoje às 16:00",
        "pt, 2026-12-11T01:00, amanhã à 1:00",
        "pt, 2026-12-12T09:00, no sábado às 9:00",
        "pt, 2026-12-14T09:00, na segunda-feira às 9:00",
        "pt, 2027-01-07T09:00, no dia 7 de janeiro às 9:00",
    })
    void aMomentIsSaidAsPeopleDo(String language, String when, String said) {
        assertThat(SpokenTime.of(madrid(when), madrid("2026-12-10T13:00"), MADRID, new Language(language)))
                .isEqualTo(said);
    }

    @Test
    void todayIsTheBusinesssDay() {
        Instant lateInMadrid = Instant.parse("2026-12-10T23:30:00Z");

        assertThat(SpokenTime.of(madrid("2026-12-11T09:00"), lateInMadrid, MADRID, Language.ENGLISH))
                .isEqualTo("today at 9:00");
    }

    @Test
    void aFurtherLanguageGetsItsUsualDateAndTime() {
        assertThat(SpokenTime.of(madrid("2026-12-14T09:00"), madrid("2026-12-10T13:00"), MADRID, new Language("de")))
                .contains("14. Dezember 2026", "09:00");
    }
}
