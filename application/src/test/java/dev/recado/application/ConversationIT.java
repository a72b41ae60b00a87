package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.adapter.simulator.account.TwilioAccount;
import dev.recado.adapter.simulator.fault.CallbackFault;
import dev.recado.adapter.simulator.fault.Fault;
import dev.recado.adapter.simulator.message.StandInMessage;
import dev.recado.adapter.simulator.message.TwilioInboundWebhook;
import dev.recado.adapter.simulator.message.TwilioWebhookFactory;
import dev.recado.application.catalogue.SettingCatalogue;
import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.text.Language;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A running Recado without a model, as Twilio, users and operators meet it.
class ConversationIT {
    private static final String HOOK = "/webhooks/twilio";
    private static final String SECOND_TOKEN = "the-second-token-of-a-rotation";
    private static final String OPS_TOKEN = "a-token-for-operators";
    private static BotUnderTest bot;

    @BeforeAll
    static void start() {
        bot = BotUnderTest.start(Map.of(
                "RECADO_QUIET_TIME",
                "600ms",
                "RECADO_OPS_TOKEN",
                OPS_TOKEN,
                "RECADO_TWILIO_PATHS",
                "/webhook,/api/v1/whatsapp/webhook",
                "TWILIO_AUTH_TOKEN_SECONDARY",
                SECOND_TOKEN));
    }

    @AfterAll
    static void stop() {
        try (BotUnderTest closed = bot) {
            closed.keptThingsToItself();
        }
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> futures = threads.invokeAll(calls);
            return futures.stream().map(Future::resultNow).toList();
        }
    }

    private static HttpResponse<String> post(TwilioInboundWebhook webhook, String signature) {
        return bot.post(HOOK, webhook.body(), "application/x-www-form-urlencoded", signature);
    }

    private static String signature(TwilioInboundWebhook webhook) {
        return webhook.signature(URI.create(BotUnderTest.PUBLIC_URL + HOOK));
    }

    // --- who may come in

    @Test
    void aWebhookWithoutTheRightSignatureIsRefusedAndNotStored() {
        String user = bot.newUser();
        TwilioInboundWebhook webhook = bot.text(user, "Nobody may read this sentence");
        TwilioInboundWebhook other = bot.text(user, "This is what was signed, not that");
        TwilioInboundWebhook elsewhere = bot.text(user, "This was signed for another address");
        long before = bot.store().count();

        assertThat(post(webhook, "").statusCode()).as("missing").isEqualTo(403);
        assertThat(post(webhook, "c2VzYW1l").statusCode()).as("wrong").isEqualTo(403);
        assertThat(post(webhook, "not base64 at all").statusCode())
                .as("no signature")
                .isEqualTo(403);
        assertThat(post(webhook, signature(other)).statusCode())
                .as("another body's")
                .isEqualTo(403);
        assertThat(post(elsewhere, elsewhere.signature(bot.url(HOOK))).statusCode())
                .as("another URL's")
                .isEqualTo(403);
        assertThat(bot.post(HOOK + "/status", webhook.body(), "application/x-www-form-urlencoded", "")
                        .statusCode())
                .as("status callback")
                .isEqualTo(403);

        assertThat(bot.store().writtenBy(BotUnderTest.waId(user))).isEmpty();
        assertThat(bot.store().count()).isEqualTo(before);
        assertThat(bot.log.with("[REJECTED]", "status=403")).hasSizeGreaterThanOrEqualTo(6);
        assertThat(bot.log.with(signature(webhook)))
                .as("the expected signature")
                .isEmpty();
        bot.staysQuiet(user, 0);
    }

    @Test
    void aSignedBodyThatIsNoFormIsABadRequest() {
        String empty = bot.twilio
                .webhooks()
                .of(dev.recado.adapter.simulator.http.Form.empty())
                .signature(URI.create(BotUnderTest.PUBLIC_URL + HOOK));
        long before = bot.store().count();

        assertThat(bot.post(HOOK, "{\"From\":\"x\"}", "application/json", empty).statusCode())
                .isEqualTo(400);
        assertThat(bot.post(HOOK, "--x\r\n\r\n--x--", "multipart/form-data; boundary=x", empty)
                        .statusCode())
                .isEqualTo(400);
        assertThat(bot.postSigned(HOOK, "Body=nobody+wrote+this").statusCode()).isEqualTo(400);
        assertThat(bot.store().count()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_048_577, 3_000_000, 5_000_000})
    void aBodyOverOneMebibyteIsTooLarge(int size) {
        String body = "MessageSid=SMlarge&From=whatsapp%3A%2B15550100&Body=" + "x".repeat(size);

        int linesBefore = bot.log.with("[REJECTED]", "status=413").size();

        assertThat(bot.postSigned(HOOK, body).statusCode()).isEqualTo(413);

        assertThat(bot.log.with("[REJECTED]", "status=413")).hasSize(linesBefore + 1);
        assertThat(bot.store().inbound("SMlarge")).isNull();
    }

    @Test
    void bothTokensOfARotationAreGood() {
        String user = bot.newUser();
        TwilioAccount rotated =
                new TwilioAccount(bot.twilio.account().sid(), SECOND_TOKEN, TwilioAccount.SANDBOX_SENDER);
        try (TwilioWebhookFactory webhooks = new TwilioWebhookFactory(rotated, InstantSource.system(), new Random(9))) {
            TwilioInboundWebhook webhook = webhooks.from(user).text("hola");

            assertThat(post(webhook, signature(webhook)).statusCode()).isEqualTo(200);
            bot.awaitInbound(webhook.messageSid(), "answered");
        }
        assertThat(bot.say(user, "hola")).isEqualTo(BuiltInText.SMALL_TALK_GREETING_AGAIN.in(Language.SPANISH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/webhook", "/api/v1/whatsapp/webhook"})
    void aBotThatMovesHereKeepsItsPaths(String path) {
        String user = bot.newUser();
        TwilioInboundWebhook webhook = bot.text(user, "buenos días");

        assertThat(bot.postSigned(path, webhook.body()).statusCode()).isEqualTo(200);
        assertThat(bot.awaitByRest(user, 1).getFirst().body()).startsWith("¡Hola!");
        assertThat(bot.postSigned(path + "/status", "MessageSid=SM0&MessageStatus=sent")
                        .statusCode())
                .isEqualTo(204);
        assertThat(bot.post(path, webhook.body(), "application/x-www-form-urlencoded", "x")
                        .statusCode())
                .isEqualTo(403);
    }

    // --- one message, one answer

    @Test
    void fiftyDeliveriesAtOnceAreOneMessageAndOneAnswer() throws Exception {
        String user = bot.newUser();
        TwilioInboundWebhook webhook = bot.text(user, "¿A qué hora abren los sábados?");
        String signature = signature(webhook);

        List<Integer> statuses = atOnce(IntStream.range(0, 50)
                .<Callable<Integer>>mapToObj(i -> () -> post(webhook, signature).statusCode())
                .toList());

        assertThat(statuses).hasSize(50).containsOnly(200);
        bot.awaitInbound(webhook.messageSid(), "answered");
        assertThat(bot.store().writtenBy(BotUnderTest.waId(user))).hasSize(1);
        assertThat(bot.awaitByRest(user, 1).getFirst().body()).startsWith("Nuestro *horario*:");
        assertThat(bot.log.with("[IN]", webhook.messageSid())).hasSize(1);
        assertThat(bot.log.with("[DUP]", webhook.messageSid())).hasSize(49);
        bot.staysQuiet(user, 1);
        assertThat(post(webhook, signature).statusCode()).isEqualTo(200);
        bot.staysQuiet(user, 1);
    }

    @Test
    void aBurstWithinTheQuietTimeIsAnsweredOnce() {
        String user = bot.newUser();
        List<TwilioInboundWebhook> burst = Stream.of("perdone usted", "hay aparcamiento", "dónde puedo aparcar")
                .map(words -> bot.text(user, words))
                .toList();

        burst.forEach(bot::deliver);

        for (TwilioInboundWebhook webhook : burst) {
            bot.awaitInbound(webhook.messageSid(), "answered");
        }
        assertThat(bot.awaitByRest(user, 1)).hasSize(1);
        bot.awaitLine("[TURN]", "id=twilio:" + burst.getLast().messageSid(), "messages=3");
        assertThat(bot.store().partsOf(burst.getFirst().messageSid())).isEmpty();
        bot.staysQuiet(user, 1);
    }

    // --- what is said

    @Test
    void aQuestionIsAnsweredInItsLanguageAndTheLanguageIsKept() {
        String ana = bot.newUser();
        String john = bot.newUser();

        assertThat(bot.say(ana, "¿A qué hora abren los sábados?"))
                .startsWith("Nuestro *horario*:")
                .contains("- *Sábados*: de 9:00 a 14:00");
        assertThat(bot.say(john, "what time do you open?"))
                .startsWith("Our *opening hours*:")
                .contains("- *Saturday*: 9:00 to 14:00");
        assertThat(Objects.requireNonNull(bot.store().session(BotUnderTest.waId(john))))
                .containsEntry("language", "en");

        TwilioInboundWebhook note =
                bot.twilio.webhooks().from(john).voiceNote(URI.create("https://api.twilio.com/media/ME1"));
        bot.deliver(note);

        assertThat(bot.awaitByRest(john, 2).getLast().body()).isEqualTo(BuiltInText.NOTICE_VOICE.in(Language.ENGLISH));
    }

    @Test
    void typosAndMissingAccentsAreForgiven() {
        assertThat(bot.say(bot.newUser(), "A QUE HORA ABREN LOS SABDOS??")).startsWith("Nuestro *horario*:");
    }

    @Test
    void whatTheBotDoesNotKnowItSaysHonestly() {
        assertThat(bot.say(bot.newUser(), "¿Cuál es la distancia de la Tierra a la Luna?"))
                .startsWith(BuiltInText.DONT_KNOW.in(Language.SPANISH));
        assertThat(bot.say(bot.newUser(), "Who won the football match last night?"))
                .startsWith(BuiltInText.DONT_KNOW.in(Language.ENGLISH));
        assertThat(bot.say(bot.newUser(), "Quelle est la distance entre la Terre et la Lune ?"))
                .startsWith(BuiltInText.DONT_KNOW.in(Language.FRENCH));
        assertThat(bot.say(bot.newUser(), "Você sabe quem ganhou o jogo de ontem à noite?"))
                .startsWith(BuiltInText.DONT_KNOW.in(Language.PORTUGUESE));
    }

    @Test
    void aReactionAsksForNoAnswer() {
        String user = bot.newUser();
        TwilioInboundWebhook reaction =
                bot.twilio.webhooks().from(user).reaction("👍", "SM00000000000000000000000000000009");

        bot.deliver(reaction);

        assertThat(Objects.requireNonNull(bot.store().inbound(reaction.messageSid())))
                .containsEntry("status", "noted");
        bot.staysQuiet(user, 0);
    }

    @Test
    void aUserWithoutAPhoneNumberIsAnswered() {
        String user = "whatsapp:US.13491208655302741918";

        assertThat(bot.say(user, "hello")).startsWith("Hello!");
        assertThat(bot.store().session("US.13491208655302741918")).isNotNull();
    }

    // --- how far it got

    private TwilioInboundWebhook answeredWithoutReceipts() throws Exception {
        bot.twilio.faults().nextCallbacks(1, CallbackFault.MUTE);
        TwilioInboundWebhook webhook = bot.text(bot.newUser(), "horario");
        bot.deliver(webhook);
        return webhook;
    }

    @Test
    void receiptsMoveAMessageForwardOnly() throws Exception {
        TwilioInboundWebhook webhook = answeredWithoutReceipts();
        String sid = Objects.requireNonNull(
                bot.awaitPart(webhook.messageSid(), "sent").getString("external_message_id"));

        receipt("status/sent-whatsapp", "SM97654ba462114de7a8d9c064e343f9c5", sid);
        assertThat(bot.awaitPart(webhook.messageSid(), "sent")).containsEntry("error_code", null);
        receipt("status/delivered-empty-error", "SM_test", sid);
        assertThat(bot.awaitPart(webhook.messageSid(), "delivered")).containsEntry("error_code", null);
        receipt("status/sent-whatsapp", "SM97654ba462114de7a8d9c064e343f9c5", sid);
        receipt("status/undelivered-30008", "SM999888777555", sid);

        assertThat(bot.store().partsOf(webhook.messageSid()))
                .singleElement()
                .satisfies(part ->
                        assertThat(part).containsEntry("status", "delivered").containsEntry("error_code", null));
        assertThat(bot.log.with("[STATUS]", sid, "applied=advanced")).hasSize(1);
        assertThat(bot.log.with("[STATUS]", sid, "applied=stale")).hasSize(3);
    }

    @Test
    void aMessageThatWasNotDeliveredKeepsItsCode() throws Exception {
        TwilioInboundWebhook webhook = answeredWithoutReceipts();
        String sid = Objects.requireNonNull(
                bot.awaitPart(webhook.messageSid(), "sent").getString("external_message_id"));

        receipt("status/undelivered-30008", "SM999888777555", sid);
        assertThat(bot.awaitPart(webhook.messageSid(), "failed")).containsEntry("error_code", "30008");
        receipt("status/delivered-empty-error", "SM_test", sid);

        assertThat(bot.store().partsOf(webhook.messageSid()).getFirst())
                .containsEntry("status", "failed")
                .containsEntry("error_code", "30008");
        bot.awaitLine("[STATUS]", sid, "status=failed", "code=30008");
    }

    @Test
    void receiptsThatComeEarlyTwiceOrBackwardsEndAsRead() {
        for (CallbackFault fault : List.of(CallbackFault.EARLY, CallbackFault.DUPLICATE, CallbackFault.REVERSED)) {
            bot.twilio.faults().nextCallbacks(1, fault);
            TwilioInboundWebhook webhook = bot.text(bot.newUser(), "horario");
            bot.deliver(webhook);
            bot.awaitPart(webhook.messageSid(), "read");
        }
    }

    @Test
    void aReceiptOfNobodysMessageIsTakenAndNotStored() throws Exception {
        String body = TwilioFixturesIT.fixture("status/delivered-empty-error");

        assertThat(bot.postSigned(HOOK + "/status", body).statusCode()).isEqualTo(204);
        assertThat(bot.store().messages("external_message_id", "SM_test")).isEmpty();
    }

    private static void receipt(String fixture, String captured, String sid) throws Exception {
        String body = TwilioFixturesIT.fixture(fixture).replace(captured, sid);
        assertThat(bot.postSigned(HOOK + "/status", body).statusCode()).isEqualTo(204);
    }

    // --- when Twilio does not do as it is asked

    @Test
    void aRefusedMessageFailsWithItsCodeAndIsNotTriedAgain() {
        String user = bot.newUser();
        bot.twilio.faults().nextCreatesTo(user, 1, new Fault.Refuse(63024, "Invalid message recipient"));
        TwilioInboundWebhook webhook = bot.text(user, "horario");
        bot.deliver(webhook);

        assertThat(bot.awaitPart(webhook.messageSid(), "failed")).containsEntry("error_code", "63024");
        bot.awaitInbound(webhook.messageSid(), "answered");
        bot.awaitLine("[OUT] FAILED", webhook.messageSid(), "source=curated", "code=63024");
        bot.staysQuiet(user, 0);
    }

    @Test
    void whatTwilioPutsOffIsSentOnce() {
        sentOnceAfter(new Fault.Throttle(Duration.ofSeconds(1)), "[OUT] RETRY", "read");
    }

    @Test
    void aLimitOnOneUserHoldsBackNobodyElse() {
        String limited = bot.newUser();
        bot.twilio.faults().nextCreatesTo(limited, 1, new Fault.Refuse(63018, "Rate limit exceeded for Channel"));
        TwilioInboundWebhook put = bot.text(limited, "horario");
        bot.deliver(put);
        bot.awaitLine("[OUT] RETRY", put.messageSid(), "source=curated", "63018");

        assertThat(bot.say(bot.newUser(), "horario")).isNotBlank();
        assertThat(bot.byRest(limited)).isEmpty();
    }

    @Test
    void aSlowTwilioIsWaitedFor() {
        String user = bot.newUser();
        bot.twilio.faults().nextCreatesTo(user, 1, new Fault.Slow(Duration.ofMillis(700), Duration.ofMillis(700)));
        TwilioInboundWebhook webhook = bot.text(user, "horario");
        bot.deliver(webhook);

        bot.awaitPart(webhook.messageSid(), "read");
        bot.awaitLine("[OUT] SENT", webhook.messageSid());
        assertThat(bot.log.with("[OUT] UNKNOWN", webhook.messageSid())).isEmpty();
        bot.staysQuiet(user, 1);
    }

    @Test
    void whatBrokeAfterItWasTakenIsFoundAndNotSentAgain() {
        for (Fault fault : List.of(new Fault.CutAfter(), new Fault.FailAfter(503))) {
            // Without callbacks, only a look at Twilio can tell.
            bot.twilio.faults().nextCallbacks(1, CallbackFault.MUTE);
            TwilioInboundWebhook webhook = sentOnceAfter(fault, "[OUT] UNKNOWN", "sent");
            bot.awaitLine("[OUT] SENT", webhook.messageSid());
        }
    }

    @Test
    void whatBrokeAfterItWasTakenIsSettledByItsReceipt() {
        TwilioInboundWebhook webhook = sentOnceAfter(new Fault.CutAfter(), "[OUT] UNKNOWN", "read");

        bot.awaitLine("[OUT] SENT", webhook.messageSid());
        assertThat(bot.awaitPart(webhook.messageSid(), "read"))
                .as("the part is recorded whole, though a receipt was first")
                .containsKeys("content", "conversation_id", "role");
    }

    @Test
    void whatBrokeBeforeItWasTakenIsSentAfterALook() {
        sentOnceAfter(new Fault.CutBefore(), "[OUT] UNKNOWN", "read");
        sentOnceAfter(new Fault.FailBefore(500), "[OUT] UNKNOWN", "read");
    }

    private static TwilioInboundWebhook sentOnceAfter(Fault fault, String line, String status) {
        String user = bot.newUser();
        bot.twilio.faults().nextCreatesTo(user, 1, fault);
        TwilioInboundWebhook webhook = bot.text(user, "horario");
        bot.deliver(webhook);

        bot.awaitLine(line, webhook.messageSid());
        bot.awaitInbound(webhook.messageSid(), "answered");
        bot.awaitPart(webhook.messageSid(), status);
        bot.staysQuiet(user, 1);
        assertThat(bot.store().partsOf(webhook.messageSid()))
                .singleElement()
                .extracting(part -> part.getString("external_message_id"))
                .isEqualTo(bot.byRest(user).getFirst().sid());
        return webhook;
    }

    // --- what operators see

    @Test
    void aMessagesWayIsInTheLog() {
        String user = bot.newUser();
        TwilioInboundWebhook webhook = bot.text(user, "¿A qué hora abren los sábados?");
        String id = "id=twilio:" + webhook.messageSid();
        bot.deliver(webhook);
        bot.awaitPart(webhook.messageSid(), "read");
        bot.deliver(webhook);

        String from = "from=…" + user.substring(user.length() - 4);
        assertThat(bot.awaitLine("[IN]", id + " ", from, "kind=text", "source=whatsapp", "conversation="))
                .startsWith("INFO");
        assertThat(bot.awaitLine("[ACK]", id + " ", "channel=twilio")).containsPattern("ms=\\d+");
        assertThat(bot.awaitLine("[CACHE] HIT", id + " ", "entry=hours")).containsPattern("ms=\\d+");
        assertThat(bot.awaitLine("[OUT] SENT", id + "/0", "to=…")).containsPattern("total_ms=\\d+");
        bot.awaitLine("[DUP]", id + " ");
        String sid = bot.byRest(user).getFirst().sid();
        bot.awaitLine("[STATUS]", sid, "status=read", "applied=advanced");
        bot.say(user, "¿Cuál es la distancia de la Tierra a la Luna?");
        assertThat(bot.log.with("[CACHE] MISS")).isNotEmpty();
        bot.keptThingsToItself();
    }

    @Test
    void theCountersAreThereForPrometheus() {
        TwilioInboundWebhook twice = bot.text(bot.newUser(), "horario");
        bot.deliver(twice);
        bot.deliver(twice);
        bot.awaitInbound(twice.messageSid(), "answered");
        bot.twilio.faults().nextCreatesTo("whatsapp:+15550000404", 1, new Fault.Refuse(63003, "no such user"));
        bot.deliver(bot.text("whatsapp:+15550000404", "hola"));
        bot.awaitLine("[OUT] FAILED", "code=63003");

        HttpResponse<String> page = bot.get("/prometheus");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .containsPattern("recado_received_total\\{.*kind=\"text\".*} [1-9]")
                .containsPattern("recado_duplicates_total\\{.*channel=\"twilio\".*} [1-9]")
                .containsPattern("recado_answered_total\\{.*closing=\"answer\".*} [1-9]")
                .containsPattern("recado_sent_total\\{.*result=\"accepted\".*} [1-9]")
                .containsPattern("recado_failed_total\\{.*code=\"63003\".*} [1-9]")
                .containsPattern("recado_acknowledgement_seconds_count\\{.*} [1-9]")
                .containsPattern("recado_turn_seconds_count\\{.*} [1-9]")
                .containsPattern("recado_store_seconds_count\\{.*} [1-9]")
                .doesNotContain("1555");
    }

    @Test
    void healthNamesItsParts() {
        HttpResponse<String> page = bot.get("/health");

        assertThat(page.statusCode()).isEqualTo(200);
        Document health = Document.parse(page.body());
        assertThat(health).containsEntry("status", "UP");
        Document parts = health.get("details", Document.class);
        assertThat(parts.keySet()).contains("store", "providers", "model", "knowledge", "inbox", "dead_letters");
        assertThat(parts.toString()).contains("embedded", "twilio", "curated_answers", "waiting", "oldest_age_ms");
        assertThat(bot.get("/health/liveness").statusCode()).isEqualTo(200);
        assertThat(bot.get("/health/readiness").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/diag", "/api/v1/test", "/api/v1/anything"})
    void operatorsRoutesWantTheToken(String path) {
        assertThat(bot.get(path).statusCode()).isEqualTo(401);
        assertThat(bot.get(path, "Authorization", "Bearer wrong").statusCode()).isEqualTo(401);
    }

    @Test
    void diagShowsEverySettingAndNoSecret() {
        HttpResponse<String> page = bot.get("/api/v1/diag", "Authorization", "Bearer " + OPS_TOKEN);

        assertThat(page.statusCode()).isEqualTo(200);
        SettingCatalogue.ALL.forEach(setting -> assertThat(page.body()).contains("\"" + setting.variable() + "\""));
        assertThat(page.body())
                .contains("***", "environment", "default")
                .doesNotContain(OPS_TOKEN, SECOND_TOKEN, bot.twilio.account().authToken());
    }

    @Test
    void testAsksTheProviderWhetherTheCredentialsWork() {
        HttpResponse<String> page = bot.get("/api/v1/test", "Authorization", "Bearer " + OPS_TOKEN);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("\"valid\"", "Recado's stand-in");
    }

    @Test
    void sendTestSendsOneText() {
        String user = bot.newUser();

        HttpResponse<String> sent = bot.send(HttpRequest.newBuilder(bot.url("/api/v1/send-test"))
                .header("Authorization", "Bearer " + OPS_TOKEN)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"to\":\"" + user.substring("whatsapp:".length()) + "\",\"text\":\"¿Llega?\"}")));
        HttpResponse<String> refused = bot.send(HttpRequest.newBuilder(bot.url("/api/v1/send-test"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"to\":\"" + user + "\",\"text\":\"No\"}")));

        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(bot.byRest(user)).extracting(StandInMessage::body).containsExactly("¿Llega?");
    }
}
