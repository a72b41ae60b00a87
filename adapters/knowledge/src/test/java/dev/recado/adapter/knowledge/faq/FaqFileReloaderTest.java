package dev.recado.adapter.knowledge.faq;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.recado.adapter.knowledge.language.LanguageWordLists;
import dev.recado.domain.text.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class FaqFileReloaderTest {
    private static final Set<Language> SPOKEN = Set.copyOf(Language.SHIPPED);
    private static final String ENTRY = "- {id: key, en: {questions: [where is the key], answer: %s}}";

    @Test
    void aNewVersionReplacesTheOldOneUnlessItIsInvalid(@TempDir Path folder) throws IOException {
        Path path = Files.writeString(folder.resolve("faq.yaml"), String.format(ENTRY, "Under the mat."));
        CuratedAnswers answers = new CuratedAnswers(
                () -> FaqFile.read(path.toString(), SPOKEN), new LanguageWordLists(), new DocumentPrecedence());
        FaqFileReloader file = new FaqFileReloader(path.toString(), SPOKEN, answers);
        String first = file.version();
        assertThat(answer(answers)).isEqualTo("Under the mat.");

        Files.writeString(path, String.format(ENTRY, "In the blue pot."));
        file.refresh();
        assertThat(answer(answers)).as("the file may still be being written").isEqualTo("Under the mat.");
        file.refresh();
        assertThat(answer(answers)).isEqualTo("In the blue pot.");
        assertThat(file.version()).isNotEqualTo(first);
        String second = file.version();

        Files.writeString(path, "- {id: key");
        file.refresh();
        file.refresh();
        assertThat(answer(answers)).isEqualTo("In the blue pot.");
        assertThat(file.problem()).contains("RECADO_FAQ_FILE").contains("line");
        assertThat(file.version()).isEqualTo(second);

        Files.delete(path);
        file.refresh();
        file.refresh();
        assertThat(answer(answers)).isEqualTo("In the blue pot.");

        Files.writeString(path, String.format(ENTRY, "With the neighbour."));
        file.refresh();
        file.refresh();
        assertThat(answer(answers)).isEqualTo("With the neighbour.");
        assertThat(file.problem()).isEmpty();
    }

    private static FaqFileReloader read(Path path) {
        List<CuratedEntry> entries = FaqFile.read(path.toString(), SPOKEN);
        return new FaqFileReloader(
                path.toString(),
                SPOKEN,
                new CuratedAnswers(() -> entries, new LanguageWordLists(), new DocumentPrecedence()));
    }

    private static void checkUntilUnchanged(FaqFileReloader file) {
        file.refresh();
        file.refresh();
    }

    @Test
    void aRepairedFileClearsTheProblemEvenWithTheOldContent(@TempDir Path folder) throws IOException {
        String good = String.format(ENTRY, "Under the mat.");
        Path path = Files.writeString(folder.resolve("faq.yaml"), good);
        FaqFileReloader file = read(path);
        Files.writeString(path, "- {id: key");
        checkUntilUnchanged(file);
        Logger logger = (Logger) LoggerFactory.getLogger(FaqFileReloader.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);

        Files.writeString(path, good);
        checkUntilUnchanged(file);
        checkUntilUnchanged(file);

        logger.detachAppender(lines);
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("[KB] the curated answers can be used again");
    }

    @Test
    void aChoiceThatNoEntryAnswersIsNamed(@TempDir Path folder) throws IOException {
        Path path = Files.writeString(folder.resolve("faq.yaml"), """
                - id: hours
                  en:
                    questions: [what are your opening hours]
                    answer: From nine to eight.
                    choices: [Prices, Where are you, Talk to a person, Thanks]
                - id: address
                  en: {questions: [where are you], answer: At the harbour.}
                """);
        FaqFileReloader file = read(path);
        assertThat(file.unanswered()).as("the start does not wait for it").isEmpty();

        file.refresh();
        assertThat(file.unanswered()).containsExactly("hours, en: \"Prices\"");

        Files.writeString(
                path, Files.readString(path) + "- {id: prices, en: {questions: [prices], answer: 30 euros.}}\n");
        checkUntilUnchanged(file);
        assertThat(file.unanswered()).isEmpty();
    }

    @Test
    void everyChoiceOfTheExampleIsAnswered() {
        assertThat(new CuratedAnswers(FaqFile::example, new LanguageWordLists(), new DocumentPrecedence())
                        .unansweredChoices())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "docs/reference/files.md",
                "docs/tutorial/your-business.md",
                "docs/es/tutorial/your-business.md"
            })
    void whatADocumentShowsCanBeReadAndLeavesNoChoiceUnanswered(String document, @TempDir Path folder)
            throws IOException {
        Matcher shown = Pattern.compile("```yaml\\n(- id: hours\\n.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../..").resolve(document)));
        assertThat(shown.find()).isTrue();
        FaqFileReloader file = read(Files.writeString(folder.resolve("faq.yaml"), shown.group(1)));

        file.refresh();

        assertThat(file.unanswered()).isEmpty();
    }

    private static String answer(CuratedAnswers answers) {
        return answers.find("where is the key", Language.ENGLISH).orElseThrow().text();
    }
}
