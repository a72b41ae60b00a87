package dev.recado.adapter.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.recado.adapter.simulator.account.MetaSignature;
import dev.recado.adapter.simulator.core.StandInOptions;
import dev.recado.adapter.simulator.fault.Fault;
import dev.recado.adapter.simulator.fault.WebhookFault;
import dev.recado.adapter.simulator.http.FakeRecado;
import dev.recado.adapter.simulator.http.HttpTrace;
import dev.recado.adapter.simulator.http.Json;
import dev.recado.adapter.simulator.http.LoopbackServer;
import dev.recado.adapter.simulator.http.StandInResponse;
import dev.recado.adapter.simulator.message.MetaInboundWebhook;
import dev.recado.adapter.simulator.message.StandInContent;
import dev.recado.adapter.simulator.message.StandInMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetaStandInIT {
    private static final String ANA = "+15550100001";
    private static final String LIA = "ES.13491208655302741918";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newHttpClient();
    private final FakeRecado recado = new FakeRecado();
    private final MetaStandIn meta = MetaStandIn.start(StandInOptions.of(InstantSource.system(), new Random(7)));

    @BeforeEach
    void point() {
        meta.pointAt(recado.metaWebhook());
        recado.answers(_ -> StandInResponse.empty(200));
    }

    @AfterEach
    void close() {
        meta.close();
        recado.close();
        client.close();
    }

    @Test
    void aMessageIsAcceptedAsMetaAcceptsIt() throws Exception {
        var answer = send(text(ANA, "Hola"));

        assertThat(answer.statusCode()).isEqualTo(200);
        var json = Json.readObject(answer.body());
        assertThat(json).containsEntry("messaging_product", "whatsapp");
        assertThat(Json.objects(json, "contacts")).containsExactly(Json.object("input", ANA, "wa_id", "15550100001"));
        assertThat(Json.text(Json.objects(json, "messages").getFirst(), "id")).matches("wamid\\.[A-Za-z0-9+=]{20,}");
        assertThat(meta.sentTo(ANA)).extracting(StandInMessage::text).containsExactly("Hola");
        assertThat(meta.sentTo("whatsapp:" + ANA)).hasSize(1);
    }

    @Test
    void aUserWithoutANumberIsReachedByTheBusinessScopedId() throws Exception {
        var answer =
                send("{\"messaging_product\":\"whatsapp\",\"recipient\":\"" + LIA + "\",\"text\":{\"body\":\"Hola\"}}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Json.objects(Json.readObject(answer.body()), "contacts"))
                .containsExactly(Json.object("input", LIA, "user_id", LIA));
        await().atMost(TIMEOUT).until(() -> statuses().size() == 3);
        assertThat(statuses())
                .allSatisfy(status -> assertThat(status)
                        .containsEntry("recipient_user_id", LIA)
                        .doesNotContainKey("recipient_id"));
    }

    @Test
    void statusesFollowInOrderSignedAndWithTheSendersData() throws Exception {
        var sid = id(send("{\"messaging_product\":\"whatsapp\",\"to\":\"15550100001\",\"type\":\"text\","
                + "\"text\":{\"body\":\"Hola\"},\"biz_opaque_callback_data\":\"turn-1/ñ\"}"));

        await().atMost(TIMEOUT).until(() -> recado.callbacks().size() == 3);
        assertThat(statuses()).extracting(each -> each.get("status")).containsExactly("sent", "delivered", "read");
        assertThat(statuses())
                .allSatisfy(status -> assertThat(status)
                        .containsEntry("id", sid)
                        .containsEntry("recipient_id", "15550100001")
                        .containsEntry("biz_opaque_callback_data", "turn-1/ñ"));
        for (var callback : recado.callbacks()) {
            assertThat(callback.path()).isEqualTo("/webhooks/meta");
            assertThat(callback.text()).contains("turn-1/\\u00f1");
            assertThat(callback.header("X-Hub-Signature-256"))
                    .isEqualTo(MetaSignature.of(callback.text(), meta.account().appSecret()));
        }
        assertThat(meta.sentTo(ANA).getFirst().content().detail("part")).isEqualTo("turn-1/ñ");
    }

    @Test
    void statusesCloseTogetherCanShareAPost() throws Exception {
        meta.batchStatuses(Duration.ofMillis(300));
        for (int i = 0; i < 5; i++) {
            send(text(ANA, "part " + i));
        }

        await().atMost(TIMEOUT).until(() -> statuses().size() == 15);
        assertThat(recado.callbacks()).hasSizeLessThan(15);
        assertThat(meta.traces(meta.sentTo(ANA).getLast().sid()))
                .anySatisfy(trace -> assertThat(trace.kind()).isEqualTo(HttpTrace.Kind.CALLBACK));
    }

    @Test
    void whatMetaRefusesIsRefusedWithItsCode() throws Exception {
        assertThat(code(send("{not json"))).isEqualTo("400 100");
        assertThat(code(send("{\"to\":\"1555\",\"text\":{\"body\":\"x\"}}"))).isEqualTo("400 131008");
        assertThat(code(send("{\"messaging_product\":\"whatsapp\",\"text\":{\"body\":\"x\"}}")))
                .isEqualTo("400 131008");
        assertThat(code(send(text("nobody", "x")))).isEqualTo("400 131009");
        assertThat(code(send(text(meta.account().displayNumber(), "x")))).isEqualTo("400 131021");
        assertThat(code(send(text(ANA, "")))).isEqualTo("400 131008");
        assertThat(code(send(text(ANA, "x".repeat(4097))))).isEqualTo("400 100");
        assertThat(code(send(text(ANA, "x".repeat(4096))))).isEqualTo("200 null");
        assertThat(code(send(of("dance", "{}")))).isEqualTo("400 100");
        assertThat(code(send(of("image", "{\"link\":\"nowhere\"}")))).isEqualTo("400 131009");
        assertThat(code(send(of("image", "{\"caption\":\"alone\"}")))).isEqualTo("400 131008");
        assertThat(code(send(of("audio", "{\"link\":\"https://example.com/a.ogg\",\"caption\":\"no\"}"))))
                .isEqualTo("400 100");
        assertThat(code(send(of(
                        "image", "{\"link\":\"https://example.com/a.jpg\",\"caption\":\"" + "x".repeat(1025) + "\"}"))))
                .isEqualTo("400 100");
        assertThat(code(send(of("template", "{\"name\":\"hello\"}")))).isEqualTo("400 131008");
        assertThat(code(send(text(ANA, "x").replaceFirst("\\{", "{\"colour\":\"red\","))))
                .isEqualTo("400 100");
        assertThat(meta.sent()).hasSize(1);
    }

    @Test
    void buttonsAndListsHaveTheirLimits() throws Exception {
        assertThat(code(send(buttons("Which?", "Yes", "No", "Maybe")))).isEqualTo("200 null");
        assertThat(code(send(buttons("Which?", "a", "b", "c", "d")))).isEqualTo("400 131009");
        assertThat(code(send(buttons("Which?", "x".repeat(21))))).isEqualTo("400 131009");
        assertThat(code(send(buttons("Which?", "same", "same")))).isEqualTo("400 131009");
        assertThat(code(send(buttons("x".repeat(1025), "Yes")))).isEqualTo("400 131009");
        assertThat(code(send(buttons("Which?")))).isEqualTo("400 131009");
        assertThat(code(send(list("Show", "x".repeat(24), "x".repeat(72), 10)))).isEqualTo("200 null");
        assertThat(code(send(list("Show", "x".repeat(25), "", 1)))).isEqualTo("400 131009");
        assertThat(code(send(list("Show", "x", "x".repeat(73), 1)))).isEqualTo("400 131009");
        assertThat(code(send(list("Show", "x", "", 11)))).isEqualTo("400 131009");
        assertThat(code(send(list("x".repeat(21), "x", "", 1)))).isEqualTo("400 131009");

        var sent = meta.sentTo(ANA);
        assertThat(sent).extracting(StandInMessage::kind).containsExactly("choices", "choices");
        assertThat(sent.getFirst().content().options())
                .extracting(StandInContent.Option::title)
                .containsExactly("Yes", "No", "Maybe");
        assertThat(sent.getLast().content().detail("menu")).isEqualTo("Show");
    }

    @Test
    void wrongCredentialsAndUnknownPathsAreRefused() throws Exception {
        var stranger = HttpRequest.newBuilder(messages())
                .header("Authorization", "Bearer no")
                .POST(HttpRequest.BodyPublishers.ofString(text(ANA, "x")));

        assertThat(code(client.send(stranger.build(), HttpResponse.BodyHandlers.ofString())))
                .isEqualTo("401 190");
        assertThat(code(get("/" + meta.account().phoneNumberId()))).isEqualTo("400 2500");
        assertThat(code(get("/v23.0/12345"))).isEqualTo("400 100");
        var other = request("/v23.0/12345/messages").POST(HttpRequest.BodyPublishers.ofString(text(ANA, "x")));
        assertThat(code(client.send(other.build(), HttpResponse.BodyHandlers.ofString())))
                .isEqualTo("400 100");
    }

    @Test
    void theNumberCanBeReadInAnyVersion() throws Exception {
        for (var version : List.of("v23.0", "v26.0", "v100.1")) {
            var number = Json.readObject(
                    get("/" + version + "/" + meta.account().phoneNumberId()).body());
            assertThat(number).containsEntry("id", meta.account().phoneNumberId());
        }
    }

    @Test
    void readMarksAndTypingReadTheMessageAndTypingIsShown() throws Exception {
        var first = meta.deliver(meta.from(ANA).text("uno")).sid();
        var second = meta.deliver(meta.from(ANA).text("dos")).sid();

        assertThat(send(mark(first, false)).body()).isEqualTo("{\"success\":true}");
        assertThat(meta.typingsShownTo(ANA)).isZero();
        assertThat(meta.messages()).extracting(StandInMessage::status).containsExactly("read", "received");
        send(mark(second, true));

        assertThat(meta.messages()).extracting(StandInMessage::status).containsExactly("read", "read");
        assertThat(meta.typingsShownTo(ANA)).isEqualTo(1);
        assertThat(meta.requestCount(HttpTrace.Kind.READ)).isEqualTo(1);
        assertThat(meta.requestCount(HttpTrace.Kind.TYPING)).isEqualTo(1);
        assertThat(code(send(mark("wamid.unknown", true)))).isEqualTo("400 131009");
    }

    @Test
    void aUsersFileIsFoundByItsIdAndNeedsTheToken() throws Exception {
        meta.deliver(meta.from(ANA).voiceNote());
        var audio = Json.named(message(recado.webhooks().getFirst().text()).get("audio"));
        assertThat(audio).containsEntry("voice", true);

        var resource = Json.readObject(get("/v23.0/" + Json.text(audio, "id")).body());

        assertThat(resource).containsEntry("mime_type", "audio/ogg").containsKeys("sha256", "file_size");
        var url = URI.create(Json.text(resource, "url"));
        var open = client.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(open.statusCode()).isEqualTo(401);
        var file = client.send(authorized(url).build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(new String(file.body(), 0, 4, UTF_8)).isEqualTo("OggS");
        var old = URI.create(url.toString().replaceAll("ext=\\d+", "ext=1700000000"));
        assertThat(client.send(authorized(old).build(), HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void outsideTheWindowOnlyTemplatesAreAccepted() throws Exception {
        meta.faults().closeWindowOf("whatsapp:" + ANA);

        assertThat(code(send(text(ANA, "x")))).isEqualTo("400 131047");
        assertThat(code(send(of("template", "{\"name\":\"hello\",\"language\":{\"code\":\"es\"}}"))))
                .isEqualTo("200 null");
        meta.deliver(meta.from(ANA).text("hola"));
        assertThat(code(send(text(ANA, "x")))).isEqualTo("200 null");
        assertThat(meta.sentTo(ANA)).extracting(StandInMessage::kind).containsExactly("template", "text");
    }

    @Test
    void faultsComeWithMetasCodesAndTheHttpStatusOfEach() throws Exception {
        meta.faults()
                .nextCreates(1, new Fault.Throttle(Duration.ofSeconds(2)))
                .nextCreates(1, new Fault.Refuse(131_056, "pair"))
                .nextCreates(1, new Fault.Refuse(368, "blocked"))
                .nextCreates(1, new Fault.Refuse(131_016, "busy"))
                .nextCreates(1, new Fault.FailBefore(503))
                .nextCreatesTo("whatsapp:" + ANA, 1, new Fault.FailAfter(500));

        assertThat(code(send(text(ANA, "1")))).isEqualTo("400 130429");
        assertThat(code(send(text(ANA, "2")))).isEqualTo("400 131056");
        assertThat(code(send(text(ANA, "3")))).isEqualTo("403 368");
        assertThat(code(send(text(ANA, "4")))).isEqualTo("500 131016");
        assertThat(code(send(text(ANA, "5")))).isEqualTo("503 133004");
        assertThat(meta.sent()).isEmpty();
        assertThat(code(send(text(ANA, "6")))).isEqualTo("500 131000");
        assertThat(code(send(text(ANA, "7")))).isEqualTo("200 null");
        assertThat(meta.sentTo(ANA)).extracting(StandInMessage::text).containsExactly("6", "7");
        assertThat(meta.faults().pending()).isZero();
    }

    @Test
    void aMessageCanFailLate() throws Exception {
        meta.faults().nextCreates(1, new Fault.Undeliver(131_049, "withheld"));
        send(text(ANA, "x"));

        await().atMost(TIMEOUT).until(() -> statuses().size() == 2);
        var failed = statuses().getLast();
        assertThat(failed).containsEntry("status", "failed");
        assertThat(Json.objects(failed, "errors").getFirst()).containsEntry("code", 131_049L);
        assertThat(meta.sentTo(ANA).getFirst().status()).isEqualTo("undelivered");
    }

    @Test
    void rejectedWebhooksCanBePostedAgain() throws Exception {
        meta.redeliver(Duration.ofMillis(5), 10);
        recado.answers(_ -> StandInResponse.empty(recado.webhooks().size() < 3 ? 503 : 200));
        recado.answersCallbacks(_ -> StandInResponse.empty(recado.callbacks().size() < 2 ? 500 : 200));

        var delivery = meta.deliver(meta.from(ANA).text("hola"));
        send(text(ANA, "ya"));

        assertThat(delivery.accepted()).isTrue();
        assertThat(recado.webhooks())
                .extracting(LoopbackServer.Incoming::text)
                .hasSize(3)
                .containsOnly(recado.webhooks().getFirst().text());
        assertThat(meta.find(delivery.sid()).orElseThrow().status()).isEqualTo("received");
        assertThat(meta.traces(delivery.sid())).hasSize(3);
        await().atMost(TIMEOUT).until(() -> statuses().size() == 4);
        assertThat(statuses())
                .extracting(each -> each.get("status"))
                .containsExactly("sent", "sent", "delivered", "read");
    }

    @Test
    void manyMessagesComeInOnePost() {
        var webhooks = meta.webhooks();
        var batch = webhooks.batch(List.of(
                webhooks.from(ANA).named("Ana").text("uno"),
                webhooks.from(LIA).text("dos"),
                webhooks.from(ANA).named("Ana").text("tres")));

        var delivery = meta.deliver(batch);

        assertThat(recado.webhooks()).hasSize(1);
        assertThat(delivery.accepted()).isTrue();
        assertThat(meta.messages())
                .extracting(StandInMessage::user, StandInMessage::text, StandInMessage::status)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("15550100001", "uno", "received"),
                        org.assertj.core.groups.Tuple.tuple(LIA, "dos", "received"),
                        org.assertj.core.groups.Tuple.tuple("15550100001", "tres", "received"));
        assertThat(meta.messages().getLast().content().detail("name")).isEqualTo("Ana");
        meta.deliverAgain(meta.messages().get(1).sid());
        assertThat(message(recado.webhooks().getLast().text())).containsEntry("from_user_id", LIA);
    }

    @Test
    void webhooksCanBeLostDuplicatedOrOvertaken() {
        meta.faults()
                .nextWebhooksOf(ANA, 1, WebhookFault.LOST)
                .nextWebhooksOf(ANA, 1, WebhookFault.TWICE)
                .nextWebhooksOf(ANA, 1, WebhookFault.OVERTAKEN);
        for (var text : List.of("lost", "twice", "late", "early")) {
            meta.deliver(meta.from(ANA).text(text));
        }

        assertThat(recado.webhooks())
                .extracting(incoming ->
                        Json.text(Json.named(message(incoming.text()).get("text")), "body"))
                .containsExactly("twice", "twice", "early", "late");
    }

    @Test
    void theWebhookIsVerified() {
        recado.answers(incoming -> new StandInResponse.Reply(
                200, Map.of(), incoming.query().firstOr("hub.challenge", "").getBytes(UTF_8)));

        var trace = meta.verifyWebhook(recado.metaWebhook(), "a&b", "1158201444");

        assertThat(java.util.Objects.requireNonNull(trace.response()).body()).isEqualTo("1158201444");
        assertThat(recado.webhooks().getFirst().query().firstOr("hub.verify_token", ""))
                .isEqualTo("a&b");
    }

    @Test
    void aCutConnectionLeavesTheMessageAccepted() {
        meta.faults().nextCreatesTo(ANA, 5, new Fault.CutAfter());

        assertThatThrownBy(() -> send(text(ANA, "kept"))).isInstanceOf(IOException.class);
        assertThat(meta.sentTo(ANA)).isNotEmpty();
    }

    private List<Map<String, @Nullable Object>> statuses() {
        return recado.callbacks().stream()
                .flatMap(callback -> MetaInboundWebhook.values(Json.readObject(callback.text())).stream())
                .flatMap(value -> Json.objects(value, "statuses").stream())
                .toList();
    }

    private static Map<String, @Nullable Object> message(String webhook) {
        return Json.objects(MetaInboundWebhook.values(Json.readObject(webhook)).getFirst(), "messages")
                .getFirst();
    }

    private static String text(String to, String body) {
        return "{\"messaging_product\":\"whatsapp\",\"recipient_type\":\"individual\",\"to\":\"" + to
                + "\",\"type\":\"text\",\"text\":{\"body\":\"" + body + "\"}}";
    }

    private static String of(String type, String content) {
        return "{\"messaging_product\":\"whatsapp\",\"to\":\"" + ANA + "\",\"type\":\"" + type + "\",\"" + type + "\":"
                + content + "}";
    }

    private static String mark(String sid, boolean typing) {
        return "{\"messaging_product\":\"whatsapp\",\"status\":\"read\",\"message_id\":\"" + sid + "\""
                + (typing ? ",\"typing_indicator\":{\"type\":\"text\"}}" : "}");
    }

    private static String buttons(String body, String... titles) {
        var buttons = new java.util.ArrayList<Map<String, @Nullable Object>>();
        for (var title : titles) {
            var reply = Json.object("id", "id-" + buttons.size(), "title", title);
            buttons.add(Json.object("type", "reply", "reply", reply));
        }
        return interactive("button", body, Json.object("buttons", buttons));
    }

    private static String list(String menu, String title, String description, int rows) {
        var all = new java.util.ArrayList<Map<String, @Nullable Object>>();
        for (int i = 0; i < rows; i++) {
            all.add(Json.object("id", "row-" + i, "title", title, "description", description));
        }
        return interactive(
                "list", "Which?", Json.object("button", menu, "sections", List.of(Json.object("rows", all))));
    }

    private static String interactive(String type, String body, Map<String, @Nullable Object> action) {
        return of(
                "interactive",
                Json.write(Json.object("type", type, "body", Json.object("text", body), "action", action)));
    }

    private static String id(HttpResponse<String> answer) {
        return Json.text(
                Json.objects(Json.readObject(answer.body()), "messages").getFirst(), "id");
    }

    private static String code(HttpResponse<String> answer) {
        var error = Json.named(Json.readObject(answer.body()).get("error"));
        return answer.statusCode() + " " + error.get("code");
    }

    private HttpResponse<String> send(String body) throws Exception {
        var request = authorized(messages()).header("Content-Type", "application/json");
        return client.send(
                request.POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI messages() {
        return meta.baseUrl().resolve("/v23.0/" + meta.account().phoneNumberId() + "/messages");
    }

    private HttpRequest.Builder request(String path) {
        return authorized(meta.baseUrl().resolve(path));
    }

    private HttpRequest.Builder authorized(URI url) {
        return HttpRequest.newBuilder(url)
                .header("Authorization", "Bearer " + meta.account().token());
    }
}
