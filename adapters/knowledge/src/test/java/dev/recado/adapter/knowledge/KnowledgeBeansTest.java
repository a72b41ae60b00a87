package dev.recado.adapter.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recado.domain.model.Channel;
import dev.recado.domain.model.Language;
import dev.recado.domain.port.AnswerCache;
import dev.recado.domain.port.ConfigurationException;
import dev.recado.domain.port.KnowledgeBase;
import dev.recado.domain.port.LanguageDetector;
import dev.recado.domain.port.Probe;
import dev.recado.domain.port.Templates;
import dev.recado.domain.port.Templates.Purpose;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnowledgeBeansTest {

    @Test
    void theExampleAnswersWhenNoFileIsSet() {
        try (ApplicationContext context = ApplicationContext.run()) {
            assertThat(context.getBean(AnswerCache.class).find("horario", Language.SPANISH))
                    .isPresent();
            assertThat(context.getBean(LanguageDetector.class).detect("bom dia"))
                    .contains(Language.PORTUGUESE);
            assertThat(context.getBean(KnowledgeBase.class).search("horario", Language.SPANISH, 3))
                    .isEmpty();
        }
    }

    @Test
    void theFileThatIsSetReplacesTheExample(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("faq.yaml"), "- {id: key, en: {questions: [where is the key], answer: Under the mat.}}");
        try (ApplicationContext context = ApplicationContext.run(Map.of("recado.faq-file", file.toString()))) {
            AnswerCache answers = context.getBean(AnswerCache.class);
            assertThat(answers.find("Where's the key?", Language.ENGLISH))
                    .hasValueSatisfying(answer -> assertThat(answer.text()).isEqualTo("Under the mat."));
            assertThat(answers.find("horario", Language.SPANISH)).isEmpty();
            Probe probe = context.getBean(Probe.class);
            assertThat(probe.part()).isEqualTo("knowledge");
            assertThat(probe.examine())
                    .isEqualTo(new Probe.Finding(true, Map.of("documents", 0, "passages", 0, "curated_answers", 1)));
        }
    }

    @Test
    void templatesComeFromTheFileThatIsSet(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("t.yaml"), "window_closed: {es: {meta: {name: ready}}}");
        try (ApplicationContext context = ApplicationContext.run(Map.of("recado.templates-file", file.toString()))) {
            assertThat(context.getBean(Templates.class)
                            .find(Purpose.WINDOW_CLOSED, Channel.META, Language.SPANISH, Map.of()))
                    .isPresent();
        }
        try (ApplicationContext context = ApplicationContext.run()) {
            assertThat(context.getBean(Templates.class)).isSameAs(Templates.NONE);
        }
        assertThatThrownBy(() -> ApplicationContext.run(Map.of("recado.templates-file", "/nowhere/t.yaml")))
                .hasStackTraceContaining("RECADO_TEMPLATES_FILE: /nowhere/t.yaml does not exist");
    }

    @Test
    void aFileThatCannotBeUsedStopsTheStart() {
        assertThatThrownBy(() -> ApplicationContext.run(Map.of("recado.faq-file", "/nowhere/faq.yaml")))
                .rootCause()
                .satisfies(cause -> assertThat(cause.getCause()).isNull());
        assertThatThrownBy(() -> ApplicationContext.run(Map.of("recado.faq-file", "/nowhere/faq.yaml")))
                .hasStackTraceContaining(ConfigurationException.class.getName())
                .hasStackTraceContaining("RECADO_FAQ_FILE: /nowhere/faq.yaml does not exist");
    }
}
