package dev.recado.adapter.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recado.adapter.knowledge.documents.DocumentKnowledgeBase;
import dev.recado.adapter.knowledge.faq.FaqFileReloader;
import dev.recado.adapter.knowledge.files.FileChangePoller;
import dev.recado.domain.ConfigurationException;
import dev.recado.domain.answer.AnswerCache;
import dev.recado.domain.answer.KnowledgeBase;
import dev.recado.domain.delivery.Templates;
import dev.recado.domain.delivery.Templates.Purpose;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.operation.Probe;
import dev.recado.domain.text.AnalysisExecutor;
import dev.recado.domain.text.Language;
import dev.recado.domain.text.LanguageDetector;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnowledgeFactoryIT {

    private static ApplicationContext start(Map<String, Object> properties) {
        ApplicationContext context = ApplicationContext.run(properties);
        context.getBean(FileChangePoller.class).start();
        return context;
    }

    @Test
    void theExampleAnswersWhenItIsEnabled() {
        try (ApplicationContext context = start(Map.of("recado.example", "true"))) {
            assertThat(context.getBean(AnswerCache.class).find("horario", Language.SPANISH))
                    .isPresent();
            assertThat(context.getBean(LanguageDetector.class).detect("bom dia"))
                    .contains(Language.PORTUGUESE);
            assertThat(context.getBean(KnowledgeBase.class)
                            .search("¿cuánto dura el bono de fisioterapia?", Language.SPANISH, 3)
                            .getFirst()
                            .source())
                    .isEqualTo("servicios.md › Servicios › Fisioterapia › Bonos");
        }
    }

    @Test
    void withoutSettingsNothingAnswers() {
        try (ApplicationContext context = start(Map.of())) {
            assertThat(context.getBean(AnswerCache.class).find("horario", Language.SPANISH))
                    .isEmpty();
            assertThat(context.getBean(Probe.class).check().details())
                    .containsEntry("documents", 0)
                    .containsEntry("curated_answers", 0);
        }
    }

    @Test
    void theConfiguredFileReplacesTheExample(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("faq.yaml"), "- {id: key, en: {questions: [where is the key], answer: Under the mat.}}");
        try (ApplicationContext context = start(Map.of("recado.faq-file", file.toString()))) {
            AnswerCache answers = context.getBean(AnswerCache.class);
            assertThat(answers.find("Where's the key?", Language.ENGLISH))
                    .hasValueSatisfying(answer -> assertThat(answer.text()).isEqualTo("Under the mat."));
            assertThat(answers.find("horario", Language.SPANISH)).isEmpty();
            Probe probe = context.getBean(Probe.class);
            assertThat(probe.part()).isEqualTo("knowledge");
            assertThat(probe.check().details())
                    .containsEntry("documents", 0)
                    .containsEntry("passages", 0)
                    .containsEntry("curated_answers", 1)
                    .containsEntry("embeddings", "off");
            assertThat(context.getBean(KnowledgeBase.class).search("fisioterapia", Language.SPANISH, 3))
                    .as("with its own answers a business does not get the example's documents")
                    .isEmpty();
        }
    }

    @Test
    void aFileThatBreaksAtRuntimeIsOnlyAWarning(@TempDir Path folder) throws IOException {
        Path faq = Files.writeString(
                folder.resolve("faq.yaml"), "- {id: key, en: {questions: [where is the key], answer: Under the mat.}}");
        Path documents = Files.createDirectory(folder.resolve("documents"));
        Files.writeString(documents.resolve("prices.pdf"), "no PDF");
        Map<String, Object> settings =
                Map.of("recado.faq-file", faq.toString(), "recado.knowledge-dir", documents.toString());
        try (ApplicationContext context = start(settings)) {
            Files.writeString(faq, "- {id: key");
            FaqFileReloader file = context.getBean(FaqFileReloader.class);
            DocumentKnowledgeBase indexed = context.getBean(DocumentKnowledgeBase.class);
            indexed.refresh();
            file.refresh();
            file.refresh();

            Probe.Finding finding = context.getBean(Probe.class).check();

            assertThat(finding.up()).isTrue();
            assertThat(finding.warnings())
                    .hasSize(2)
                    .anySatisfy(warning -> assertThat(warning).contains("RECADO_FAQ_FILE", "line", "last good version"))
                    .anySatisfy(warning -> assertThat(warning).contains("RECADO_KNOWLEDGE_DIR", "1 files"));
        }
    }

    @Test
    void templatesComeFromTheConfiguredFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("t.yaml"), "window_closed: {es: {meta: {name: ready}}}");
        try (ApplicationContext context = start(Map.of("recado.templates-file", file.toString()))) {
            assertThat(context.getBean(Templates.class)
                            .find(Purpose.WINDOW_CLOSED, Channel.META, Language.SPANISH, Map.of()))
                    .isPresent();
        }
        try (ApplicationContext context = start(Map.of())) {
            assertThat(context.getBean(Templates.class)).isSameAs(Templates.NONE);
        }
        assertThatThrownBy(() -> start(Map.of("recado.templates-file", "/nowhere/t.yaml")))
                .hasStackTraceContaining("RECADO_TEMPLATES_FILE: /nowhere/t.yaml does not exist");
    }

    @Test
    void anInvalidFileFailsTheStart() {
        assertThatThrownBy(() -> start(Map.of("recado.faq-file", "/nowhere/faq.yaml")))
                .rootCause()
                .satisfies(cause -> assertThat(cause.getCause()).isNull());
        assertThatThrownBy(() -> start(Map.of("recado.faq-file", "/nowhere/faq.yaml")))
                .hasStackTraceContaining(ConfigurationException.class.getName())
                .hasStackTraceContaining("RECADO_FAQ_FILE: /nowhere/faq.yaml does not exist");
    }

    @Factory
    static class Outside {
        @Bean
        AnalysisExecutor analysis() {
            return AnalysisExecutor.DIRECT;
        }
    }
}
