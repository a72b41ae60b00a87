package dev.recado.application;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Both providers at once: each answers where it was written to.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetaBesideTwilioIT {
    private static final String SECRET = "app-secret-of-the-tests";
    private static final String OPS_TOKEN = "operators-of-the-tests";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Sent> sent = new CopyOnWriteArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private HttpServer graph;

    @SuppressWarnings("NullAway.Init")
    private BotUnderTest bot;

    /// @param uri of the call to the Graph API
    private record Sent(String uri, JsonNode body) {}

    @BeforeAll
    void start() throws IOException {
        graph = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        graph.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        graph.createContext("/", this::take);
        graph.start();
        bot = BotUnderTest.start(Map.of(
                "WHATSAPP_TOKEN",
                "token-of-the-tests",
                "WHATSAPP_PHONE_NUMBER_ID",
                "106540352242922",
                "WHATSAPP_APP_SECRET",
                SECRET,
                "WHATSAPP_VERIFY_TOKEN",
                "verify-token-of-the-tests",
                "WHATSAPP_API_BASE_URL",
                "http://127.0.0.1:" + graph.getAddress().getPort(),
                "RECADO_OPS_TOKEN",
                OPS_TOKEN));
    }

    @AfterAll
    void stop() {
        bot.close();
        graph.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode body = JSON.readTree(exchange.getRequestBody());
            sent.add(new Sent(exchange.getRequestURI().toString(), body));
            byte[] answer = (exchange.getRequestMethod().equals("GET")
                            ? "{\"verified_name\":\"Clínica Aurora\"}"
                            : "{\"messages\":[{\"id\":\"wamid.out%d\"}]}".formatted(sent.size()))
                    .getBytes(UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private List<Sent> sentTo(String digits) {
        return sent.stream()
                .filter(one -> one.body().path("to").asText().equals(digits)
                        && one.body().has("text"))
                .toList();
    }

    private HttpResponse<String> post(String value) {
        byte[] body = """
                {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":
                 {"messaging_product":"whatsapp","metadata":{"phone_number_id":"106540352242922"},%s}}]}]}""".formatted(value).getBytes(UTF_8);
        return bot.send(HttpRequest.newBuilder(bot.url("/webhooks/meta"))
                .header("X-Hub-Signature-256", "sha256=" + signature(body))
                .timeout(BotUnderTest.SOON)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    private static String signature(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(String id, String from, String words) {
        return "{\"from\":\"%s\",\"id\":\"%s\",\"type\":\"text\",\"text\":{\"body\":\"%s\"}}"
                .formatted(from, id, words);
    }

    @Test
    void aPersonAnswersWhereTheUserWroteLast() {
        String ana = bot.newUser();
        String digits = BotUnderTest.waId(ana);
        bot.say(ana, "¿a qué hora abren?");
        post("\"messages\":[" + text("wamid.last", digits, "¿a qué hora cierran?") + "]");
        await().atMost(BotUnderTest.SOON).until(() -> sentTo(digits).size() == 1);

        String path = "/api/v1/conversations/" + bot.publicConversation(ana) + "/messages";
        assertThat(bot.operator("POST", path, "application/json", "{\"text\":\"A las ocho, soy Marta.\"}")
                        .statusCode())
                .isEqualTo(202);
        await().atMost(BotUnderTest.SOON).until(() -> sentTo(digits).size() == 2);
        Sent answer = sentTo(digits).getLast();
        assertThat(answer.uri()).isEqualTo("/v26.0/106540352242922/messages");
        assertThat(answer.body().at("/text/body").asText()).isEqualTo("A las ocho, soy Marta.");
    }

    @Test
    void anAnswerLeavesWhereTheMessageCameInAndItsReceiptFindsIt() {
        assertThat(post("\"messages\":[" + text("wamid.a", "15559000001", "¿a qué hora abren?") + "]")
                        .statusCode())
                .isEqualTo(200);
        await().atMost(BotUnderTest.SOON).until(() -> !sentTo("15559000001").isEmpty());

        Sent answer = sentTo("15559000001").getFirst();
        assertThat(answer.uri()).isEqualTo("/v26.0/106540352242922/messages");
        assertThat(answer.body().at("/text/body").asText()).contains("9:00");
        assertThat(answer.body().path("biz_opaque_callback_data").asText()).isEqualTo("meta:wamid.a/0");
        post("\"statuses\":[{\"id\":\"wamid.x\",\"status\":\"read\",\"biz_opaque_callback_data\":\"meta:wamid.a/0\"}]");
        assertThat(bot.awaitPart("wamid.a", "read")).containsEntry("channel", "meta");
        assertThat(bot.say(bot.newUser(), "¿a qué hora abren?")).contains("9:00");
        bot.keptThingsToItself();
    }

    @Test
    void aThousandNewsOfOneWebhookAreStoredAndAcknowledgedOnce() {
        String messages = IntStream.range(0, 500)
                .mapToObj(i -> text("wamid.many" + i, "1555901%04d".formatted(i), "hola"))
                .collect(Collectors.joining(","));
        String statuses = IntStream.range(0, 500)
                .mapToObj(i -> "{\"id\":\"wamid.s%d\",\"status\":\"sent\",\"biz_opaque_callback_data\":\"meta:s%d/0\"}"
                        .formatted(i, i))
                .collect(Collectors.joining(","));

        assertThat(post("\"messages\":[" + messages + "],\"statuses\":[" + statuses + "]")
                        .statusCode())
                .isEqualTo(200);
        assertThat(post("\"messages\":[" + messages + "]").statusCode()).isEqualTo(200);

        await().atMost(BotUnderTest.SOON.multipliedBy(3))
                .until(() -> sent.stream()
                                .map(one -> one.body().path("to").asText())
                                .filter(to -> to.startsWith("1555901"))
                                .distinct()
                                .count()
                        == 500);
        Set<String> many = IntStream.range(0, 500)
                .mapToObj(i -> bot.logged("meta:wamid.many" + i))
                .collect(Collectors.toSet());
        assertThat(bot.log.with("[IN]").stream().filter(line -> namesOneOf(many, line)))
                .hasSize(500);
        assertThat(bot.log.with("[DUP]").stream().filter(line -> namesOneOf(many, line)))
                .hasSize(500);
        assertThat(bot.log.with("[ACK]").stream().filter(line -> namesOneOf(many, line)))
                .isEmpty();
    }

    private static boolean namesOneOf(Set<String> ids, String line) {
        return Stream.of(line.split("[ =\"]")).anyMatch(ids::contains);
    }

    @Test
    void anOperatorTriesEitherProvider() {
        HttpResponse<String> test = bot.get("/api/v1/test", "Authorization", "Bearer " + OPS_TOKEN);
        assertThat(test.body()).contains("Clínica Aurora", "Recado's stand-in");

        HttpResponse<String> tried = bot.send(HttpRequest.newBuilder(bot.url("/api/v1/send-test"))
                .header("Authorization", "Bearer " + OPS_TOKEN)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"to\":\"+15559000009\",\"text\":\"¿Llega?\",\"provider\":\"meta\"}")));
        assertThat(tried.statusCode()).as(tried.body()).isEqualTo(200);
        assertThat(sentTo("15559000009"))
                .singleElement()
                .satisfies(one -> assertThat(one.uri()).isEqualTo("/v26.0/106540352242922/messages"));
        assertThat(bot.get("/health").body()).contains("\"meta\"", "\"twilio\"");
    }
}
