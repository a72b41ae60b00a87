package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recado.adapter.simulator.model.ModelRequest;
import dev.recado.adapter.simulator.model.ModelScript;
import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.text.Language;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A running Recado without a model whose documents and curated answers change, break and go away.
class DocumentsIT {
    private static final String SAUNA = "# Sauna\n\nLa sauna finlandesa abre los %s de seis a nueve de la tarde.\n";
    private static final String DOGS = """
            - id: dogs
              es:
                questions: [puedo llevar al perro]
                answer: %s
            """;
    private static Path documents;
    private static Path faq;
    private static BotUnderTest bot;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        documents = Files.createDirectory(folder.resolve("documents"));
        Files.createDirectory(documents.resolve("more"));
        Files.writeString(documents.resolve("sauna.md"), SAUNA.formatted("martes"));
        Files.writeString(documents.resolve("more/precios.csv"), "Bono,Precio\nDiez masajes,400 euros\n");
        Files.writeString(documents.resolve("broken.pdf"), "this is not a PDF");
        faq = Files.writeString(folder.resolve("faq.yaml"), DOGS.formatted("Los perros son bienvenidos."));
        bot = BotUnderTest.start(Map.of(
                "RECADO_KNOWLEDGE_DIR",
                documents.toString(),
                "RECADO_KNOWLEDGE_POLL",
                "100ms",
                "RECADO_FAQ_FILE",
                faq.toString(),
                "RECADO_LLM",
                "none"));
        awaitHealth("\"documents\":2");
    }

    @AfterAll
    static void stop() {
        try (BotUnderTest closed = bot) {
            closed.keptThingsToItself();
        }
    }

    private static void awaitHealth(String part) {
        await().atMost(BotUnderTest.SOON)
                .untilAsserted(() -> assertThat(bot.get("/health").body()).contains(part));
    }

    private static String said(String words) {
        return bot.say(bot.newUser(), words);
    }

    @Test
    void aFileThatCannotBeReadIsNamedAndTheOthersAnswer() {
        awaitHealth("\"broken.pdf\":\"not a readable PDF\"");
        bot.awaitLine("[KB] SKIPPED", "broken.pdf");

        assertThat(said("q precio tiene el bono de diez masajes")).contains("400 euros");
    }

    @Test
    void aDocumentThatChangesAndGoesAwayIsFollowed() throws Exception {
        Path sauna = documents.resolve("sauna.md");
        assertThat(said("¿qué día abre la sauna finlandesa?")).contains("martes");

        Files.writeString(sauna, SAUNA.formatted("jueves y los domingos"));
        await().atMost(BotUnderTest.SOON)
                .until(() -> said("¿qué día abre la sauna finlandesa?").contains("jueves"));

        Files.delete(sauna);
        awaitHealth("\"documents\":1");
        assertThat(said("¿qué día abre la sauna finlandesa?")).contains(BuiltInText.DONT_KNOW.in(Language.SPANISH));

        Files.writeString(sauna, SAUNA.formatted("martes"));
        awaitHealth("\"documents\":2");
    }

    @Test
    void meaningIsComparedTooAndWordsDoWhenItCannotBe() {
        try (BotUnderTest hybrid = BotUnderTest.start(Map.of(
                "RECADO_KNOWLEDGE_DIR", documents.toString(),
                "RECADO_LLM", "none",
                "RECADO_EMBEDDING_MODEL", "some-embedder",
                "RECADO_EMBEDDING_URL", "MODEL"))) {
            await().atMost(BotUnderTest.SOON)
                    .untilAsserted(
                            () -> assertThat(hybrid.get("/health").body()).contains("\"embeddings\":\"ready\""));
            hybrid.model.reset();
            String question = "¿qué precio tiene el bono de diez masajes?";
            assertThat(hybrid.say(hybrid.newUser(), question)).contains("400 euros");
            assertThat(hybrid.model.requests())
                    .extracting(ModelRequest::path)
                    .isNotEmpty()
                    .containsOnly("/v1/embeddings");

            hybrid.model.nextAuxiliary(1000, new ModelScript.Fail(500, null, "server_error"));
            assertThat(hybrid.say(hybrid.newUser(), question)).contains("400 euros");
            hybrid.awaitLine("[KB]", "by words alone");
        }
    }

    @Test
    void curatedAnswersThatBreakStayAsTheyWere() throws Exception {
        Files.writeString(faq, "- id: dogs\n  es: [what is this\n");
        awaitHealth("curated_answers_problem");
        bot.awaitLine("[KB]", "stay as they were");
        assertThat(said("¿Puedo llevar al perro?")).isEqualTo("Los perros son bienvenidos.");

        Files.writeString(faq, DOGS.formatted("Los perros, con correa."));
        await().atMost(BotUnderTest.SOON)
                .until(() -> said("¿Puedo llevar al perro?").equals("Los perros, con correa."));
        assertThat(bot.get("/health").body()).doesNotContain("curated_answers_problem");
    }
}
