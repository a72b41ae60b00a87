package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What people see while it happens, over the server-sent events of a running Recado.
class LiveStreamIT {
    private static final String TOKEN = "a-token-of-operators";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static BotUnderTest bot;

    @BeforeAll
    static void start() {
        bot = BotUnderTest.start(Map.of("RECADO_OPS_TOKEN", TOKEN));
    }

    @AfterAll
    static void stop() {
        try (BotUnderTest closed = bot) {
            closed.keptThingsToItself();
        }
    }

    private record Told(String name, String id, JsonNode data) {}

    /// A client that reads the stream until it is closed.
    private static final class Client implements AutoCloseable {
        private final HttpClient http = HttpClient.newHttpClient();
        private final List<Told> told = new CopyOnWriteArrayList<>();

        private Client(String lastEventId) throws Exception {
            HttpRequest.Builder request = HttpRequest.newBuilder(bot.url("/api/v1/stream"))
                    .header("Accept", "text/event-stream")
                    .header("Authorization", "Bearer " + TOKEN);
            if (!lastEventId.isEmpty()) {
                request.header("Last-Event-ID", lastEventId);
            }
            HttpResponse<Stream<String>> response = http.send(request.build(), HttpResponse.BodyHandlers.ofLines());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
            Thread.ofVirtual().start(() -> read(response.body()));
        }

        private void read(Stream<String> lines) {
            String[] event = {"", "", ""};
            try {
                lines.forEach(line -> {
                    if (line.startsWith("event:")) {
                        event[0] = line.substring(6).strip();
                    } else if (line.startsWith("id:")) {
                        event[1] = line.substring(3).strip();
                    } else if (line.startsWith("data:")) {
                        event[2] += line.substring(5).strip();
                    } else if (line.isEmpty() && !event[2].isEmpty()) {
                        told.add(new Told(event[0], event[1], json(event[2])));
                        event[2] = "";
                    }
                });
            } catch (UncheckedIOException _) {
                // closed
            }
        }

        private Told await(String name, Predicate<JsonNode> isIt) {
            return await(event -> event.name().equals(name) && isIt.test(event.data()));
        }

        private Told await(Predicate<Told> isIt) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(told).anyMatch(isIt));
            return told.stream().filter(isIt).findFirst().orElseThrow();
        }

        @Override
        public void close() {
            http.shutdownNow();
        }
    }

    private static JsonNode json(String text) {
        try {
            return JsonMapper.builder().build().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    private static Predicate<JsonNode> says(String text) {
        return data -> data.path("content").asText().equals(text);
    }

    private static HttpResponse<String> post(String path, String body) {
        return bot.operator("POST", "/api/v1/conversations/" + path, "application/json", body);
    }

    @Test
    void aMessageIsSeenWithItsConversationAndItsReceipts() throws Exception {
        String ana = bot.newUser();
        try (Client client = new Client("")) {
            bot.say(ana, "¿están abiertos hoy?");
            Told message = client.await("message", says("¿están abiertos hoy?"));
            String id = message.data().get("conversation").asText();

            assertThat(id).isEqualTo(bot.publicConversation(ana));
            assertThat(message.data().get("role").asText()).isEqualTo("user");
            assertThat(message.id()).matches("\\d{13}");
            client.await("conversation", data -> data.get("id").asText().equals(id));
            Told answer = client.await(
                    "message",
                    data -> data.get("role").asText().equals("assistant")
                            && data.get("conversation").asText().equals(id));
            // its receipts may be told with it already
            String read = answer.data().get("id").asText();
            client.await(told -> told.data().path("id").asText().equals(read)
                    && told.data().path("status").asText().equals("read"));
        }
    }

    @Test
    void whatPeopleDoIsSeenByColleagues() throws Exception {
        String ana = bot.newUser();
        bot.say(ana, "hola");
        String id = bot.publicConversation(ana);
        try (Client client = new Client("")) {
            post(id + "/take", "{\"agent\":{\"id\":\"marta\",\"name\":\"Marta\"}}");
            client.await(
                    "conversation",
                    data -> data.get("id").asText().equals(id)
                            && data.path("assignee").path("id").asText().equals("marta"));
            client.await("message", data -> data.get("kind").asText().equals("handoff_taken"));

            post(id + "/messages", "{\"text\":\"Hola, soy Marta.\",\"agent\":{\"id\":\"marta\",\"name\":\"Marta\"}}");
            Told message = client.await("message", says("Hola, soy Marta."));
            assertThat(message.data().path("author").path("name").asText()).isEqualTo("Marta");

            post(id + "/notes", "{\"text\":\"Llamar mañana\"}");
            client.await("message", says("Llamar mañana"));
            bot.operator(
                    "PUT", "/api/v1/conversations/" + id + "/labels", "application/json", "{\"labels\":[\"citas\"]}");
            client.await(
                    "conversation", data -> data.path("labels").path(0).asText().equals("citas"));
        }
    }

    @Test
    void aClientThatComesBackIsToldWhatItMissed() throws Exception {
        String ana = bot.newUser();
        String last;
        try (Client client = new Client("")) {
            bot.say(ana, "primera");
            last = client.await("message", says("primera")).id();
        }
        bot.say(ana, "segunda");
        try (Client client = new Client(last)) {
            client.await("message", says("segunda"));
        }
        try (Client client = new Client("no-number")) {
            client.await("reset", _ -> true);
        }
    }

    @Test
    void whoTypesIsSeenByColleagues() throws Exception {
        String ana = bot.newUser();
        bot.say(ana, "hola");
        String id = bot.publicConversation(ana);
        try (Client client = new Client("")) {
            post(id + "/typing", "{\"agent\":{\"id\":\"marta\",\"name\":\"Marta\"}}");
            Told typing = client.await(
                    "presence", data -> data.get("conversation").asText().equals(id));

            assertThat(typing.data().get("agent").get("name").asText()).isEqualTo("Marta");
            assertThat(typing.data().get("typing").asBoolean()).isTrue();
        }
    }

    @Test
    void withoutATokenThereIsNoStream() {
        HttpResponse<String> response = bot.get("/api/v1/stream");

        assertThat(response.statusCode()).isEqualTo(401);
    }
}
