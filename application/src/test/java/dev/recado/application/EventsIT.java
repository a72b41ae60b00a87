package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.recado.domain.event.EventOutbox;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The business's own server is told what happens in a running Recado.
class EventsIT {
    private static final String SECRET = "a-secret-for-events";
    private static final Pattern SIGNATURE = Pattern.compile("t=(\\d+),v1=([0-9a-f]{64})");
    private static final Pattern NONE_WAITS = Pattern.compile("\"events\":\\{[^}]*\\{[^}]*\"waiting\":0");
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private volatile int status = 204;
    private HttpServer listener;

    private record Heard(String signature, String body, int answered) {
        String id() {
            Matcher id = ID.matcher(body);
            return id.find() ? id.group(1) : "";
        }

        boolean isSigned() throws Exception {
            Matcher given = SIGNATURE.matcher(signature);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return given.matches()
                    && Math.abs(Instant.now().getEpochSecond() - Long.parseLong(given.group(1))) < 300
                    && HexFormat.of()
                            .formatHex(mac.doFinal((given.group(1) + "." + body).getBytes(StandardCharsets.UTF_8)))
                            .equals(given.group(2));
        }
    }

    @BeforeEach
    void listen() throws Exception {
        listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        listener.createContext("/events", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            int answer = status;
            heard.add(new Heard(exchange.getRequestHeaders().getFirst("X-Recado-Signature"), body, answer));
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        listener.start();
    }

    @AfterEach
    void stop() {
        listener.stop(0);
    }

    private BotUnderTest bot() {
        return BotUnderTest.start(Map.of(
                "RECADO_EVENTS_URL",
                "http://127.0.0.1:" + listener.getAddress().getPort() + "/events",
                "RECADO_EVENTS_SECRET",
                SECRET,
                "RECADO_OPS_TOKEN",
                "a-token-for-operators"));
    }

    private List<String> taken(String type) {
        return heard.stream()
                .filter(one -> one.answered() == 204 && one.body().contains("\"type\":\"" + type + "\""))
                .map(Heard::id)
                .toList();
    }

    private void awaitTaken(int received, int sent) {
        await().atMost(BotUnderTest.SOON).untilAsserted(() -> {
            assertThat(taken("message_received")).hasSize(received);
            assertThat(taken("message_sent")).hasSize(sent);
        });
    }

    @Test
    void whatHappensIsToldSignedAndOnce() throws Exception {
        try (BotUnderTest bot = bot()) {
            String user = bot.newUser();
            bot.say(user, "hola, buenos días a todos");
            bot.say(user, "gracias, hasta mañana a todos");
            awaitTaken(2, 2);

            String conversation = bot.publicConversation(user);
            for (Heard one : heard) {
                assertThat(one.isSigned()).as(one.signature()).isTrue();
                assertThat(one.body())
                        .contains("\"conversation_id\":\"" + conversation + "\"", "\"at\":\"2")
                        .doesNotContain("buenos días");
            }
            assertThat(heard).extracting(Heard::id).doesNotHaveDuplicates();
            await().atMost(BotUnderTest.SOON)
                    .untilAsserted(() -> assertThat(bot.get("/health").body())
                            .containsPattern(NONE_WAITS)
                            .contains("\"set_aside\":0"));
            bot.keptThingsToItself();
        }
    }

    @Test
    void whatTheServerDidNotTakeIsToldAgain() {
        status = 500;
        try (BotUnderTest bot = bot()) {
            bot.say(bot.newUser(), "hola");
            bot.awaitLine("[EVENT] NOT_TAKEN", "HTTP 500");
            assertThat(bot.get("/health").body()).doesNotContainPattern(NONE_WAITS);

            status = 204;
            awaitTaken(1, 1);
            assertThat(bot.get("/prometheus").body()).contains("recado_events_pushed");
        }
    }

    @Test
    void whatWasSetAsideIsToldWhenTheOperatorAsksForIt() {
        status = 500;
        try (BotUnderTest bot = bot()) {
            bot.say(bot.newUser(), "hola");
            await().atMost(BotUnderTest.SOON)
                    .untilAsserted(() ->
                            assertThat(heard.stream().map(Heard::id).distinct()).hasSize(2));
            EventOutbox outbox = bot.context().getBean(EventOutbox.class);
            heard.stream().map(Heard::id).distinct().forEach(id -> outbox.setAside(id, "HTTP 500", Instant.now()));
            await().atMost(BotUnderTest.SOON)
                    .untilAsserted(() -> assertThat(bot.get("/health").body())
                            .containsPattern(NONE_WAITS)
                            .contains("\"set_aside\":2"));
            assertThat(taken("message_received")).isEmpty();
            status = 204;

            HttpResponse<String> answer = bot.operator("POST", "/api/v1/events/replay", "application/json", "");

            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.body()).isEqualTo("{\"again\":2}");
            awaitTaken(1, 1);
        }
    }

    @Test
    void whatWasNotTakenBeforeAStopIsToldAfterIt() {
        status = 503;
        try (BotUnderTest bot = bot()) {
            bot.say(bot.newUser(), "hola");
            bot.awaitLine("[EVENT] NOT_TAKEN", "HTTP 503");
            bot.stop();
            status = 204;
            assertThat(taken("message_received")).isEmpty();

            bot.startAgain();
            awaitTaken(1, 1);
        }
    }
}
