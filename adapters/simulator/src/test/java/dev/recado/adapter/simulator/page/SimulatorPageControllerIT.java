package dev.recado.adapter.simulator.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recado.adapter.simulator.MetaStandIn;
import dev.recado.adapter.simulator.TwilioStandIn;
import dev.recado.adapter.simulator.core.StandInOptions;
import dev.recado.adapter.simulator.http.FakeRecado;
import dev.recado.adapter.simulator.http.Form;
import dev.recado.adapter.simulator.http.Json;
import dev.recado.adapter.simulator.http.StandInResponse;
import dev.recado.adapter.simulator.message.MetaInboundWebhook;
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
class SimulatorPageControllerIT {
    private static final String ANA = "whatsapp:+15550100001";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final TwilioStandIn twilio = TwilioStandIn.start(StandInOptions.of(InstantSource.system(), new Random(11)));
    private final MetaStandIn meta = MetaStandIn.start(StandInOptions.of(InstantSource.system(), new Random(12)));
    private final ApplicationContext context = ApplicationContext.builder()
            .properties(Map.of("recado.simulator", "on", "recado.bot-name", "Clara", "micronaut.server.port", "-1"))
            .singletons(twilio, meta)
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
        meta.pointAt(recado.metaWebhook());
    }

    @AfterEach
    void forget() {
        twilio.readAtOnceWhen(_ -> true);
        twilio.faults().clear();
        meta.faults().clear();
    }

    @AfterAll
    void close() {
        context.close();
        twilio.close();
        meta.close();
        recado.close();
        client.shutdownNow();
    }

    @Test
    void thePageAndItsAssetsAreServed() throws Exception {
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
        // By hand, because the JDK's client does not allow setting Host.
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: rebound.example:8080\r\n\r\n").getBytes(UTF_8));
            var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            assertThat(lines.readLine()).isEqualTo("HTTP/1.1 403 Forbidden");
        }
    }

    @ParameterizedTest
    @CsvSource({"http://evil.example, 403", "null, 403", "http://localhost:1, 403", "self, 202"})
    void onlyThePagesOwnOriginIsAccepted(String origin, int status) throws Exception {
        var own = "http://127.0.0.1:" + server.getPort();
        var order = request("/simulator/messages")
                .header("Origin", origin.equals("self") ? own : origin)
                .header("Content-Type", "application/json")
                .POST(body(Map.of("from", ANA, "kind", "text", "text", "hola")));

        assertThat(send(order).statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, http://localhost:3000",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Via, 1.1 tunnel",
        "X-Forwarded-For, 203.0.113.7",
        "Ngrok-Trace-Id, 1a2b"
    })
    void foreignRequestsAreRefusedOnEveryPath(String header, String value) throws Exception {
        for (String path : List.of("/", "/simulator/chats", "/simulator/faults", "/simulator/assets/main.js")) {
            assertThat(send(request(path).header(header, value).GET()).statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
    }

    @Test
    void aFormFromAnotherSiteIsRefused() throws Exception {
        var order = request("/simulator/messages")
                .header("Content-Type", "text/plain")
                .POST(body(Map.of("from", ANA, "kind", "text", "text", "hola")));

        assertThat(send(order).statusCode()).isEqualTo(415);
    }

    @Test
    void aMessageFromThePageIsARealWebhookAndIsSeenInTheChats() throws Exception {
        var sid = order(Map.of("from", ANA, "name", "Ana Torres", "kind", "text", "text", "¿A qué hora abren?"));

        await().atMost(TIMEOUT)
                .until(() -> twilio.find(sid).orElseThrow().status().equals("received"));
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
    void everyKindOfMessageIsSentAsByTwilio(String kind, String text, String parameter, String value) throws Exception {
        var sid = order(Map.of("from", ANA, "kind", kind, "text", text, "payload", "YES", "to", "SM1"));

        await().atMost(TIMEOUT).until(() -> !recado.webhooks().isEmpty());
        var form = Form.parse(recado.webhooks().getLast().text());
        assertThat(form.firstOr("MessageSid", "")).isEqualTo(sid);
        assertThat(form.firstOr(parameter, "")).isEqualTo(value);
        assertThat(form.firstOr("Body", "none")).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "voice, '', audio",
        "image, look, image",
        "location, '', location",
        "button, Yes, interactive",
        "list, Cut, interactive",
        "reaction, 👍, reaction"
    })
    void everyKindOfMessageIsSentAsByMeta(String kind, String text, String type) throws Exception {
        var sid = order(Map.of(
                "provider",
                "meta",
                "from",
                "+15550100001",
                "kind",
                kind,
                "text",
                text,
                "payload",
                "YES",
                "to",
                "wamid.1",
                "about",
                "wamid.2"));

        await().atMost(TIMEOUT).until(() -> !recado.webhooks().isEmpty());
        var body = Json.readObject(recado.webhooks().getLast().text());
        var message = Json.objects(MetaInboundWebhook.values(body).getFirst(), "messages")
                .getFirst();
        assertThat(message).containsEntry("id", sid).containsEntry("type", type).containsEntry("from", "15550100001");
        assertThat(Json.named(message.get("context"))).containsEntry("id", "wamid.2");
        var chats = Json.readObject(get("/simulator/chats").body());
        assertThat(Json.objects(chats, "messages"))
                .anySatisfy(shown -> assertThat(shown)
                        .containsEntry("sid", sid)
                        .containsEntry("provider", "meta")
                        .containsEntry("user", "+15550100001")
                        .containsEntry("kind", kind));
        assertThat(Json.objects(chats, "providers"))
                .extracting(each -> each.get("id"))
                .containsExactly("twilio", "meta");
        var again = send(request("/simulator/messages/" + java.net.URLEncoder.encode(sid, UTF_8) + "/again")
                .POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(again.statusCode()).isEqualTo(202);
        await().atMost(TIMEOUT).until(() -> recado.webhooks().size() == 2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "twilio | send | throttle | 'times':2 | 2",
                "meta | send | refuse | 'code':131056,'to':'+15550100001' | 1",
                "meta | typing | fail-before | 'status':500 | 1",
                "twilio | lookup | slow | 'seconds':1 | 1",
                "twilio | listing | cut-before | 'times':3 | 3",
                "meta | callback | reversed | 'times':1 | 1",
                "meta | webhook | twice | 'to':'15550100001' | 1",
                "twilio | send | undeliver | 'code':63024,'message':'no such user' | 1"
            })
    void aFaultIsOrderedShownAndForgotten(String provider, String on, String fault, String more, int times)
            throws Exception {
        var answer =
                orderFault("{'provider':'" + provider + "','on':'" + on + "','fault':'" + fault + "'," + more + "}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        var shown = Json.objects(Json.readObject(get("/simulator/faults").body()), "faults");
        assertThat(shown)
                .singleElement()
                .satisfies(order -> assertThat(order)
                        .containsEntry("provider", provider)
                        .containsEntry("on", on)
                        .containsEntry("fault", fault)
                        .containsEntry("times", (long) times)
                        .containsEntry("to", more.contains("'to'") ? "+15550100001" : null));
        var forgotten = send(request("/simulator/faults").DELETE());
        assertThat(Json.objects(Json.readObject(forgotten.body()), "faults")).isEmpty();
        assertThat(twilio.faults().pending() + meta.faults().pending()).isZero();
    }

    @Test
    void aFaultOrderedOverHttpTakesEffect() throws Exception {
        orderFault("{'provider':'meta','on':'webhook','fault':'lost','to':'whatsapp:+15550100001'}");
        var sid = order(Map.of("provider", "meta", "from", "+15550100001", "kind", "text", "text", "hola"));

        await().atMost(TIMEOUT)
                .until(() -> meta.find(sid).orElseThrow().status().equals("failed"));
        assertThat(recado.webhooks()).isEmpty();
    }

    @Test
    void aWindowIsClosedOverHttpAndOpensWhenTheUserWrites() throws Exception {
        orderFault("{'provider':'meta','on':'send','fault':'window-closed','to':'+15550100001'}");

        var closed = Json.objects(Json.readObject(get("/simulator/faults").body()), "closed_windows");
        assertThat(closed).containsExactly(Json.object("provider", "meta", "to", "+15550100001"));
        meta.deliver(meta.from("+15550100001").text("hola"));
        assertThat(meta.faults().closedWindows()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense | not JSON",
                "{'provider':'signal','on':'send','fault':'slow'} | expected twilio or meta",
                "{'on':'mail','fault':'slow'} | on: expected one of [send, lookup, typing, callback, webhook, listing]",
                "{'on':'callback','fault':'slow'} | fault: expected one of [duplicate, early, mute, reversed]",
                "{'on':'send','fault':'refuse'} | code: expected an error code",
                "{'on':'send','fault':'slow','times':0} | times: expected a number from 1",
                "{'on':'send','fault':'fail-before','status':200} | status: expected a number from 500",
                "{'on':'send','fault':'slow','colour':'red'} | no field \"colour\"",
                "{'on':'lookup','fault':'slow','to':'+1555'} | to: expected with",
                "{'on':'send','fault':'window-closed'} | expected \"to\"",
                "{'provider':'meta','on':'listing','fault':'slow'} | Meta has no list"
            })
    void anInvalidFaultIsRefusedWithTheAllowedValues(String order, String reason) throws Exception {
        var answer = orderFault(order);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Json.text(Json.readObject(answer.body()), "error")).contains(reason);
        assertThat(twilio.faults().pending() + meta.faults().pending()).isZero();
    }

    private HttpResponse<String> orderFault(String order) throws Exception {
        return send(request("/simulator/faults")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(order.replace('\'', '"'))));
    }

    @Test
    void aUserWithoutANumberCanWrite() throws Exception {
        order(Map.of("from", "whatsapp:ES.13491208655302741918", "kind", "text", "text", "hola"));

        await().atMost(TIMEOUT).until(() -> !recado.webhooks().isEmpty());
        var form = Form.parse(recado.webhooks().getLast().text());
        assertThat(form.has("WaId")).isFalse();
        assertThat(form.firstOr("ExternalUserId", "")).isEqualTo("whatsapp:ES.13491208655302741918");
    }

    @ParameterizedTest
    @CsvSource({"'', text, hola", "whatsapp:+15550100001, dance, hola", "whatsapp:+15550100001, text, ''"})
    void anInvalidMessageIsRefusedWithAReason(String from, String kind, String text) throws Exception {
        var answer = send(request("/simulator/messages")
                .header("Content-Type", "application/json")
                .POST(body(Map.of("from", from, "kind", kind, "text", text))));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Json.text(Json.readObject(answer.body()), "error")).isNotEmpty();
    }

    @Test
    void aRejectedMessageIsSentAgain() throws Exception {
        recado.answers(_ -> StandInResponse.empty(503));
        var sid = order(Map.of("from", ANA, "kind", "text", "text", "hola"));
        await().atMost(TIMEOUT)
                .until(() -> twilio.find(sid).orElseThrow().status().equals("failed"));
        recado.answers(_ -> FakeRecado.twiml("<Response/>"));

        var again = send(request("/simulator/messages/" + sid + "/again").POST(HttpRequest.BodyPublishers.noBody()));

        assertThat(again.statusCode()).isEqualTo(202);
        await().atMost(TIMEOUT)
                .until(() -> twilio.find(sid).orElseThrow().status().equals("received"));
    }

    @Test
    void anOpenPageGetsEventsAndMarksViewedMessagesAsRead() throws Exception {
        var lines = new CopyOnWriteArrayList<String>();
        var stream = client.send(request("/simulator/events").build(), HttpResponse.BodyHandlers.ofInputStream());
        Thread.startVirtualThread(() -> read(stream.body(), lines));
        await().atMost(TIMEOUT).until(() -> lines.contains("event: beat"));

        recado.answers(_ -> FakeRecado.twiml("<Response><Message>ya</Message></Response>"));
        order(Map.of("from", ANA, "kind", "text", "text", "hola"));

        await().atMost(TIMEOUT)
                .until(() -> twilio.sentTo(ANA).getLast().status().equals("delivered"));
        await().atMost(TIMEOUT).until(() -> lines.stream().anyMatch(line -> line.contains("\"delivered\"")));
        assertThat(lines).contains("event: message", "event: trace");
        send(request("/simulator/seen")
                .header("Content-Type", "application/json")
                .POST(body(Map.of("user", ANA))));
        await().atMost(TIMEOUT)
                .until(() -> twilio.sentTo(ANA).getLast().status().equals("read"));
        stream.body().close();
    }

    @Test
    void withoutTheSimulatorNothingIsServed() throws Exception {
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
        await().atMost(TIMEOUT)
                .until(() -> twilio.find(sid).isPresent() || meta.find(sid).isPresent());
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
