package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recado.adapter.simulator.message.StandInMessage;
import dev.recado.domain.people.PersonRole;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Conversations as the people of the business see and handle them, over the API of a running Recado.
class ConversationsForPeopleIT {
    private static final String TOKEN = "a-token-of-operators";
    private static final String MARTA = "{\"id\":\"marta\",\"name\":\"Marta\"}";
    private static final String LUIS = "{\"id\":\"luis\",\"name\":\"Luis\"}";

    private static BotUnderTest bot;

    @BeforeAll
    static void start() {
        bot = BotUnderTest.start(Map.of("RECADO_OPS_TOKEN", TOKEN));
        Colleague.stored(bot.context(), "marta", "Marta", PersonRole.AGENT);
        Colleague.stored(bot.context(), "luis", "Luis", PersonRole.AGENT);
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
        return json(bot.operator("/api/v1/conversations" + path), 200);
    }

    private static JsonNode post(String path, String body, int status) {
        return json(bot.operator("POST", "/api/v1/conversations" + path, "application/json", body), status);
    }

    /// A message of an agent, under the key.
    private static HttpResponse<String> write(String id, String agent, String text, String key) {
        String body = "{\"text\":\"%s\",\"agent\":%s}".formatted(text, agent);
        return bot.send(HttpRequest.newBuilder(bot.url("/api/v1/conversations/" + id + "/messages"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + TOKEN)
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String as(String agent) {
        return "{\"agent\":" + agent + "}";
    }

    private static List<String> said(String id) {
        List<String> said = new ArrayList<>();
        get("/" + id + "/messages")
                .get("items")
                .forEach(entry -> said.addFirst(
                        entry.get("role").asText() + " " + entry.get("kind").asText()));
        return said;
    }

    @Test
    void aConversationIsListedWithItsThread() {
        String ana = bot.newUser();
        String answer = bot.say(ana, "¿Cuál es el horario?");
        String id = bot.publicConversation(ana);
        await().atMost(BotUnderTest.SOON)
                .untilAsserted(
                        () -> assertThat(get("/" + id).at("/last_message/text").asText())
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
                .extracting(entry ->
                        entry.get("role").asText() + " " + entry.get("content").asText())
                .containsExactly("assistant " + answer, "user ¿Cuál es el horario?");
        assertThat(thread.get("next").isNull()).isTrue();
        assertThat(thread.at("/items/0/trace")).as(thread.toString()).isNotEmpty();
        assertThat(post("/" + id + "/read", "", 200).get("unread").asBoolean()).isFalse();
    }

    @Test
    void aPersonTakesAConversationThatWaitsAnswersAndGivesItBack() {
        String ben = bot.newUser();
        bot.say(ben, "Quiero hablar con una persona");
        String id = bot.publicConversation(ben);
        await().atMost(BotUnderTest.SOON)
                .untilAsserted(
                        () -> assertThat(get("?status=waiting&sort=waiting").get("items"))
                                .extracting(one -> one.get("id").asText())
                                .contains(id));
        JsonNode waiting = get("/" + id);
        assertThat(waiting.get("waiting_since").isTextual()).isTrue();
        assertThat(waiting.at("/handoff/by").asText()).isEqualTo("user");

        JsonNode taken = post("/" + id + "/take", as(MARTA), 200);
        assertThat(taken.get("status").asText()).isEqualTo("human");
        assertThat(taken.at("/assignee/name").asText()).isEqualTo("Marta");
        JsonNode refused = post("/" + id + "/take", as(LUIS), 409);
        assertThat(refused.get("error").asText()).isEqualTo("assigned");
        assertThat(refused.at("/assignee/id").asText()).isEqualTo("marta");

        String text = "Buenos días, soy Marta. ¿En qué puedo ayudarle?";
        JsonNode accepted = json(write(id, MARTA, text, "first"), 202);
        assertThat(json(write(id, MARTA, text, "first"), 202).get("id")).isEqualTo(accepted.get("id"));
        assertThat(json(write(id, MARTA, "Otra cosa", "first"), 409)
                        .get("error")
                        .asText())
                .isEqualTo("conflict");
        assertThat(json(write(id, LUIS, "Yo también", "his"), 409).get("error").asText())
                .isEqualTo("assigned");
        assertThat(bot.awaitByRest(ben, 2)).extracting(StandInMessage::body).endsWith(text);
        await().atMost(BotUnderTest.SOON)
                .untilAsserted(() -> assertThat(get("/" + id + "/messages").get("items"))
                        .filteredOn(entry -> entry.get("id").equals(accepted.get("id")))
                        .singleElement()
                        .satisfies(entry ->
                                assertThat(entry.at("/author/name").asText()).isEqualTo("Marta"))
                        .satisfies(
                                entry -> assertThat(entry.get("role").asText()).isEqualTo("agent"))
                        .satisfies(entry ->
                                assertThat(entry.get("status").asText()).isIn("sent", "delivered", "read")));

        JsonNode note = post("/" + id + "/notes", "{\"text\":\"Llamar mañana\"}", 200);
        assertThat(note.get("role").asText()).isEqualTo("note");
        assertThat(said(id)).endsWith("note text");
        bot.deliver(bot.text(ben, "Gracias, hasta luego"));
        await().atMost(BotUnderTest.SOON)
                .untilAsserted(() -> assertThat(said(id)).endsWith("user text"));
        bot.staysQuiet(ben, 2);

        assertThat(post("/" + id + "/give-back", as(LUIS), 409)
                        .at("/assignee/name")
                        .asText())
                .isEqualTo("Marta");
        JsonNode back = post("/" + id + "/give-back", as(MARTA), 200);
        assertThat(json(write(id, MARTA, text, "first"), 202).get("id")).isEqualTo(accepted.get("id"));
        assertThat(back.get("status").asText()).isEqualTo("open");
        assertThat(back.get("assignee").isNull()).isTrue();
        bot.say(ben, "¿Cuál es el horario?");
        assertThat(said(id))
                .contains("system handoff_requested", "system handoff_taken", "system handoff_given_back")
                .endsWith("user text", "assistant text");
    }

    @Test
    void ofTwoWhoTakeAConversationAtOnceOneGetsItAndTheOtherIsToldWhoHasIt() throws Exception {
        String eva = bot.newUser();
        bot.say(eva, "Quiero hablar con una persona");
        String path = "/api/v1/conversations/" + bot.publicConversation(eva) + "/take";
        List<Callable<HttpResponse<String>>> takes = Stream.of(MARTA, LUIS)
                .<Callable<HttpResponse<String>>>map(
                        agent -> () -> bot.operator("POST", path, "application/json", as(agent)))
                .toList();
        List<HttpResponse<String>> responses = new ArrayList<>();
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            for (Future<HttpResponse<String>> response : both.invokeAll(takes)) {
                responses.add(response.get());
            }
        }
        assertThat(responses).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(200, 409);
        responses.sort(Comparator.comparingInt(HttpResponse::statusCode));
        assertThat(json(responses.get(1), 409).at("/assignee/id"))
                .isEqualTo(json(responses.get(0), 200).at("/assignee/id"));
    }

    @Test
    void freeTextIsRefusedWhileTheWindowIsClosed() {
        String gil = bot.newUser();
        bot.say(gil, "¿Cuál es el horario?");
        String id = bot.publicConversation(gil);
        Instant longAgo = Instant.now().minus(Duration.ofHours(25));
        bot.store().setInSession(BotUnderTest.waId(gil), "last_wrote_at", Date.from(longAgo));
        assertThat(get("/" + id).get("window_closes_at").asText()).startsWith("20");

        JsonNode refused = json(write(id, MARTA, "¿Sigue ahí?", "late"), 409);
        assertThat(refused.get("error").asText()).isEqualTo("window_closed");
        assertThat(get("/" + id).get("status").asText()).as("nobody has it").isEqualTo("open");
        bot.staysQuiet(gil, 1);
    }

    @Test
    void whatIsUnknownOrWrongIsRefused() {
        String unknown = "/00000000-0000-4000-8000-000000000000";
        assertThat(json(bot.operator("/api/v1/conversations" + unknown), 404)
                        .get("error")
                        .asText())
                .isEqualTo("not_found");
        assertThat(json(bot.operator("/api/v1/conversations/nonsense/messages"), 404)
                        .get("error")
                        .asText())
                .isEqualTo("not_found");
        post(unknown + "/take", "", 404);
        json(bot.operator("/api/v1/conversations?status=asleep"), 400);
        json(bot.operator("/api/v1/conversations?limit=201"), 400);
        json(bot.operator("/api/v1/conversations?after=here"), 400);
        json(bot.operator("/api/v1/conversations?q=%20!"), 400);
        json(bot.operator("/api/v1/conversations?label=" + "x".repeat(41)), 400);
        json(bot.operator("/api/v1/conversations?sort=name"), 400);
        json(bot.operator("/api/v1/conversations?unread=yes"), 400);
        for (int i = 0; i < 2; i++) {
            bot.say(bot.newUser(), "Quiero hablar con una persona");
        }
        String waiting = get("?sort=waiting&limit=1").get("next").asText();
        assertThat(json(bot.operator("/api/v1/conversations?after=" + waiting), 400)
                        .get("message")
                        .asText())
                .isEqualTo("after: this is the next of a list with sort=waiting");
        String user = bot.newUser();
        bot.say(user, "¿Cuál es el horario?");
        String id = bot.publicConversation(user);
        post("/" + id + "/messages", "{}", 400);
        post("/" + id + "/messages", "{\"text\":\"a\",\"text\":\"b\"}", 400);
        post("/" + id + "/notes", "{\"text\":\" \"}", 400);
        post("/" + id + "/assign", "{}", 400);
        for (String path : List.of("/take", "/assign", "/give-back", "/close", "/typing")) {
            assertThat(post("/" + id + path, as("{\"id\":\"nobody\",\"name\":\"Marta\"}"), 400)
                            .get("message")
                            .asText())
                    .isEqualTo("agent: nobody with this id may log in");
        }
        post("/" + id + "/messages", "{\"text\":\"hola\",\"agent\":{\"id\":\"nobody\"}}", 400);
        assertThat(get("/" + id).get("assignee").isNull()).isTrue();
    }

    @Test
    void aProgramActsUnderTheStoredNameOfAPersonAndOtherwiseUnderItsOwn() {
        String user = bot.newUser();
        bot.say(user, "¿Cuál es el horario?");
        String id = bot.publicConversation(user);

        JsonNode taken = post("/" + id + "/take", as("{\"id\":\"marta\",\"name\":\"The Boss\"}"), 200);
        assertThat(taken.at("/assignee/name").asText()).isEqualTo("Marta");
        post("/" + id + "/give-back", as(MARTA), 200);
        JsonNode own = post("/" + id + "/take", "", 200);
        assertThat(own.at("/assignee/id").asText()).isEqualTo("operator");
        post("/" + id + "/give-back", "", 200);
    }

    @Test
    void anAgentSeesWhatAColleagueHasByNoRouteUnlessTheRightIsGiven() {
        Colleague ana = Colleague.of(bot, "ana", "Ana", PersonRole.AGENT);
        String user = bot.newUser();
        bot.deliver(bot.twilio
                .webhooks()
                .from(user)
                .named("Ana Pérez")
                .image(URI.create("https://files.example.com/x.jpg"), "image/jpeg", ""));
        await().atMost(BotUnderTest.SOON).until(() -> !bot.byRest(user).isEmpty());
        String id = bot.publicConversation(user);
        String one = "/api/v1/conversations/" + id;
        String phone = BotUnderTest.waId(user);
        assertThat(ana.get(one).statusCode()).isEqualTo(200);
        JsonNode items = json(ana.get(one + "/messages"), 200).get("items");
        String file = items.get(items.size() - 1).at("/media/0/href").asText();
        assertThat(json(ana.get(file), 502).get("error").asText())
                .as("it may ask for it")
                .isEqualTo("unavailable");

        post("/" + id + "/take", as(MARTA), 200);
        for (String path : List.of(one, one + "/messages", file)) {
            assertThat(json(ana.get(path), 404).get("error").asText()).as(path).isEqualTo("not_found");
        }
        assertThat(json(ana.get("/api/v1/conversations?q=" + phone), 200).get("items"))
                .isEmpty();
        assertThat(ana.get("/api/v1/conversations?assignee=marta").body()).doesNotContain(id);
        json(ana.send("POST", one + "/assign", as("{\"id\":\"ana\"}")), 409);

        json(bot.operator("PUT", "/api/v1/agents/ana", "application/json", "{\"sees\":\"all\"}"), 200);
        await().atMost(BotUnderTest.SOON)
                .untilAsserted(() -> assertThat(ana.get(one).body()).contains("\"name\":\"Marta\""));
        assertThat(json(ana.get("/api/v1/me"), 200).at("/person/sees").asText()).isEqualTo("all");
        assertThat(ana.get("/api/v1/conversations?assignee=marta").body()).contains(id);
        json(ana.get(file), 502);
        assertThat(json(ana.send("POST", one + "/take", ""), 409)
                        .at("/assignee/id")
                        .asText())
                .isEqualTo("marta");
        json(bot.operator("PUT", "/api/v1/agents/ana", "application/json", "{\"sees\":\"own\"}"), 200);
    }

    @Test
    void anAgentPassesTheOwnConversationOnAndNoOthers() {
        Colleague marta = Colleague.of(bot, "marta", "Marta", PersonRole.AGENT);
        String user = bot.newUser();
        bot.say(user, "Quiero hablar con una persona");
        String one = "/api/v1/conversations/" + bot.publicConversation(user);
        json(marta.send("POST", one + "/take", ""), 200);

        JsonNode passed = json(marta.send("POST", one + "/assign", as(LUIS)), 200);
        assertThat(passed.at("/assignee/name").asText()).isEqualTo("Luis");
        assertThat(json(marta.send("POST", one + "/assign", as(MARTA)), 409)
                        .at("/assignee/id")
                        .asText())
                .isEqualTo("luis");
        assertThat(json(marta.send("POST", one + "/give-back", as(LUIS)), 409)
                        .get("error")
                        .asText())
                .isEqualTo("assigned");
    }
}
