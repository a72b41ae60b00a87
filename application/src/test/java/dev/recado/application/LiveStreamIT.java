package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recado.domain.people.PersonRole;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What people see while it happens, over the server-sent events of a running Recado.
class LiveStreamIT {
    private static final String TOKEN = "a-token-of-operators";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static BotUnderTest bot;

    @BeforeAll
    static void start() {
        bot = BotUnderTest.start(Map.of("RECADO_OPS_TOKEN", TOKEN));
        Colleague.stored(bot.context(), "marta", "Marta", PersonRole.AGENT);
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
        private final AtomicBoolean ended = new AtomicBoolean();
        private final List<Told> told = new CopyOnWriteArrayList<>();

        private Client(String lastEventId) throws Exception {
            this(lastEventId, "Authorization", "Bearer " + TOKEN);
        }

        private Client(String lastEventId, String header, String credential) throws Exception {
            HttpRequest.Builder request = HttpRequest.newBuilder(bot.url("/api/v1/stream"))
                    .header("Accept", "text/event-stream")
                    .header(header, credential);
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
            try (lines) {
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
            } finally {
                ended.set(true);
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
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no-number",
                "-1",
                "-9223372036854775808",
                "9223372036854775807",
                "99999999999999999999999999",
                "999999999999999",
                "1e3",
                "1,2"
            })
    void anIdThatIsNoneOfOursBeginsWithAResetThatHasOne(String lastEventId) throws Exception {
        try (Client client = new Client(lastEventId)) {
            assertThat(client.await("reset", _ -> true).id()).matches("\\d{13}");
        }
    }

    @Test
    void aClientThatIsGoneLeavesItsPlaceAndOneTooManyIsRefused() throws Exception {
        Colleague eva = Colleague.of(bot, "eva", "Eva", PersonRole.AGENT);
        for (int i = 0; i < 30; i++) {
            try (Client client = new Client("9223372036854775807", "Cookie", eva.cookie())) {
                client.await("ping", _ -> true);
            }
            HttpResponse<String> head = bot.send(HttpRequest.newBuilder(bot.url("/api/v1/stream"))
                    .header("Cookie", eva.cookie())
                    .method("HEAD", HttpRequest.BodyPublishers.noBody()));
            assertThat(head.statusCode()).isEqualTo(200);
        }
        List<Client> tabs = new ArrayList<>();
        try {
            Awaitility.await().atMost(PATIENCE).until(() -> {
                tabs.add(new Client("", "Cookie", eva.cookie()));
                tabs.getLast().await("ping", _ -> true);
                return tabs.size() == 25;
            });
            assertThat(eva.get("/api/v1/stream").statusCode()).isEqualTo(503);
            assertThat(eva.get("/api/v1/stream").body()).contains("too_many_streams");
            tabs.removeLast().close();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(AssertionError.class)
                    .until(() -> {
                        tabs.add(new Client("", "Cookie", eva.cookie()));
                        return true;
                    });
        } finally {
            tabs.forEach(Client::close);
        }
    }

    @Test
    void theStreamOfADeactivatedPersonEnds() throws Exception {
        Colleague leo = Colleague.of(bot, "leo", "Leo", PersonRole.AGENT);
        try (Client client = new Client("", "Cookie", leo.cookie())) {
            client.await("ping", _ -> true);
            assertThat(bot.operator("DELETE", "/api/v1/agents/leo", "application/json", "")
                            .statusCode())
                    .isEqualTo(200);
            Awaitility.await().atMost(PATIENCE).untilTrue(client.ended);
        }
    }

    @Test
    void theStreamOfASessionThatIsLoggedOutEnds() throws Exception {
        Colleague mia = Colleague.of(bot, "mia", "Mia", PersonRole.AGENT);
        try (Client client = new Client("", "Cookie", mia.cookie())) {
            client.await("ping", _ -> true);
            assertThat(mia.send("POST", "/api/v1/logout", "").statusCode()).isEqualTo(204);
            Awaitility.await().atMost(PATIENCE).untilTrue(client.ended);
        }
    }

    @Test
    void anAgentIsToldNothingOfWhatAColleagueHasButThatItIsGone() throws Exception {
        Colleague zoe = Colleague.of(bot, "zoe", "Zoe", PersonRole.AGENT);
        String seen = bot.newUser();
        String taken = bot.newUser();
        bot.say(seen, "hola");
        bot.say(taken, "hola");
        String seenId = bot.publicConversation(seen);
        String takenId = bot.publicConversation(taken);
        post(takenId + "/take", "{\"agent\":{\"id\":\"marta\"}}");
        try (Client client = new Client("", "Cookie", zoe.cookie());
                Client supervisor = new Client("")) {
            post(seenId + "/notes", "{\"text\":\"antes\"}");
            client.await("message", says("antes"));
            post(takenId + "/notes", "{\"text\":\"de Marta\"}");
            post(takenId + "/typing", "{\"agent\":{\"id\":\"marta\"}}");
            supervisor.await("message", says("de Marta"));
            supervisor.await(
                    "presence", data -> data.get("conversation").asText().equals(takenId));

            post(seenId + "/take", "{\"agent\":{\"id\":\"marta\"}}");
            client.await("gone", data -> data.get("id").asText().equals(seenId));
            post(seenId + "/notes", "{\"text\":\"después\"}");
            supervisor.await("message", says("después"));
            post(seenId + "/give-back", "{\"agent\":{\"id\":\"marta\"}}");
            client.await(
                    "conversation",
                    data -> data.get("id").asText().equals(seenId)
                            && data.get("status").asText().equals("open"));

            assertThat(client.told).noneMatch(told -> told.data().toString().contains(takenId));
            assertThat(client.told)
                    .filteredOn(told -> told.name().equals("gone"))
                    .hasSize(1);
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
