package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recado.adapter.simulator.model.ModelRequest;
import dev.recado.adapter.simulator.model.ModelScript;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The assistant at the side of the people of the business, over the API of a running Recado with a model.
class AssistIT {
    private static BotUnderTest bot;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        Files.writeString(
                folder.resolve("prices.md"), "# Precios\n\n## Masajes\n\nUn masaje relajante cuesta 40 euros.\n");
        bot = BotUnderTest.start(Map.of(
                "RECADO_OPS_TOKEN", "a-token-of-operators",
                "RECADO_KNOWLEDGE_DIR", folder.toString(),
                "OPENAI_BASE_URL", "MODEL",
                "OPENAI_API_KEY", "a-key-for-the-model",
                "OPENAI_MODEL", "some-model"));
    }

    @AfterAll
    static void stop() {
        try (BotUnderTest closed = bot) {
            closed.keptThingsToItself();
        }
    }

    @BeforeEach
    void echo() {
        bot.model.reset();
    }

    private static JsonNode json(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        try {
            return JsonMapper.builder().build().readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(response.body(), e);
        }
    }

    private static JsonNode ask(String id, String what, String body, int status) {
        return json(bot.operator("POST", "/api/v1/conversations/" + id + "/" + what, "application/json", body), status);
    }

    /// The id of the conversation of a new user, who wrote this and got an answer.
    private static String conversation(String user, String text) {
        bot.say(user, text);
        return json(bot.operator("/api/v1/conversations?q=" + BotUnderTest.waId(user)), 200)
                .get("items")
                .get(0)
                .get("id")
                .asText();
    }

    private static ModelRequest asked() {
        return bot.model.requests().getLast();
    }

    @Test
    void aDraftIsBasedOnTheDocumentsAndSendsNothing() {
        String user = bot.newUser();
        String id = conversation(user, "¿Cuánto cuesta un masaje relajante?");
        int sent = bot.byRest(user).size();
        bot.model.answerWith(new ModelScript.Canned("Cuesta **40 euros**."));

        JsonNode draft = ask(id, "suggest", "", 200);

        assertThat(draft.get("text").asText()).isEqualTo("Cuesta *40 euros*.");
        assertThat(draft.get("sources").get(0).asText()).contains("prices.md");
        assertThat(draft.get("model").asText()).isEqualTo("some-model");
        assertThat(asked().messages().getFirst().content()).contains("A colleague of yours has taken over");
        assertThat(asked().body()).doesNotContain(BotUnderTest.waId(user));
        assertThat(bot.byRest(user)).hasSize(sent);
    }

    @Test
    void aSummaryIsInTheReadersLanguageAndATranslationInTheOneAskedFor() {
        String id = conversation(bot.newUser(), "Quiero cambiar la cita del lunes");
        bot.model.answerWith(new ModelScript.Canned("- Wants another day."));

        assertThat(ask(id, "summary", "{\"language\":\"en\"}", 200).get("text").asText())
                .contains("Wants another day.");
        assertThat(asked().messages()).hasSize(2);
        assertThat(asked().messages().getFirst().content())
                .startsWith("You summarise")
                .contains("Write in English");
        assertThat(asked().messages().getLast().content()).startsWith("[user] Quiero cambiar la cita del lunes");

        ask(id, "translate", "{\"text\":\"*Hola*\",\"language\":\"pt\"}", 200);
        assertThat(asked().messages().getFirst().content())
                .startsWith("You translate")
                .contains("Portuguese");
        assertThat(asked().messages().getLast().content()).isEqualTo("*Hola*");
    }

    @Test
    void whatIsWrongWithARequestIsSaid() {
        String id = conversation(bot.newUser(), "Hola, una pregunta sobre masajes");

        assertThat(ask(id, "summary", "{\"language\":\"klingon\"}", 400)
                        .get("message")
                        .asText())
                .startsWith("language:");
        assertThat(ask(id, "translate", "{\"text\":\" \",\"language\":\"en\"}", 400)
                        .get("message")
                        .asText())
                .startsWith("text:");
        assertThat(ask("nobody", "suggest", "", 404).get("error").asText()).isEqualTo("not_found");
    }

    @Test
    void aModelThatDeclinesIsSaid() {
        String id = conversation(bot.newUser(), "Hola, otra pregunta sobre masajes");
        bot.model.answerWith(new ModelScript.Refuse());

        assertThat(ask(id, "suggest", "", 502).get("error").asText()).isEqualTo("model_declined");
    }
}
