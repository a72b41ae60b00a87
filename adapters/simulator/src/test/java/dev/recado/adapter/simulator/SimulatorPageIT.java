package dev.recado.adapter.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Scanner;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(Lifecycle.PER_CLASS)
class SimulatorPageIT {
    private static final String ANA = "whatsapp:+15550100001";
    private static final Duration SOON = Duration.ofSeconds(10);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final TwilioStandIn twilio = TwilioStandIn.start(StandInOptions.of(InstantSource.system(), new Random(11)));
    private final ApplicationContext context = ApplicationContext.builder()
            .properties(Map.of("recado.simulator", "on", "recado.bot-name", "Clara", "micronaut.server.port", "-1"))
            .singletons(twilio)
            .start();
    private final EmbeddedServer server = context.getBean(EmbeddedServer.class);
    private FakeRecado recado = new FakeRecado();

    @BeforeAll
    void serve() {
        server.start();
    }

    @BeforeEach
    void pointAtAFreshRecado() {
        recado.close();
        recado = new FakeRecado();
        twilio.pointAt(recado.webhook());
    }

    @AfterEach
    void forget() {
        twilio.readAtOnceWhen(_ -> true);
    }

    @AfterAll
    void close() {
        context.close();
        twilio.close();
        recado.close();
        client.shutdownNow();
    }

    @Test
    void thePageAndAllItNeedsComeFromHere() throws Exception {
        var page = get("/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "frame-ancestors 'none'");
        assertThat(page.body()).doesNotContainPattern("(src|href)=\"https?:");
        var wanted = new ArrayList<>(found("(?:src|href)=\"(/simulator/[^\"]+)\"", page.body()));
        for (int i = 0; i < wanted.size(); i++) {
            var asset = get(wanted.get(i));
            assertThat(asset.statusCode()).as(wanted.get(i)).isEqualTo(200);
            for (var imported : found("from '\\./([a-z]+\\.js)'", asset.body())) {
                var path = "/simulator/assets/" + imported;
                if (!wanted.contains(path)) {
                    wanted.add(path);
                }
            }
        }
        assertThat(wanted).hasSizeGreaterThan(8);
        assertThat(get("/simulator/media/voice").statusCode()).isEqualTo(200);
        assertThat(get("/simulator/assets/nothing.js").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/simulator/chats", "/simulator/events", "/simulator/assets/main.js"})
    void aHostThatIsNotLoopbackIsRefused(String path) throws Exception {
        // By hand: the JDK's client does not let anyone set Host.
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: rebound.example:8080\r\n\r\n").getBytes(UTF_8));
            var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            assertThat(lines.readLine()).isEqualTo("HTTP/1.1 403 Forbidden");
        }
    }

    @ParameterizedTest
    @CsvSource({"http://evil.example, 403", "null, 403", "http://localhost:1, 403", "self, 202"})
    void onlyThePagesOwnOriginMayGiveOrders(String origin, int status) throws Exception {
        var own = "http://127.0.0.1:" + server.getPort();
        var order = request("/simulator/messages")
                .header("Origin", origin.equals("self") ? own : origin)
                .header("Content-Type", "application/json")
                .POST(body(Map.of("from", ANA, "kind", "text", "text", "hola")));

        assertThat(send(order).statusCode()).isEqualTo(status);
    }

    @Test
    void aFormFromAnotherSiteIsNoOrder() throws Exception {
        var order = request("/simulator/messages")
                .header("Content-Type", "text/plain")
                .POST(body(Map.of("from", ANA, "kind", "text", "text", "hola")));

        assertThat(send(order).statusCode()).isEqualTo(415);
    }

    @Test
    void aMessageFromThePageIsARealWebhookAndIsSeenInTheChats() throws Exception {
        var sid = order(Map.of("from", ANA, "name", "Ana Torres", "kind", "text", "text", "¿A qué hora abren?"));

        await().atMost(SOON).until(() -> twilio.find(sid).orElseThrow().status().equals("received"));
        var form = Form.parse(recado.webhooks().getLast().text());
        assertThat(form.firstOr("Body", "")).isEqualTo("¿A qué hora abren?");
        assertThat(form.firstOr("ProfileName", "")).isEqualTo("Ana Torres");
        var chats = Json.readObject(get("/simulator/chats").body());
        assertThat(Json.text(chats, "bot")).isEqualTo("Clara");
        assertThat(Json.objects(chats, "messages"))
                .anySatisfy(
                        message -> assertThat(message).containsEntry("sid", sid).containsEntry("status", "received"));
        var traffic =
                Json.readObject(get("/simulator/messages/" + sid + "/traffic").body());
        var trace = Json.objects(traffic, "traces").getFirst();
        assertThat(Json.text(Json.named(trace.get("request")), "body")).contains("MessageSid=" + sid);
        assertThat(Json.named(trace.get("response"))).containsEntry("status", 200L);
    }

    @ParameterizedTest
    @CsvSource({
        "voice, '', MediaContentType0, audio/ogg",
        "image, look, MediaContentType0, image/jpeg",
        "location, '', Label, Parque del Retiro",
        "button, Yes, ButtonPayload, YES",
        "reaction, 👍, OriginalRepliedMessageSid, SM1"
    })
    void everyKindOfMessageLeavesAsTwilioSendsIt(String kind, String text, String parameter, String value)
            throws Exception {
        var sid = order(Map.of("from", ANA, "kind", kind, "text", text, "payload", "YES", "to", "SM1"));

        await().atMost(SOON).until(() -> !recado.webhooks().isEmpty());
        var form = Form.parse(recado.webhooks().getLast().text());
        assertThat(form.firstOr("MessageSid", "")).isEqualTo(sid);
        assertThat(form.firstOr(parameter, "")).isEqualTo(value);
        assertThat(form.firstOr("Body", "none")).isEqualTo(text);
    }

    @Test
    void someoneWithoutANumberCanWrite() throws Exception {
        order(Map.of("from", "whatsapp:ES.13491208655302741918", "kind", "text", "text", "hola"));

        await().atMost(SOON).until(() -> !recado.webhooks().isEmpty());
        var form = Form.parse(recado.webhooks().getLast().text());
        assertThat(form.has("WaId")).isFalse();
        assertThat(form.firstOr("ExternalUserId", "")).isEqualTo("whatsapp:ES.13491208655302741918");
    }

    @ParameterizedTest
    @CsvSource({"'', text, hola", "whatsapp:+15550100001, dance, hola", "whatsapp:+15550100001, text, ''"})
    void whatIsNoMessageIsRefusedWithAReason(String from, String kind, String text) throws Exception {
        var answer = send(request("/simulator/messages")
                .header("Content-Type", "application/json")
                .POST(body(Map.of("from", from, "kind", kind, "text", text))));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Json.text(Json.readObject(answer.body()), "error")).isNotEmpty();
    }

    @Test
    void aMessageThatWasNotTakenIsSentAgain() throws Exception {
        recado.answers(_ -> Answer.empty(503));
        var sid = order(Map.of("from", ANA, "kind", "text", "text", "hola"));
        await().atMost(SOON).until(() -> twilio.find(sid).orElseThrow().status().equals("failed"));
        recado.answers(_ -> FakeRecado.twiml("<Response/>"));

        var again = send(request("/simulator/messages/" + sid + "/again").POST(HttpRequest.BodyPublishers.noBody()));

        assertThat(again.statusCode()).isEqualTo(202);
        await().atMost(SOON).until(() -> twilio.find(sid).orElseThrow().status().equals("received"));
    }

    @Test
    void anOpenPageHearsWhatHappensAndReadsWhatItLooksAt() throws Exception {
        var lines = new CopyOnWriteArrayList<String>();
        var stream = client.send(request("/simulator/events").build(), HttpResponse.BodyHandlers.ofInputStream());
        Thread.startVirtualThread(() -> read(stream.body(), lines));
        await().atMost(SOON).until(() -> lines.contains("event: beat"));

        recado.answers(_ -> FakeRecado.twiml("<Response><Message>ya</Message></Response>"));
        order(Map.of("from", ANA, "kind", "text", "text", "hola"));

        await().atMost(SOON).until(() -> twilio.sentTo(ANA).getLast().status().equals("delivered"));
        await().atMost(SOON).until(() -> lines.stream().anyMatch(line -> line.contains("\"delivered\"")));
        assertThat(lines).contains("event: message", "event: trace");
        send(request("/simulator/seen")
                .header("Content-Type", "application/json")
                .POST(body(Map.of("user", ANA))));
        await().atMost(SOON).until(() -> twilio.sentTo(ANA).getLast().status().equals("read"));
        stream.body().close();
    }

    @Test
    void withoutTheSimulatorNothingOfItIsServed() throws Exception {
        try (var plain = ApplicationContext.run(EmbeddedServer.class, Map.of("micronaut.server.port", "-1"))) {
            var page = client.send(
                    HttpRequest.newBuilder(plain.getURI().resolve("/")).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(page.statusCode()).isEqualTo(404);
        }
    }

    private String order(Map<String, String> order) throws Exception {
        var answer = send(request("/simulator/messages")
                .header("Content-Type", "application/json")
                .POST(body(order)));
        assertThat(answer.statusCode()).isEqualTo(202);
        var sid = Json.text(Json.readObject(answer.body()), "sid");
        await().atMost(SOON).until(() -> twilio.find(sid).isPresent());
        return sid;
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getPort() + path));
    }

    private static HttpRequest.BodyPublisher body(Map<String, ? extends @Nullable Object> json) {
        return HttpRequest.BodyPublishers.ofString(Json.write(json));
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    private static void read(InputStream stream, List<String> lines) {
        try (var scanner = new Scanner(stream, UTF_8)) {
            while (scanner.hasNextLine()) {
                lines.add(scanner.nextLine());
            }
        }
    }
}
