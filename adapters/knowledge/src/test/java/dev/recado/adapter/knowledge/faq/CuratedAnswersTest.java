package dev.recado.adapter.knowledge.faq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.adapter.knowledge.language.LanguageWordLists;
import dev.recado.adapter.knowledge.language.WordLanguageDetectorTest;
import dev.recado.domain.answer.AnswerCache.CuratedAnswer;
import dev.recado.domain.message.OutboundContent.Option;
import dev.recado.domain.text.Language;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CuratedAnswersTest {

    @Test
    void theExamplesChoicesHaveAnAnswerInTheSameLanguage() {
        int offered = 0;
        for (CuratedEntry entry : FaqFile.example()) {
            for (Map.Entry<Language, CuratedEntry.Block> block : entry.blocks().entrySet()) {
                for (Option option : block.getValue().choices()) {
                    offered++;
                    assertThat(EXAMPLE.find(option.title(), block.getKey()))
                            .as(option.title())
                            .hasValueSatisfying(
                                    answer -> assertThat(answer.language()).isEqualTo(block.getKey()));
                }
            }
        }
        assertThat(offered).isPositive();
        assertThat(EXAMPLE.find("qué puedes hacer", Language.SPANISH)
                        .orElseThrow()
                        .choices())
                .extracting(Option::title)
                .containsExactly("Pedir cita", "Horario", "Precios");
    }

    private static final LanguageWordLists WORDS = new LanguageWordLists();
    private static final CuratedAnswers EXAMPLE = new CuratedAnswers(FaqFile::example, WORDS, new DocumentPrecedence());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    es | ¿A QUÉ HORA ABREN?!          | hours
                    es | abren a que hora             | hours
                    es | a ke ora avren               | hours
                    es | xfa el horario               | hours
                    es | kiero una sita               | book-appointment
                    es | hola, cuánto cuesta?         | prices
                    es | ¿habláis inglés?             | languages
                    es | ¿atendéis a niños?           | children
                    es | ¿a qué hora cerráis?         | hours
                    en | wat time do u close          | hours
                    en | adress pls                   | address
                    fr | c'est combien ?              | prices
                    pt | qto custa a consulta         | prices
                    """)
    void accentsCaseOrderShorthandAndTyposDoNotMatter(String language, String question, String entry) {
        assertThat(find(question, language)).extracting(CuratedAnswer::id).isEqualTo(entry);
    }

    @Test
    void aSharedVerbAloneDoesNotMatch() {
        assertThat(find("Can I bring my child?", "en"))
                .extracting(CuratedAnswer::id)
                .isEqualTo("children");
        assertThat(EXAMPLE.find("Can I bring my dog?", Language.ENGLISH)).isEmpty();
    }

    @Test
    void aWordOfTheUsersLanguageIsNotATypoOfAnother() {
        assertThat(EXAMPLE.find("perdón", Language.SPANISH)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "es,''",
        "es,no",
        "en,what",
        "es,👍",
        "en,12:30",
        "es,que es lo que",
        "en,can you do that",
        "es,2+2",
        "es,cuánto es 2+2",
        "es,cuántos son dos y dos",
        "pt,quanto é 2+2",
        "fr,combien font 2+2",
        "es,dónde puedo comer"
    })
    void aTextWithoutAQuestionMatchesNothing(String language, String text) {
        assertThat(EXAMPLE.find(text, language(language))).isEmpty();
    }

    @Test
    void theAnswerIsInTheLanguageOfTheQuestion() {
        CuratedAnswer answer = find("opening hours", "es");
        assertThat(answer.language()).isEqualTo(Language.ENGLISH);
        assertThat(answer.text()).contains("Monday to Friday");
        assertThat(find("horário", "pt").text()).contains("Segunda a sexta");
    }

    @Test
    void theScoreIsOneForTheExactQuestionAndLessForASimilarOne() {
        assertThat(find("¿A qué hora abren?", "es").score()).isEqualTo(1);
        assertThat(find("a qué hora abren la recepción", "es").score()).isBetween(CuratedAnswers.THRESHOLD, 0.99);
    }

    @Test
    void everyQuestionOfTheExampleFindsItsOwnEntry() {
        List<String> lost = new ArrayList<>();
        for (CuratedEntry entry : FaqFile.example()) {
            if (entry.urgent()) {
                continue;
            }
            entry.blocks()
                    .forEach((language, block) -> block.questions().forEach(question -> {
                        String found = EXAMPLE.find(question, language)
                                .map(CuratedAnswer::id)
                                .orElse("-");
                        if (!found.equals(entry.id())) {
                            lost.add(entry.id() + " " + language.tag() + ": " + question + " -> " + found);
                        }
                    }));
        }
        assertThat(lost).isEmpty();
    }

    @Test
    void tuningQuestionsMatchAndUnrelatedOnesDoNot() {
        Figures figures = Figures.of("questions-tuning.tsv");
        assertThat(figures.precision()).as(figures.toString()).isGreaterThanOrEqualTo(0.97);
        assertThat(figures.recall()).as(figures.toString()).isGreaterThanOrEqualTo(0.95);
    }

    /// Held-out questions: seven in ten are answered, and nineteen of twenty answers are right.
    @Test
    void heldOutQuestionsMostlyMatchAndUnrelatedOnesHardlyEver() {
        Figures figures = Figures.of("questions-held-out.tsv");
        assertThat(figures.precision()).as(figures.toString()).isGreaterThanOrEqualTo(0.93);
        assertThat(figures.recall()).as(figures.toString()).isGreaterThanOrEqualTo(0.7);
    }

    @Test
    void tenTimesTheEntriesCostLessThanTenTimesAsMuch() {
        long few = cost(50);
        long many = cost(500);
        assertThat((double) many / few).isLessThan(10);
    }

    /// The minimum CPU time of a question among that many entries, in nanoseconds.
    private static long cost(int count) {
        List<CuratedEntry> entries = entries(count);
        CuratedAnswers answers = new CuratedAnswers(() -> entries, WORDS, new DocumentPrecedence());
        String question = "hola buenas tardes quisiera saber a que ora avren la recepsion los savados por faor";
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 400; i++) {
            long start = threads.getCurrentThreadCpuTime();
            answers.find(question, Language.SPANISH);
            least = Math.min(least, threads.getCurrentThreadCpuTime() - start);
        }
        return least;
    }

    @Property(tries = 300)
    void anyTextIsHandled(@ForAll String text) {
        EXAMPLE.find(text, Language.SPANISH)
                .ifPresent(answer -> assertThat(answer.score()).isBetween(CuratedAnswers.THRESHOLD, 1.0));
    }

    /// Entries with ten questions each, with realistic word lengths and counts.
    private static List<CuratedEntry> entries(int count) {
        Random random = new Random(7);
        List<String> vocabulary = new ArrayList<>();
        for (int i = 0; i < 4000; i++) {
            StringBuilder word = new StringBuilder();
            for (int syllable = 2 + random.nextInt(3); syllable > 0; syllable--) {
                word.append("bcdfglmnprstv".charAt(random.nextInt(13))).append("aeiou".charAt(random.nextInt(5)));
            }
            vocabulary.add(word.toString());
        }
        vocabulary.addAll(List.of("hora", "abren", "recepción", "sábados"));
        List<CuratedEntry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<String> questions = new ArrayList<>();
            for (int q = 0; q < 10; q++) {
                StringBuilder question = new StringBuilder(i % 25 == 0 ? "a qué hora abren" : "cómo");
                for (int w = 2 + random.nextInt(4); w > 0; w--) {
                    question.append(' ').append(vocabulary.get(random.nextInt(vocabulary.size())));
                }
                questions.add(question.toString());
            }
            Map<Language, CuratedEntry.Block> blocks = new LinkedHashMap<>();
            blocks.put(Language.SPANISH, new CuratedEntry.Block(questions, "respuesta " + i, null, List.of()));
            blocks.put(Language.ENGLISH, new CuratedEntry.Block(questions, "answer " + i, null, List.of()));
            entries.add(new CuratedEntry("entry-" + i, blocks));
        }
        return entries;
    }

    private static CuratedAnswer find(String question, String language) {
        return EXAMPLE.find(question, language(language))
                .orElseThrow(() -> new AssertionError(question + ": no answer"));
    }

    private static Language language(String tag) {
        return Language.ofTag(tag).orElseThrow();
    }

    /// @param found hits of the right entry
    /// @param answered all that got an answer, right or not
    record Figures(int found, int answered, int expected, List<String> wrong) {
        static Figures of(String file) {
            int found = 0;
            int answered = 0;
            int expected = 0;
            List<String> wrong = new ArrayList<>();
            for (String[] row : WordLanguageDetectorTest.rows(file)) {
                String entry = EXAMPLE.find(row[2], language(row[1]))
                        .map(CuratedAnswer::id)
                        .orElse("-");
                expected += row[0].equals("-") ? 0 : 1;
                answered += entry.equals("-") ? 0 : 1;
                found += !entry.equals("-") && entry.equals(row[0]) ? 1 : 0;
                if (!entry.equals(row[0])) {
                    wrong.add(row[0] + " expected, " + entry + " found: " + row[2]);
                }
            }
            return new Figures(found, answered, expected, wrong);
        }

        double precision() {
            return (double) found / answered;
        }

        double recall() {
            return (double) found / expected;
        }

        @Override
        public String toString() {
            return "precision %.3f, recall %.3f; %s".formatted(precision(), recall(), String.join("; ", wrong));
        }
    }
}
