package dev.recado.application.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recado.application.BotUnderTest;
import dev.recado.application.RunningApplication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whose business a running Recado answers for: the invented clinic in the simulator alone, and nobody's beside a real
/// provider until somebody says whose.
class BusinessSetupIT {
    /// What only the invented clinic would say.
    private static final String[] OF_THE_CLINIC = {
        "Aurora", "clínica", "clinic", "clinique", "Olivos", "Mercado", "0142", "€", "pediatr"
    };

    private static final List<String> QUESTIONS = List.of(
            "hola",
            "¿cuánto cuesta una limpieza dental?",
            "what are your opening hours?",
            "où êtes-vous ?",
            "hay wifi?",
            "is the European health card valid?",
            "/help",
            "/status",
            "gracias",
            "quiero hablar con una persona");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private String faq() throws Exception {
        return Files.writeString(folder.resolve("faq.yaml"), """
                - id: opening
                  es:
                    questions: [a qué hora abre el taller]
                    answer: El taller abre a las ocho.
                """).toString();
    }

    private String documents() throws Exception {
        Path documents = Files.createDirectories(folder.resolve("documents"));
        Files.writeString(documents.resolve("taller.md"), "# Taller\n\nEl cambio de aceite del coche dura una hora.\n");
        return documents.toString();
    }

    private String prompt() throws Exception {
        return Files.writeString(folder.resolve("prompt.md"), "You answer for the garage of Marea.")
                .toString();
    }

    private String own(String setting) throws Exception {
        return switch (setting) {
            case "RECADO_FAQ_FILE" -> faq();
            case "RECADO_KNOWLEDGE_DIR" -> documents();
            default -> prompt();
        };
    }

    private static void knowsNothingOfTheClinic(BotUnderTest bot) {
        for (String question : QUESTIONS) {
            assertThat(bot.say(bot.newUser(), question)).as(question).doesNotContainIgnoringCase(OF_THE_CLINIC);
        }
    }

    @Test
    void whoeverTalksToTheExampleSeesTheClinicsName() throws Exception {
        RunningApplication recado = RunningApplication.start(Configuration.of(
                Map.of(
                        "RECADO_PORT",
                        "0",
                        "RECADO_DATA_DIR",
                        folder.resolve("data").toString()),
                Map.of()));
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest chats = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + recado.port() + "/simulator/chats"))
                    .build();
            assertThat(client.send(chats, HttpResponse.BodyHandlers.ofString()).body())
                    .contains("\"bot\":\"Clínica Aurora\"");
        } finally {
            recado.stop();
        }
    }

    @Test
    void aRealProviderWithNothingSetUpAnswersForNobodyAndSaysSo() {
        try (BotUnderTest bot = BotUnderTest.start(Map.of("RECADO_FAQ_FILE", "", "RECADO_BOT_NAME", "Marea"))) {
            knowsNothingOfTheClinic(bot);

            assertThat(bot.log.with("no business is set up"))
                    .singleElement()
                    .asString()
                    .contains("[START]", "RECADO_FAQ_FILE", "RECADO_KNOWLEDGE_DIR", "RECADO_SYSTEM_PROMPT_FILE");
            assertThat(bot.get("/health").body())
                    .contains(
                            "\"set_up\":\"nothing\"",
                            "no business is set up",
                            "\"curated_answers\":0",
                            "\"documents\":0")
                    .contains("\"prompt\":\"neutral\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"RECADO_FAQ_FILE", "RECADO_KNOWLEDGE_DIR", "RECADO_SYSTEM_PROMPT_FILE"})
    void oneFileOfABusinessLeavesNothingOfTheClinicBesideARealProvider(String setting) throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of("RECADO_FAQ_FILE", ""));
        settings.put(setting, own(setting));
        try (BotUnderTest bot = BotUnderTest.start(settings)) {
            knowsNothingOfTheClinic(bot);

            assertThat(bot.log.with("no business is set up")).isEmpty();
            assertThat(bot.get("/health").body()).contains("\"set_up\":\"own\"");
        }
    }

    @Test
    void aModelBesideARealProviderIsToldNothingOfTheClinic() {
        try (BotUnderTest bot = BotUnderTest.start(Map.of(
                "RECADO_FAQ_FILE", "",
                "RECADO_BOT_NAME", "Marea",
                "OPENAI_API_KEY", "a-key-for-the-model",
                "OPENAI_BASE_URL", "MODEL"))) {
            bot.say(bot.newUser(), "¿cuánto cuesta una limpieza dental?");

            assertThat(bot.model.requests())
                    .isNotEmpty()
                    .allSatisfy(request ->
                            assertThat(request.body()).contains("Marea").doesNotContainIgnoringCase(OF_THE_CLINIC));
        }
    }

    @Test
    void theAddressOfTheWebhooksIsThePublicOne() {
        try (BotUnderTest bot = BotUnderTest.start(Map.of())) {
            assertThat(bot.whereToLook())
                    .contains("its webhooks are " + BotUnderTest.PUBLIC_URL + "/webhooks/twilio,")
                    .containsPattern("its state http://localhost:\\d+/health");
        }
    }

    @Test
    void theSimulatorAnswersForTheClinicUntilABusinessBringsAFileOfItsOwn() throws Exception {
        assertThat(simulated(Map.of())).contains("\"set_up\":\"example\"", "\"documents\":5", "\"prompt\":\"example\"");
        for (String setting : List.of("RECADO_FAQ_FILE", "RECADO_KNOWLEDGE_DIR", "RECADO_SYSTEM_PROMPT_FILE")) {
            assertThat(simulated(Map.of(setting, own(setting))))
                    .as(setting)
                    .contains("\"set_up\":\"own\"")
                    .doesNotContain("\"example\"", "no business is set up");
        }
    }

    /// The health of a Recado in the simulator, once its documents are in.
    private String simulated(Map<String, String> more) throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of(
                "RECADO_PORT",
                "0",
                "RECADO_DATA_DIR",
                Files.createTempDirectory(folder, "data").toString()));
        settings.putAll(more);
        RunningApplication running = RunningApplication.start(Configuration.of(settings, Map.of()));
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI health = URI.create("http://127.0.0.1:" + running.port() + "/health");
            return await().atMost(BotUnderTest.SOON)
                    .until(
                            () -> http.send(
                                            HttpRequest.newBuilder(health).build(),
                                            HttpResponse.BodyHandlers.ofString())
                                    .body(),
                            body -> body.contains("\"loaded\":true"));
        } finally {
            running.stop();
        }
    }
}
