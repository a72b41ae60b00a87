package dev.recado.adapter.knowledge.faq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.adapter.knowledge.language.LanguageWordLists;
import dev.recado.domain.answer.AnswerCache.CuratedAnswer;
import dev.recado.domain.kept.Edit;
import dev.recado.domain.message.Author;
import dev.recado.domain.teaching.TaughtAnswer;
import dev.recado.domain.text.Language;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TaughtAnswersTest {
    private static final Edit EDIT = Edit.first(new Author("martha", "Martha"), Instant.EPOCH);
    private static final TaughtAnswer COINS = new TaughtAnswer(
            "1",
            List.of("¿aceptan criptomonedas?", "¿puedo usar bitcoins?"),
            "No, lo sentimos.",
            Language.SPANISH,
            EDIT);

    private final CuratedAnswers answers =
            new CuratedAnswers(FaqFile::example, new LanguageWordLists(), new DocumentPrecedence());
    private final FaqFileReloader reloader = new FaqFileReloader(null, Set.of(), answers);

    @Test
    void anAnswerThatAPersonWroteIsGivenBesideThoseOfTheFile() {
        assertThat(answers.find("¿usan bitcoins?", Language.SPANISH)).isEmpty();

        answers.use(List.of(COINS));

        assertThat(answers.find("puedo usar bitcoins", Language.SPANISH))
                .map(CuratedAnswer::text)
                .contains("No, lo sentimos.");
        assertThat(answers.find("a que hora abren", Language.SPANISH))
                .map(CuratedAnswer::id)
                .contains("hours");
        answers.use(List.of());
        assertThat(answers.find("puedo usar bitcoins", Language.SPANISH)).isEmpty();
    }

    @Test
    void anotherVersionOfTheFileLeavesWhatPeopleWrote() {
        answers.use(List.of(COINS));

        answers.replace(List.of());

        assertThat(answers.find("¿aceptan criptomonedas?", Language.SPANISH)).isPresent();
        assertThat(answers.find("a que hora abren", Language.SPANISH)).isEmpty();
    }

    @Test
    void aTryChangesNothing() {
        assertThat(answers.with(List.of(COINS)).find("¿aceptan criptomonedas?", Language.SPANISH))
                .isPresent();
        assertThat(answers.with(List.of(COINS)).find("a que hora abren", Language.SPANISH))
                .isPresent();
        assertThat(answers.find("¿aceptan criptomonedas?", Language.SPANISH)).isEmpty();
    }

    @Test
    void theVersionChangesWithWhatPeopleWrote() {
        String before = reloader.version();
        answers.use(List.of(COINS));
        assertThat(reloader.version()).isNotEqualTo(before);
        answers.use(List.of());
        assertThat(reloader.version()).isEqualTo(before);
    }

    @Test
    void questionsThatAskForTheSameAreOneGroup() {
        List<List<Integer>> groups = new QuestionGrouper()
                .groups(
                        List.of(
                                "¿tienen parking?",
                                "¿venden naves espaciales?",
                                "hola buenas, tienen parking porfa",
                                "teneis parking?",
                                "venden una nave espacial??",
                                ""),
                        Language.SPANISH);

        assertThat(groups).containsExactly(List.of(0, 2, 3), List.of(1, 4), List.of(5));
    }
}
