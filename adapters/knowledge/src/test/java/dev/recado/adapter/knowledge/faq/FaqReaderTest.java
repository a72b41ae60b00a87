package dev.recado.adapter.knowledge.faq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recado.domain.ConfigurationException;
import dev.recado.domain.message.OutboundContent.Option;
import dev.recado.domain.text.Language;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaqReaderTest {

    @Test
    void anEntryHasQuestionsAnAnswerAndOptionallyARecordingInEachLanguage() {
        List<CuratedEntry> entries = read("""
                - id: hours
                  es:
                    questions: [horario, "¿abren los sábados?"]
                    answer: |
                      **Lunes a viernes**
                      de 9 a 20
                    audio_url: https://example.com/hours.mp3
                    choices:
                      - Pedir cita
                      - {title: Precios, id: prices, description: De todo}
                  en:
                    questions: opening hours
                    answer: 9 to 20
                """);
        assertThat(entries).singleElement().satisfies(entry -> {
            assertThat(entry.id()).isEqualTo("hours");
            assertThat(entry.blocks())
                    .containsEntry(
                            Language.SPANISH,
                            new CuratedEntry.Block(
                                    List.of("horario", "¿abren los sábados?"),
                                    "**Lunes a viernes**\nde 9 a 20",
                                    "https://example.com/hours.mp3",
                                    List.of(
                                            new Option("hours-1", "Pedir cita", null),
                                            new Option("prices", "Precios", "De todo"))))
                    .containsEntry(
                            Language.ENGLISH,
                            new CuratedEntry.Block(List.of("opening hours"), "9 to 20", null, List.of()));
        });
    }

    @Test
    void unquotedBooleansAndNumbersStayText() {
        CuratedEntry entry = read("- {id: 24, es: {questions: [no, 24, 2026-01-01], answer: 1e3}}")
                .getFirst();
        assertThat(entry.id()).isEqualTo("24");
        assertThat(entry.blocks().get(Language.SPANISH))
                .isEqualTo(new CuratedEntry.Block(List.of("no", "24", "2026-01-01"), "1e3", null, List.of()));
    }

    @Test
    void errorsNameTheirLine() {
        refused("", "line 1: the file is empty, expected a list of entries (- id: …)");
        refused("[]", "line 1: the list is empty, expected at least one entry (- id: …)");
        refused("hours: 9 to 20", "line 1: expected a list of entries (- id: …)");
        refused("- hours", "line 1: expected an entry with an id and a block for each language (es, en, fr, pt)");
        refused("- es: {questions: [a], answer: b}", "line 1: the entry has no id");
        refused("- id: a b\n  es: {questions: [a], answer: b}", "line 1: id \"a b\": expected up to 64 letters");
        refused("- id: hours", "line 1: entry \"hours\" has no language, expected es, en, fr or pt");
        refused(
                "- id: a\n  de: {questions: [a], answer: b}",
                "line 2: \"de\" is not known, expected id, urgent, es, en, fr or pt");
        refused("- id: a\n  es:\n    answer: b", "line 3: entry \"a\", es has no questions");
        refused("- id: a\n  es:\n    questions: [a]", "line 3: entry \"a\", es has no answer");
        refused("- id: a\n  es:\n    questions: [a]\n    answer: ' '", "line 4: entry \"a\", es, answer is empty");
        refused(
                "- id: a\n  es:\n    questions: ['?']\n    answer: b",
                "line 3: entry \"a\", es, questions: \"?\" has no words");
        refused(
                "- id: a\n  es:\n    questions: [a]\n    answer: [b]",
                "line 4: entry \"a\", es, answer: expected a text");
        refused(
                "- id: a\n  es:\n    question: [a]\n    answer: b",
                "line 3: entry \"a\", es: \"question\" is not known, expected questions, answer, audio_url, choices or unless");
        refused(
                "- id: a\n  es:\n    questions: [a]\n    answer: b\n    audio_url: file:///etc/passwd",
                "line 5: entry \"a\", es, audio_url: expected an https address");
        String choices = "- id: a\n  es:\n    questions: [a]\n    answer: b\n    choices: ";
        refused(choices + "[]", "line 5: entry \"a\", es, choices: expected a list of titles");
        refused(choices + "[a, A]", "line 5: entry \"a\", es, choices: two options have the same id or title");
        refused(choices + "[{id: x}]", "line 5: entry \"a\", es, choices: a choice has no title");
        refused(
                choices + "[" + "x".repeat(61) + "]",
                "line 5: entry \"a\", es, choices: expected one line of at most 60 characters");
        refused(choices + "[a, b, c, d, e, f, g, h, i, j, k]", "es, choices: expected at most 10");
        refused(
                choices + "[{title: a, payload: b}]",
                "es, choices: \"payload\" is not known, expected title, id or description");
        refused("- id: a\n  id: b", "line 2: \"id\" stands twice, first in line 1");
        refused("- id: a\n  es:\n   questions: [a\n", "is not valid YAML: ");
        refused("- id: \"a\n", "is not valid YAML: ");
    }

    @Test
    void anOpenQuoteOrBracketIsReportedWhereItOpens() {
        String entry = "- id: a\n  es:\n    questions: [a]\n";
        refused(
                entry + "    answer: \"b\n    audio_url: \"https://example.com\"\n",
                "line 4: is not valid YAML: a quote that opens here closes only in line 5");
        refused(
                entry + "    answer: 'b\n- id: c\n  es: {questions: ['d'], answer: e}\n",
                "line 4: is not valid YAML: a quote that opens here closes only in line 6");
        refused(entry + "    answer: \"b\n\n\n", "line 4: is not valid YAML: a quote that opens here never closes");
        refused(
                "- id: a\n  es:\n    questions: [a,\n      b\n\n",
                "line 3: is not valid YAML: a bracket that opens here never closes");
        refused(entry + "    answer: \"b\n      c\"\n   d: e\n", "line 6: is not valid YAML: ");
    }

    @Test
    void aDuplicateIdIsAnError() {
        refused("""
                - id: hours
                  es: {questions: [horario], answer: de 9 a 20}
                - id: hours
                  es: {questions: [precios], answer: 45}
                """, "line 3: id \"hours\" is used twice, first in line 1");
    }

    @Test
    void aQuestionInTwoEntriesIsAnError() {
        refused("""
                - id: hours
                  es:
                    questions: ["¿Horario?"]
                    answer: de 9 a 20
                - id: sundays
                  es:
                    questions:
                      - abren los domingos
                      - HORARIO
                    answer: no
                """, "line 9: the question \"HORARIO\" also stands in entry \"hours\", line 3");
    }

    @Test
    void yamlTagsCreateNoObjects() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> read("- !!javax.script.ScriptEngineManager [!!java.net.URL [\"http://127.0.0.1/\"]]"))
                .withMessageContaining("line 1: ");
    }

    @Test
    void anUnusableFileIsNamed(@TempDir Path folder) throws IOException {
        Path missing = folder.resolve("faq.yaml");
        Path latin = Files.write(folder.resolve("latin.yaml"), "- id: ñ".getBytes(StandardCharsets.ISO_8859_1));
        refusedFile(missing, missing + " does not exist");
        refusedFile(folder, folder + " is a folder, expected a YAML file");
        refusedFile(latin, latin + " is not text in UTF-8");
        assertThat(FaqFile.read(
                        Files.writeString(missing, "\uFEFF- {id: a, es: {questions: [a], answer: b}}")
                                .toString(),
                        Set.copyOf(Language.SHIPPED)))
                .hasSize(1);
    }

    @Test
    void theExampleIsReadable() {
        assertThat(FaqFile.example())
                .hasSizeGreaterThanOrEqualTo(25)
                .allSatisfy(entry -> assertThat(entry.blocks()).containsKeys(Language.SPANISH, Language.ENGLISH));
        for (String id : List.of("hours", "prices", "address", "book-appointment")) {
            assertThat(FaqFile.example())
                    .filteredOn(entry -> entry.id().equals(id))
                    .singleElement()
                    .satisfies(entry ->
                            assertThat(entry.blocks()).containsOnlyKeys(Language.SHIPPED.toArray(Language[]::new)));
        }
    }

    private static void refusedFile(Path file, String problem) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> FaqFile.read(file.toString(), Set.copyOf(Language.SHIPPED)))
                .withMessage("RECADO_FAQ_FILE: " + problem);
    }

    private static void refused(String yaml, String problem) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> read(yaml))
                .withMessageStartingWith("RECADO_FAQ_FILE: faq.yaml, line ")
                .withMessageContaining(problem)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    private static List<CuratedEntry> read(String yaml) {
        return new FaqReader("faq.yaml").read(yaml);
    }
}
