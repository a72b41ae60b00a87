package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Conversations as the people of the business see and handle them, over the API of a running Recado.
class ConversationsForPeopleIT {
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

    private static JsonNode get(String path) throws Exception {
        HttpResponse<String> response = bot.operator("/api/v1/conversations" + path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonMapper.builder().build().readTree(response.body());
    }

    @Test
    void aConversationIsListedWithItsThread() throws Exception {
        String ana = bot.newUser();
        String answer = bot.say(ana, "¿Cuál es el horario?");
        String id = bot.publicConversation(ana);
        await().atMost(BotUnderTest.SOON)
                .untilAsserted(() -> assertThat(get("/" + id).at("/last_message/text").asText())
                        .isEqualTo(answer));

        JsonNode listed = get("?q=" + BotUnderTest.waId(ana)).at("/items/0");
        assertThat(listed.get("id").asText()).isEqualTo(id);
        assertThat(listed.get("status").asText()).isEqualTo("open");
        assertThat(listed.at("/user/phone").asText()).isEqualTo("+" + BotUnderTest.waId(ana));
        assertThat(listed.at("/user/name").asText()).isEqualTo("Ana Pérez");
        assertThat(listed.at("/last_message/role").asText()).isEqualTo("assistant");
        assertThat(listed.get("unread").asBoolean()).isTrue();

        JsonNode thread = get("/" + id + "/messages");
        assertThat(thread.get("items"))
                .extracting(entry -> entry.get("role").asText() + " " + entry.get("content").asText())
                .containsExactly("assistant " + answer, "user ¿Cuál es el horario?");
        assertThat(thread.get("next").isNull()).isTrue();
        assertThat(thread.at("/items/0/trace")).as(thread.toString()).isNotEmpty();
    }
}
