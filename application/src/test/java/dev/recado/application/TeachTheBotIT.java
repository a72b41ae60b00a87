package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What the bot did not know is taught over the API of a running Recado.
class TeachTheBotIT {
    private static BotUnderTest bot;

    @BeforeAll
    static void start() {
        bot = BotUnderTest.start(Map.of("RECADO_OPS_TOKEN", "a-token-of-operators"));
    }

    @AfterAll
    static void stop() {
        try (BotUnderTest closed = bot) {
            closed.keptThingsToItself();
        }
    }

    private static JsonNode json(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        try {
            return JsonMapper.builder().build().readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(response.body(), e);
        }
    }

    private static JsonNode get(String path) {
        return json(bot.operator(path), 200);
    }

    private static JsonNode post(String path, String body, int status) {
        return json(bot.operator("POST", path, "application/json", body), status);
    }

    /// The open group that has a question with this word; missing where there is none.
    private static JsonNode group(String word) {
        for (JsonNode group : get("/api/v1/unanswered").get("items")) {
            if (group.get("questions").toString().contains(word)) {
                return group;
            }
        }
        return JsonMapper.builder().build().missingNode();
    }

    @Test
    void whatTheBotDidNotKnowItKnowsOnceItIsTaught() {
        String before = bot.say(bot.newUser(), "¿aceptan criptomonedas?");
        bot.say(bot.newUser(), "hola! aceptan criptomonedas ahí?");
        await().atMost(BotUnderTest.SOON)
                .untilAsserted(() ->
                        assertThat(group("criptomonedas").path("count").asInt()).isEqualTo(2));
        JsonNode group = group("criptomonedas");
        assertThat(group.get("language").asText()).isEqualTo("es");

        String answer = "\"questions\":[\"¿aceptan criptomonedas?\"],\"answer\":\"No, solo euros.\"";
        String tried = "{\"questions\":[\"aceptan criptomonedas\"],\"language\":\"es\"";
        assertThat(post("/api/v1/answers/try", tried + "}", 200)
                        .at("/items/0/kind")
                        .asText())
                .isEqualTo("unknown");
        assertThat(post("/api/v1/answers/try", tried + ",\"draft\":{" + answer + "}}", 200)
                        .at("/items/0/answer")
                        .asText())
                .isEqualTo("No, solo euros.");

        List<String> resolved = new ArrayList<>();
        group.get("questions").forEach(one -> resolved.add(one.get("id").toString()));
        post("/api/v1/answers", "{" + answer + ",\"language\":\"es\",\"resolves\":" + resolved + "}", 201);

        assertThat(bot.say(bot.newUser(), "¿acepta criptomonedas?"))
                .isEqualTo("No, solo euros.")
                .isNotEqualTo(before);
        assertThat(group("criptomonedas").isMissingNode()).isTrue();
    }

    @Test
    void aWrongAnswerIsPutOnTheListOnce() {
        String ana = bot.newUser();
        String said = bot.say(ana, "¿Cuál es el horario?");
        String conversation = "/api/v1/conversations/" + bot.publicConversation(ana);
        String messages = conversation + "/messages";
        await().atMost(BotUnderTest.SOON)
                .untilAsserted(
                        () -> assertThat(get(messages).at("/items/0/content").asText())
                                .isEqualTo(said));
        JsonNode thread = get(messages).get("items");

        post(conversation + "/wrong", "{\"message\":" + thread.get(0).get("id") + "}", 200);
        post(conversation + "/wrong", "{\"message\":" + thread.get(0).get("id") + "}", 200);
        assertThat(post(conversation + "/wrong", "{\"message\":" + thread.get(1).get("id") + "}", 400)
                        .get("message")
                        .asText())
                .contains("no answer of the bot");

        JsonNode group = group("horario");
        assertThat(group.get("count").asInt()).isOne();
        assertThat(group.at("/questions/0/reason").asText()).isEqualTo("wrong");
        assertThat(group.at("/questions/0/wrong_answer").asText()).isEqualTo(said);
        String id = group.at("/questions/0/id").toString();
        assertThat(post("/api/v1/unanswered/dismiss", "{\"questions\":[" + id + "]}", 200)
                        .get("dismissed")
                        .asInt())
                .isOne();
        assertThat(group("horario").isMissingNode()).isTrue();
    }
}
