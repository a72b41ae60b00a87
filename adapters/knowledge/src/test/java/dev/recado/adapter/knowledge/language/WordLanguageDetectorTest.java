package dev.recado.adapter.knowledge.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.text.Language;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

public class WordLanguageDetectorTest {
    private static final WordLanguageDetector DETECTOR = new WordLanguageDetector(new LanguageWordLists());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    hola                          | es
                    ola kiero una sita            | es
                    what are your prices?         | en
                    i dont understand             | en
                    bom dia, quanto custa?        | pt
                    nao consigo ir na sexta       | pt
                    j'ai mal au dos               | fr
                    c'est combien                 | fr
                    L’adresse svp                 | fr
                    """)
    void theLanguageOfAShortMessageIsDetected(String text, Language language) {
        assertThat(DETECTOR.detect(text)).contains(language);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "ok", "👍", "12:30", "no", "Ana García", "https://example.com/hola", "\0", "horario"})
    void anAmbiguousTextHasNoLanguage(String text) {
        assertThat(DETECTOR.detect(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Guten Tag, ich möchte gerne einen Termin für nächste Woche vereinbaren",
                "Buongiorno, vorrei sapere quanto costa una visita dal dentista",
                "Goedemorgen, ik wil graag een afspraak maken voor morgen",
                "Доброе утро, сколько стоит приём?",
                "おはようございます"
            })
    void anUnknownLanguageIsNotTakenForAKnownOne(String text) {
        assertThat(DETECTOR.detect(text)).isEmpty();
    }

    @Test
    void atLeast97PercentOfShortMessagesAreDetectedAndNoneWrongly() {
        List<String[]> rows = rows("languages-short.tsv");
        long right = 0;
        long wrong = 0;
        for (String[] row : rows) {
            String detected = DETECTOR.detect(row[1]).map(Language::tag).orElse("-");
            right += detected.equals(row[0]) ? 1 : 0;
            wrong += !detected.equals(row[0]) && !detected.equals("-") ? 1 : 0;
        }
        assertThat(wrong).as("detected as another language").isZero();
        assertThat((double) right / rows.size()).isGreaterThanOrEqualTo(0.97);
    }

    @Property
    void anyTextIsHandled(@ForAll String text) {
        assertThat(DETECTOR.detect(text)).isEqualTo(DETECTOR.detect(text));
    }

    public static List<String[]> rows(String file) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(WordLanguageDetectorTest.class.getResourceAsStream("/eval/" + file)),
                StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
