package dev.recado.adapter.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.recado.adapter.simulator.account.TwilioSignature;
import dev.recado.adapter.simulator.core.StandInOptions;
import dev.recado.adapter.simulator.fault.CallbackFault;
import dev.recado.adapter.simulator.fault.Fault;
import dev.recado.adapter.simulator.http.FakeRecado;
import dev.recado.adapter.simulator.http.Form;
import dev.recado.adapter.simulator.http.HttpTrace;
import dev.recado.adapter.simulator.http.Json;
import dev.recado.adapter.simulator.http.StandInResponse;
import dev.recado.adapter.simulator.message.DemoMedia;
import dev.recado.adapter.simulator.message.StandInMessage;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TwilioStandInIT {
    private static final String ANA = "whatsapp:+15550100001";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newHttpClient();
    private final FakeRecado recado = new FakeRecado();
    private final TwilioStandIn twilio = TwilioStandIn.start(StandInOptions.of(InstantSource.system(), new Random(7)));

    @BeforeEach
    void point() {
        twilio.pointAt(recado.webhook());
    }

    @AfterEach
    void close() {
        twilio.close();
        recado.close();
        client.close();
    }

    @Test
    void aMessageIsCreatedAsTwilioCreatesIt() throws Exception {
        var answer = create(ANA, "Hola");

        assertThat(answer.statusCode()).isEqualTo(201);
        var json = Json.readObject(answer.body());
        assertThat(Json.text(json, "sid")).matches("SM[0-9a-f]{32}");
        assertThat(json)
                .containsEntry("status", "queued")
                .containsEntry("direction", "outbound-api")
                .containsEntry("to", ANA)
                .containsEntry("body", "Hola")
                .containsEntry("account_sid", twilio.account().sid())
                .containsEntry("price", null)
                .containsEntry("date_sent", null);
        assertThat(Json.text(json, "date_created"))
                .matches("\\w{3}, \\d{2} \\w{3} \\d{4} \\d{2}:\\d{2}:\\d{2} \\+0000");
    }

    @Test
    void statusCallbacksFollowInOrderAndSigned() throws Exception {
        create(ANA, "Hola", "StatusCallback", recado.status().toString());

        await().atMost(TIMEOUT).until(() -> recado.callbacks().size() == 3);
        assertThat(recado.statuses()).containsExactly("sent", "delivered", "read");
        for (var callback : recado.callbacks()) {
            var form = Form.parse(callback.text());
            assertThat(callback.header("X-Twilio-Signature"))
                    .isEqualTo(TwilioSignature.of(
                            recado.status(), form, twilio.account().authToken()));
            assertThat(form.firstOr("ChannelToAddress", "")).isEqualTo("+1555010XXXX");
        }
        assertThat(twilio.sentTo(ANA).getFirst().status()).isEqualTo("read");
    }

    @Test
    void whatTwilioRefusesIsRefusedWithItsCode() throws Exception {
        assertThat(code(post("Body=x&From=" + enc(twilio.account().sender())))).isEqualTo("400 21604");
        assertThat(code(create("whatsapp:nobody", "x"))).isEqualTo("400 21211");
        assertThat(code(post("Body=x&To=" + enc(ANA)))).isEqualTo("400 21603");
        assertThat(code(create(ANA, ""))).isEqualTo("400 21619");
        assertThat(code(create(ANA, "x".repeat(1601)))).isEqualTo("400 21617");
        assertThat(code(create("+15550100001", "x"))).isEqualTo("400 21910");
        assertThat(code(create(ANA, "x", "MediaUrl", "nowhere"))).isEqualTo("400 21620");
        assertThat(code(create(ANA, "x", "StatusCallback", "https://bad_host.example.com/s")))
                .isEqualTo("400 21609");
        assertThat(twilio.sent()).isEmpty();
    }

    @Test
    void aBusinessScopedIdIsAnAddressToo() throws Exception {
        assertThat(create("whatsapp:US.13491208655302741918", "x").statusCode()).isEqualTo(201);
    }

    @Test
    void wrongCredentialsAreRefused() throws Exception {
        var request = HttpRequest.newBuilder(messagesUrl())
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString("AC1:no".getBytes(UTF_8)))
                .POST(HttpRequest.BodyPublishers.ofString("To=x"));

        assertThat(code(client.send(request.build(), HttpResponse.BodyHandlers.ofString())))
                .isEqualTo("401 20003");
    }

    @Test
    void messagesAreFetchedListedAndDeleted() throws Exception {
        for (int i = 0; i < 5; i++) {
            create(ANA, "part " + i);
        }
        create("whatsapp:+15550100002", "for somebody else");
        twilio.deliver(twilio.webhooks().from(ANA).text("in"));

        var page = Json.readObject(get(messagesUrl() + "?PageSize=2&DateSent%3E=2020-01-01&To=" + enc(ANA)));
        assertThat(Json.objects(page, "messages"))
                .extracting(m -> m.get("body"))
                .containsExactly("part 4", "part 3");
        create(ANA, "newer");
        var next = Json.readObject(get(twilio.baseUrl() + Json.text(page, "next_page_uri")));
        assertThat(Json.objects(next, "messages"))
                .extracting(m -> m.get("body"))
                .containsExactly("part 2", "part 1");
        var inbound = Json.readObject(get(messagesUrl() + "?From=" + enc(ANA)));
        assertThat(Json.objects(inbound, "messages"))
                .extracting(m -> m.get("direction"), m -> m.get("status"))
                .containsExactly(org.assertj.core.groups.Tuple.tuple("inbound", "received"));

        var sid = twilio.sentTo(ANA).getFirst().sid();
        var one = messagesUrl().toString().replace(".json", "/" + sid + ".json");
        assertThat(Json.readObject(get(one))).containsEntry("body", "part 0");
        var deleted = client.send(authorized(URI.create(one)).DELETE().build(), HttpResponse.BodyHandlers.ofString());
        assertThat(deleted.statusCode()).isEqualTo(204);
        assertThat(Json.readObject(get(one))).containsEntry("code", 20404L);
    }

    @Test
    void theAccountCanBeRead() throws Exception {
        var account = get(
                twilio.baseUrl() + "/2010-04-01/Accounts/" + twilio.account().sid() + ".json");

        assertThat(Json.readObject(account)).containsEntry("status", "active");
    }

    @Test
    void typingIsAcceptedInBothVersionsAndMarksAsRead() throws Exception {
        var first = twilio.deliver(twilio.webhooks().from(ANA).text("uno")).sid();
        var second = twilio.deliver(twilio.webhooks().from(ANA).text("dos")).sid();

        assertThat(typing("/v2/Indicators/Typing.json", "messageId=" + first + "&channel=whatsapp"))
                .isEqualTo(200);
        assertThat(typing("/v3/Indicators/Typing.json", "{\"channel\":\"WHATSAPP\",\"messageId\":\"" + second + "\"}"))
                .isEqualTo(200);
        assertThat(typing("/v3/Indicators/Typing.json", "{\"channel\":\"whatsapp\",\"messageId\":\"" + second + "\"}"))
                .isEqualTo(400);
        assertThat(twilio.messages()).extracting(StandInMessage::status).containsExactly("read", "read");
    }

    @Test
    void anAnswerMarksTheUsersMessagesAsRead() throws Exception {
        recado.answers(_ -> StandInResponse.empty(503));
        twilio.deliver(twilio.webhooks().from(ANA).text("lost"));
        recado.answers(_ -> FakeRecado.twiml("<Response/>"));
        twilio.deliver(twilio.webhooks().from(ANA).text("uno"));
        twilio.deliver(twilio.webhooks().from(ANA).text("dos"));

        create(ANA, "both");

        assertThat(twilio.messages().stream().filter(StandInMessage::inbound))
                .extracting(StandInMessage::status)
                .containsExactly("failed", "read", "read");
    }

    @Test
    void aUsersMessageIsDeliveredSignedAsTwilioSigns() {
        var webhook = twilio.webhooks().from(ANA).named("Ana Torres").text("¿A qué hora abren?");

        var delivery = twilio.deliver(webhook);

        assertThat(delivery.accepted()).isTrue();
        var got = recado.webhooks().getFirst();
        var form = Form.parse(got.text());
        assertThat(form).isEqualTo(webhook.form());
        assertThat(form.firstOr("WaId", "")).isEqualTo("15550100001");
        assertThat(got.header("X-Twilio-Signature"))
                .isEqualTo(TwilioSignature.of(
                        recado.webhook(), form, twilio.account().authToken()));
        assertThat(got.header("I-Twilio-Idempotency-Token")).isNotEmpty();
        assertThat(got.header("User-Agent")).isEqualTo("TwilioProxy/1.1");
        assertThat(twilio.find(delivery.sid()).orElseThrow().status()).isEqualTo("received");
        assertThat(twilio.traces(delivery.sid())).hasSize(1);
    }

    @Test
    void aRefusedWebhookFailsAndCanBeDeliveredAgain() {
        recado.answers(_ -> StandInResponse.empty(503));
        var delivery = twilio.deliver(twilio.webhooks().from(ANA).text("hola"));

        var failed = twilio.find(delivery.sid()).orElseThrow();
        assertThat(failed.status()).isEqualTo("failed");
        assertThat(failed.progress().errorCode()).isEqualTo(11200);
        assertThat(failed.progress().errorMessage()).isEqualTo("HTTP 503");

        recado.answers(_ -> FakeRecado.twiml("<Response/>"));
        twilio.deliverAgain(delivery.sid());

        assertThat(twilio.find(delivery.sid()).orElseThrow().status()).isEqualTo("received");
        assertThat(recado.webhooks())
                .extracting(incoming -> Form.parse(incoming.text()).firstOr("MessageSid", ""))
                .containsExactly(delivery.sid(), delivery.sid());
    }

    @Test
    void messagesInTwimlAreSent() {
        recado.answers(_ -> FakeRecado.twiml("<?xml version=\"1.0\"?><Response><Message>Un momento &amp; ya</Message>"
                + "<Message><Body>dos</Body><Media>https://example.com/a.ogg</Media></Message></Response>"));

        var replies = twilio.deliver(twilio.webhooks().from(ANA).text("hola")).replies();

        assertThat(replies).extracting(StandInMessage::body).containsExactly("Un momento & ya", "dos");
        assertThat(replies.get(1).media()).containsExactly("https://example.com/a.ogg");
        assertThat(twilio.sentTo(ANA)).hasSize(2);
    }

    @Test
    void withoutAWebhookNothingCanBeDelivered() {
        try (var lost = TwilioStandIn.start(StandInOptions.of(InstantSource.system(), new Random(1)))) {
            assertThatThrownBy(() -> lost.deliver(lost.webhooks().from(ANA).text("hola")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("pointed at a webhook");
        }
    }

    @Test
    void faultsOccurInOrderAndThenEnd() throws Exception {
        twilio.faults()
                .nextCreates(1, new Fault.Throttle(Duration.ofSeconds(2)))
                .nextCreates(1, new Fault.FailBefore(503))
                .nextCreates(1, new Fault.Refuse(63016, "outside the window"))
                .nextCreates(1, new Fault.FailAfter(502));

        var throttled = create(ANA, "1");
        assertThat(code(throttled)).isEqualTo("429 20429");
        assertThat(throttled.headers().firstValue("Retry-After")).hasValue("2");
        assertThat(create(ANA, "2").statusCode()).isEqualTo(503);
        assertThat(code(create(ANA, "3"))).isEqualTo("400 63016");
        assertThat(twilio.sent()).isEmpty();
        assertThat(create(ANA, "4").statusCode()).isEqualTo(502);
        assertThat(create(ANA, "5").statusCode()).isEqualTo(201);
        assertThat(twilio.sentTo(ANA)).extracting(StandInMessage::body).containsExactly("4", "5");
        assertThat(twilio.faults().pending()).isZero();
        assertThat(twilio.requestCount(HttpTrace.Kind.CREATE)).isEqualTo(5);
    }

    @Test
    void aCutConnectionLeavesTheMessageAcceptedOrNot() {
        twilio.faults().nextCreates(2, new Fault.CutBefore()).nextCreatesTo(ANA, 1, new Fault.CutAfter());

        // The JDK's client retries a cut request once by itself, so there are two cuts for one call.
        assertThatThrownBy(() -> create(ANA, "lost")).isInstanceOf(IOException.class);
        twilio.faults().clear();
        assertThat(twilio.sent()).isEmpty();
        twilio.faults().nextCreatesTo(ANA, 5, new Fault.CutAfter());
        assertThatThrownBy(() -> create(ANA, "kept")).isInstanceOf(IOException.class);
        assertThat(twilio.sentTo(ANA)).isNotEmpty();
    }

    @Test
    void callbacksCanBeMutedDuplicatedReversedOrEarly() throws Exception {
        twilio.faults()
                .nextCallbacks(1, CallbackFault.MUTE)
                .nextCallbacks(1, CallbackFault.DUPLICATE)
                .nextCallbacks(1, CallbackFault.REVERSED)
                .nextCallbacks(1, CallbackFault.EARLY);

        assertThat(statusesOfOne(0)).isEmpty();
        assertThat(statusesOfOne(6)).containsExactly("sent", "sent", "delivered", "delivered", "read", "read");
        assertThat(statusesOfOne(3)).containsExactly("read", "delivered", "sent");
        recado.callbacks().clear();
        create(ANA, "early", "StatusCallback", recado.status().toString());
        assertThat(recado.statuses()).startsWith("sent");
    }

    @Test
    void aMessageCanFailLate() throws Exception {
        twilio.faults().nextCreates(1, new Fault.Undeliver(63024, "Invalid message recipient"));

        assertThat(statusesOfOne(2)).containsExactly("sent", "undelivered");
        var form = Form.parse(recado.callbacks().getLast().text());
        assertThat(form.firstOr("ErrorCode", "")).isEqualTo("63024");
    }

    @Test
    void usersCanReadOnlyWhatTheyView() throws Exception {
        twilio.readAtOnceWhen(_ -> false);
        create(ANA, "hola");
        assertThat(twilio.await(all -> all.getFirst().status().equals("delivered"), TIMEOUT))
                .isTrue();

        twilio.read(ANA);

        assertThat(twilio.await(all -> all.getFirst().status().equals("read"), TIMEOUT))
                .isTrue();
    }

    @Test
    void theDemoMediaAreFetchedWithCredentialsOnly() throws Exception {
        var url = DemoMedia.VOICE.url(twilio.baseUrl(), twilio.account(), "MM1");

        var open = client.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofByteArray());
        var file = client.send(authorized(url).build(), HttpResponse.BodyHandlers.ofByteArray());

        assertThat(open.statusCode()).isEqualTo(401);
        assertThat(file.headers().firstValue("Content-Type")).hasValue("audio/ogg");
        assertThat(new String(file.body(), 0, 4, UTF_8)).isEqualTo("OggS");
    }

    private java.util.List<String> statusesOfOne(int callbacks) throws Exception {
        recado.callbacks().clear();
        create(ANA, "x", "StatusCallback", recado.status().toString());
        await().atMost(TIMEOUT)
                .until(() -> recado.callbacks().size() >= callbacks
                        && !twilio.sent().getLast().status().equals("queued")
                        && !twilio.sent().getLast().status().equals("sent"));
        await().atMost(TIMEOUT).until(() -> !twilio.sent().getLast().status().equals("delivered"));
        return recado.statuses();
    }

    private HttpResponse<String> create(String to, String body, String... more) throws Exception {
        var form = new StringBuilder(
                "To=" + enc(to) + "&From=" + enc(twilio.account().sender()) + "&Body=" + enc(body));
        for (int i = 0; i < more.length; i += 2) {
            form.append('&').append(more[i]).append('=').append(enc(more[i + 1]));
        }
        return post(form.toString());
    }

    private HttpResponse<String> post(String form) throws Exception {
        return client.send(
                authorized(messagesUrl())
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private int typing(String path, String body) throws Exception {
        var request = authorized(twilio.baseUrl().resolve(path)).POST(HttpRequest.BodyPublishers.ofString(body));
        return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private String get(String url) throws Exception {
        return client.send(authorized(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private URI messagesUrl() {
        return twilio.baseUrl()
                .resolve("/2010-04-01/Accounts/" + twilio.account().sid() + "/Messages.json");
    }

    private HttpRequest.Builder authorized(URI url) {
        var pair = twilio.account().sid() + ":" + twilio.account().authToken();
        return HttpRequest.newBuilder(url)
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
    }

    private static String code(HttpResponse<String> answer) {
        Map<String, @Nullable Object> json = Json.readObject(answer.body());
        return answer.statusCode() + " " + json.get("code");
    }

    private static String enc(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
