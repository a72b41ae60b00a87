package dev.recado.adapter.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.model.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CuratedFileTest {
    private static final Set<Language> SPOKEN = Set.copyOf(Language.SHIPPED);
    private static final String ENTRY = "- {id: key, en: {questions: [where is the key], answer: %s}}";

    @Test
    void aNewVersionTakesThePlaceOfTheOldOneUnlessItIsBroken(@TempDir Path folder) throws IOException {
        Path path = Files.writeString(folder.resolve("faq.yaml"), String.format(ENTRY, "Under the mat."));
        CuratedAnswers answers = new CuratedAnswers(() -> FaqFile.read(path.toString(), SPOKEN), new LanguageWords());
        CuratedFile file = new CuratedFile(path.toString(), SPOKEN, answers);
        String first = file.version();
        assertThat(answer(answers)).isEqualTo("Under the mat.");

        Files.writeString(path, String.format(ENTRY, "In the blue pot."));
        file.look();
        assertThat(answer(answers)).as("still being written, for all we know").isEqualTo("Under the mat.");
        file.look();
        assertThat(answer(answers)).isEqualTo("In the blue pot.");
        assertThat(file.version()).isNotEqualTo(first);
        String second = file.version();

        Files.writeString(path, "- {id: key");
        file.look();
        file.look();
        assertThat(answer(answers)).isEqualTo("In the blue pot.");
        assertThat(file.problem()).contains("RECADO_FAQ_FILE").contains("line");
        assertThat(file.version()).isEqualTo(second);

        Files.delete(path);
        file.look();
        file.look();
        assertThat(answer(answers)).isEqualTo("In the blue pot.");

        Files.writeString(path, String.format(ENTRY, "With the neighbour."));
        file.look();
        file.look();
        assertThat(answer(answers)).isEqualTo("With the neighbour.");
        assertThat(file.problem()).isEmpty();
    }

    private static String answer(CuratedAnswers answers) {
        return answers.find("where is the key", Language.ENGLISH).orElseThrow().text();
    }
}
