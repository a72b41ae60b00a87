package dev.recado.adapter.twilio.sending;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.twilio.http.TwilioRestClient;
import dev.recado.adapter.http.CallLimits;
import dev.recado.adapter.twilio.Parts;
import dev.recado.adapter.twilio.api.TwilioCallException;
import dev.recado.adapter.twilio.api.TwilioSettings;
import dev.recado.adapter.twilio.api.TwilioTransport;
import dev.recado.adapter.twilio.inbound.Form;
import dev.recado.adapter.twilio.inbound.ScriptedServer;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.delivery.MessageSender.CredentialCheck;
import dev.recado.domain.delivery.MessageSender.SendOutcome;
import dev.recado.domain.delivery.MessageSender.Settlement;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.OutboundContent;
import dev.recado.domain.message.OutboundMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TwilioMessageSenderIT {
    private static final String ACCOUNT = "AC00000000000000000000000000000001";
    private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");
    private static final String CREATED = "{\"sid\":\"SM9\",\"status\":\"queued\",\"body\":\"x\"}";
    private static final DateTimeFormatter TWILIOS_TIME =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.US);
    private static final OutboundMessage PART = Parts.part("Hola");

    private final ScriptedServer twilio = new ScriptedServer();
    private @Nullable TwilioTransport transport;

    @AfterEach
    void stop() {
        twilio.close();
        if (transport != null) {
            transport.close();
        }
    }

    @Test
    void aPartIsSentWithItsSenderAndCallback() {
        twilio.willAnswer(201, CREATED);

        assertThat(sender().send(PART)).isEqualTo(new SendOutcome.Accepted("SM9"));

        ScriptedServer.Call call = twilio.calls().getFirst();
        assertThat(call.method() + " " + call.target())
                .isEqualTo("POST /2010-04-01/Accounts/" + ACCOUNT + "/Messages.json");
        assertThat(call.authorization())
                .isEqualTo("Basic " + Base64.getEncoder().encodeToString((ACCOUNT + ":token").getBytes(UTF_8)));
        assertThat(call.protocol()).isEqualTo("HTTP/1.1");
        assertThat(fields(call))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "To", "whatsapp:+15555550101",
                        "From", "whatsapp:+15555550100",
                        "Body", "Hola",
                        "StatusCallback", "https://bot.example.com/webhooks/twilio/status?part=twilio%3ASM1%2F0"));
    }

    @Test
    void aTemplateIsSentByItsSidAndTwilioWritesTheBody() {
        twilio.willAnswer(201, CREATED);

        sender().send(Parts.part(new OutboundContent.Template("HX1", "es", List.of("Ana", "\"9\" a 20"), "Hola Ana")));

        assertThat(fields(twilio.calls().getFirst()))
                .containsEntry("ContentSid", "HX1")
                .containsEntry("ContentVariables", "{\"1\":\"Ana\",\"2\":\"\\\"9\\\" a 20\"}")
                .doesNotContainKey("Body");
    }

    @Test
    void aClosedServiceWindowIsRecognized() {
        twilio.willAnswer(400, "{\"code\":63016,\"message\":\"outside the allowed window\"}");

        assertThat(sender().send(PART)).isEqualTo(new SendOutcome.WindowClosed("63016"));
    }

    @Test
    void typingIsShownForTheMessage() {
        twilio.willAnswer(200, "{\"success\":true}").willAnswer(404, "{\"code\":20404,\"message\":\"gone\"}");

        presence().typing(Parts.inbound("SM1", new Content.Text("hola")));

        ScriptedServer.Call call = twilio.calls().getFirst();
        assertThat(call.method() + " " + call.target()).isEqualTo("POST /v3/Indicators/Typing.json");
        assertThat(call.authorization()).startsWith("Basic ");
        assertThat(call.body()).isEqualTo("{\"channel\":\"WHATSAPP\",\"messageId\":\"SM1\"}");
        assertThatExceptionOfType(PortUnavailableException.class)
                .isThrownBy(() -> presence().typing(Parts.inbound("SM2", new Content.Text("hola"))))
                .withMessageContaining("gone");
    }

    @Test
    void everySentFieldIsInTwiliosApiDescription() throws IOException {
        twilio.willAnswer(201, CREATED).willAnswer(201, CREATED);

        sender().send(Parts.partWithFile("x", "https://files.example.com/a.ogg"));
        sender("MG1", null, 10_000).send(PART);

        try (var in = getClass().getResourceAsStream("/twilio/create-message-fields.json")) {
            var described = new ObjectMapper().readTree(in);
            assertThat(twilio.calls().stream().flatMap(call -> fields(call).keySet().stream()))
                    .isSubsetOf(Stream.of(described)
                            .flatMap(names -> names.valueStream())
                            .map(name -> name.asText())
                            .toList());
        }
    }

    @Test
    void aMessagingServiceReplacesTheSender() {
        twilio.willAnswer(201, CREATED);

        sender("MG00000000000000000000000000000001", "whatsapp:+14155238886", 10_000)
                .send(PART);

        assertThat(fields(twilio.calls().getFirst()))
                .containsEntry("MessagingServiceSid", "MG00000000000000000000000000000001")
                .doesNotContainKey("From");
    }

    @Test
    void withoutAConfiguredSenderTheNumberWrittenToAnswers() {
        twilio.willAnswer(201, CREATED);

        sender(null, null, 10_000).send(PART);

        assertThat(fields(twilio.calls().getFirst())).containsEntry("From", "whatsapp:+15555550100");
    }

    @Test
    void aUserWithoutANumberIsReachedByTheBusinessScopedId() {
        twilio.willAnswer(201, CREATED);

        sender().send(new OutboundMessage(
                PART.id(),
                PART.conversationId(),
                PART.channel(),
                new UserAddress.BusinessScoped("US.1349"),
                null,
                0,
                1,
                null,
                new OutboundContent.Text("Hola")));

        assertThat(fields(twilio.calls().getFirst())).containsEntry("To", "whatsapp:US.1349");
    }

    @Test
    void theTextNullIsSent() {
        twilio.willAnswer(201, CREATED);

        sender().send(Parts.part("null"));

        assertThat(fields(twilio.calls().getFirst())).containsEntry("Body", "null ");
    }

    @ParameterizedTest
    @ValueSource(ints = {21620, 21623, 12300, 63005, 63019, 63021})
    void theTextOfARefusedFileIsSent(int code) {
        twilio.willAnswer(400, error(code, "no such file")).willAnswer(201, CREATED);

        assertThat(sender().send(Parts.partWithFile("x", "https://files.example.com/a.ogg")))
                .isEqualTo(new SendOutcome.Accepted("SM9"));

        assertThat(twilio.calls()).hasSize(2);
        assertThat(fields(twilio.calls().get(0))).containsEntry("MediaUrl", "https://files.example.com/a.ogg");
        assertThat(fields(twilio.calls().get(1))).doesNotContainKey("MediaUrl").containsEntry("Body", "x");
    }

    @Test
    void aRefusedFileIsNotRetriedAgain() {
        twilio.willAnswer(400, error(63021, "content")).willAnswer(400, error(63021, "content"));

        assertThat(sender().send(Parts.partWithFile("x", "https://files.example.com/a.ogg")))
                .isEqualTo(MessageErrors.of("63021", "content"));
        assertThat(twilio.calls()).hasSize(2);
    }

    @Test
    void aFileWithoutAUrlIsLeftOut() {
        twilio.willAnswer(201, CREATED);

        assertThat(sender().send(Parts.partWithFile("x", "not an address"))).isEqualTo(new SendOutcome.Accepted("SM9"));
        assertThat(fields(twilio.calls().getFirst())).doesNotContainKey("MediaUrl");
    }

    @ParameterizedTest
    @CsvSource({"400, 21211", "403, 21614", "400, 63003", "400, 63024", "400, 63032", "400, 63014"})
    void aRefusalAboutTheUserIsNotRetried(int status, int code) {
        twilio.willAnswer(status, error(code, "the number +15555550101 is wrong"));

        assertThat(sender().send(PART))
                .isEqualTo(new SendOutcome.Refused(Integer.toString(code), "the number …0101 is wrong"));
        assertThat(twilio.calls()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "403, 21408, country",
        "400, 21408, country",
        "400, 21608, trial",
        "400, 63015, sandbox",
        "400, 21654, template",
        "400, 63042, template",
        "400, 21617, look the code up",
        "403, 63013, look the code up",
        "400, 63021, look the code up",
        "400, 21635, look the code up",
        "400, 99999, look the code up",
    })
    void aRefusalAboutTheMessageHasARemedy(int status, int code, String remedy) {
        twilio.willAnswer(status, error(code, "the number +15555550101 is wrong"));

        assertThat(sender().send(PART)).isInstanceOfSatisfying(SendOutcome.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(Integer.toString(code));
            assertThat(refused.reason()).isEqualTo("the number …0101 is wrong");
            assertThat(refused.remedy()).contains(remedy);
        });
        assertThat(twilio.calls()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "401, 20003, true",
        "403, 20005, true",
        "403, 20008, true",
        "404, 20404, true",
        "400, 10001, true",
        "401, 90010, true",
        "400, 30002, true",
        "400, 21606, false",
        "400, 21703, false",
        "400, 21910, false",
        "400, 63001, false",
        "400, 63007, false",
        "400, 63020, false",
        "400, 63051, false",
        "400, 63112, false",
        "401, 99999, true",
        "402, 20402, true",
        "403, 20403, true",
        "402, 99999, true",
        "403, 99999, true",
    })
    void accountErrorsBlockSending(int status, int code, boolean wholeAccount) {
        twilio.willAnswer(status, error(code, "the number +15555550101 is wrong"));

        assertThat(sender().send(PART)).isInstanceOfSatisfying(SendOutcome.Blocked.class, blocked -> {
            assertThat(blocked.code()).isEqualTo(Integer.toString(code));
            assertThat(blocked.reason()).isEqualTo("the number …0101 is wrong");
            assertThat(blocked.wholeAccount()).isEqualTo(wholeAccount);
            assertThat(blocked.remedy()).isNotBlank();
        });
        assertThat(twilio.calls()).hasSize(1);
    }

    @Test
    void aUserWhoSentStopHasOptedOut() {
        twilio.willAnswer(400, error(21610, "Attempt to send to unsubscribed recipient"));

        assertThat(sender().send(PART))
                .isEqualTo(new SendOutcome.OptedOut("21610", "Attempt to send to unsubscribed recipient"));
    }

    @Test
    void aForbiddenListLeavesTheOutcomeUnknown() {
        twilio.willAnswer(401, error(20003, "Authenticate"));

        assertThat(sender().lookUp(PART, NOW, Set.of())).isInstanceOf(Settlement.Blocked.class);
    }

    @Test
    void aFailureInAReceiptMapsLikeADirectError() {
        assertThat(sender().meaningOf("63051", "restricted")).isInstanceOf(SendOutcome.Blocked.class);
        assertThat(sender().meaningOf("63016", "late")).isEqualTo(new SendOutcome.WindowClosed("63016"));
        assertThat(sender().meaningOf("21610", "stop")).isEqualTo(new SendOutcome.OptedOut("21610", "stop"));
        assertThat(sender().meaningOf("63024", "none")).isEqualTo(new SendOutcome.Refused("63024", "none"));
        assertThat(sender().meaningOf("20402", "pay")).isInstanceOf(SendOutcome.Blocked.class);
        for (String code : List.of("21408", "63018", "")) {
            assertThat(sender().meaningOf(code, "none"))
                    .as(code)
                    .isInstanceOfSatisfying(
                            SendOutcome.Refused.class,
                            refused -> assertThat(refused.remedy()).isNotBlank());
        }
    }

    @Test
    void anUnknownRefusalBlocksByItsStatus() {
        twilio.willAnswer(403, "<html>no</html>").willAnswer(410, "<html>no</html>");

        assertThat(sender().send(PART)).isInstanceOf(SendOutcome.Blocked.class);
        assertThat(sender().send(PART))
                .isInstanceOfSatisfying(
                        SendOutcome.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("http-410"));
    }

    @ParameterizedTest
    @CsvSource({"7, PT7S", "'Sat, 21 Nov 2026 03:00:30 GMT', PT30S", "999999999, PT24H", "soon, PT1S", "0, PT0S"})
    void tooManyRequestsWaitForTwiliosRetryAfter(String retryAfter, Duration wait) {
        twilio.willAnswer(429, error(20429, "too many"), "Retry-After", retryAfter);

        assertThat(sender().send(PART)).isEqualTo(new SendOutcome.Throttled(wait, "20429"));
        assertThat(twilio.calls()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "429, 20429, PT1S",
        "400, 63018, PT1M",
        "400, 21611, PT1M",
        "400, 60728, PT1H",
        "400, 63038, PT24H",
        "400, 63017, PT1S",
        "400, 63012, PT1S",
    })
    void everyKindOfLimitIsThrottled(int status, int code, Duration wait) {
        twilio.willAnswer(status, error(code, "limit"));

        assertThat(sender().send(PART)).isEqualTo(new SendOutcome.Throttled(wait, Integer.toString(code)));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 408})
    void anInternalErrorLeavesTheOutcomeUnknownAndIsTriedOnce(int status) {
        twilio.willAnswer(status, error(20500, "internal")).willAnswer(201, CREATED);

        assertThat(sender().send(PART)).isEqualTo(new SendOutcome.Unknown("HTTP " + status));
        assertThat(twilio.calls()).hasSize(1);
    }

    @Test
    void aRedirectIsNotFollowedWithOurCredentials() {
        twilio.willAnswer(307, "", "Location", twilio.base() + "/elsewhere");

        assertThat(sender().send(PART)).isEqualTo(MessageErrors.of("http-307", "redirected, which is not followed"));
        assertThat(twilio.calls()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"status\":\"queued\"}", "[]"})
    void anUnreadableAnswerLeavesTheOutcomeUnknown(String body) {
        twilio.willAnswer(201, body);

        assertThat(sender().send(PART)).isInstanceOf(SendOutcome.Unknown.class);
        assertThat(twilio.calls()).hasSize(1);
    }

    @Test
    void aConnectionCutBeforeTheAnswerLeavesTheOutcomeUnknown() {
        twilio.willAnswer(exchange -> {
            throw new IOException("cut");
        });

        assertThat(sender().send(PART))
                .isInstanceOfSatisfying(
                        SendOutcome.Unknown.class,
                        unknown -> assertThat(unknown.why()).startsWith("connection broken"));
        assertThat(twilio.calls()).hasSize(1);
    }

    @Test
    void aConnectionCutDuringTheAnswerLeavesTheOutcomeUnknown() {
        twilio.willAnswer(exchange -> {
            exchange.sendResponseHeaders(201, 1_000);
            exchange.getResponseBody().write("{\"sid\":".getBytes(UTF_8));
            exchange.getResponseBody().flush();
            throw new IOException("cut");
        });

        assertThat(sender().send(PART)).isInstanceOf(SendOutcome.Unknown.class);
    }

    @Test
    void aSilentServerTimesOut() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            transport = transport("http://127.0.0.1:" + silent.getLocalPort(), null, "whatsapp:+14155238886", 200);

            assertThat(sender(transport, null, "whatsapp:+14155238886").send(PART))
                    .isEqualTo(new SendOutcome.Unknown("no answer within 200 ms"));
        }
    }

    @Test
    void aServerThatStopsDuringTheBodyTimesOut() {
        twilio.willAnswer(exchange -> {
            exchange.sendResponseHeaders(201, 1_000);
            exchange.getResponseBody().write("{\"sid\":".getBytes(UTF_8));
            exchange.getResponseBody().flush();
        });

        assertThat(sender(null, "whatsapp:+14155238886", 300).send(PART))
                .isEqualTo(new SendOutcome.Unknown("no answer within 300 ms"));
    }

    @Test
    void aRefusedConnectionSentNothing() {
        twilio.close();

        assertThat(sender().send(PART)).isEqualTo(new SendOutcome.Throttled(Duration.ofSeconds(1), "unreachable"));
    }

    @Test
    void theBaseUrlsPathIsKept() {
        twilio.willAnswer(201, CREATED);
        transport = transport(twilio.base() + "/twilio/", null, "whatsapp:+14155238886", 10_000);

        sender(transport, null, "whatsapp:+14155238886").send(PART);

        assertThat(twilio.calls().getFirst().target()).startsWith("/twilio/2010-04-01/Accounts/");
    }

    @Test
    void aPartIsFoundByItsTextAmongTheUsersMessages() {
        twilio.willAnswer(
                200,
                page(
                        message("SM4", "inbound", "Hola", NOW),
                        message("SM3", "outbound-api", "Adiós", NOW),
                        message("SM2", "outbound-api", "Hola", NOW.minusSeconds(2)),
                        message("SM1", "outbound-api", "Hola", NOW.minusSeconds(3_600))));

        assertThat(sender().lookUp(PART, NOW.minusSeconds(1), Set.of())).isEqualTo(new Settlement.Found("SM2"));
        assertThat(twilio.calls().getFirst().target())
                .startsWith("/2010-04-01/Accounts/" + ACCOUNT + "/Messages.json?")
                .contains("To=whatsapp%3A%2B15555550101")
                .contains("PageSize=50");
    }

    @Test
    void aMessageBeforeTheFirstTryIsNotThisPart() {
        twilio.willAnswer(200, page(message("SM1", "outbound-api", "Hola", NOW.minusSeconds(3_600))));

        assertThat(sender().lookUp(PART, NOW, Set.of())).isEqualTo(new Settlement.NotFound());
    }

    @Test
    void aMessageOfAnotherPartIsNotThisPart() {
        twilio.willAnswer(201, CREATED).willAnswer(200, page(message("SM9", "outbound-api", "Hola", NOW)));
        TwilioMessageSender sender = sender();
        sender.send(
                Parts.part(Parts.inbound("SM2", new dev.recado.domain.message.Content.Text("x")), 0, 1, "Hola", null));

        assertThat(sender.lookUp(PART, NOW, Set.of())).isEqualTo(new Settlement.NotFound());
    }

    @Test
    void aMessageLoggedForAnotherPartIsNotThisPart() {
        twilio.willAnswer(
                200, page(message("SM3", "outbound-api", "Hola", NOW), message("SM2", "outbound-api", "Hola", NOW)));

        assertThat(sender().lookUp(PART, NOW, Set.of("SM3"))).isEqualTo(new Settlement.Found("SM2"));
    }

    @Test
    void aMessageSentForThisPartIsFoundAgain() {
        twilio.willAnswer(201, CREATED).willAnswer(200, page(message("SM9", "outbound-api", "Hola", NOW)));
        TwilioMessageSender sender = sender();
        sender.send(PART);

        assertThat(sender.lookUp(PART, NOW, Set.of())).isEqualTo(new Settlement.Found("SM9"));
    }

    @Test
    void furtherPagesAreSearched() {
        twilio.willAnswer(
                        200,
                        "{\"uri\":\"/here\",\"messages\":[" + message("SM3", "outbound-api", "Adiós", NOW)
                                + "],\"next_page_uri\":\"/2010-04-01/Accounts/" + ACCOUNT
                                + "/Messages.json?Page=1&PageSize=50\",\"page_size\":50}")
                .willAnswer(200, page(message("SM2", "outbound-api", "Hola", NOW)));

        assertThat(sender().lookUp(PART, NOW, Set.of())).isEqualTo(new Settlement.Found("SM2"));
        assertThat(twilio.calls().get(1).target()).contains("Page=1");
    }

    @Test
    void aFailedLookUpIsUnavailable() {
        twilio.willAnswer(503, "");

        assertThatExceptionOfType(PortUnavailableException.class)
                .isThrownBy(() -> sender().lookUp(PART, NOW, Set.of()))
                .withCauseInstanceOf(TwilioCallException.Answered.class);
    }

    @Test
    void validCredentialsNameTheAccount() {
        twilio.willAnswer(200, "{\"sid\":\"" + ACCOUNT + "\",\"friendly_name\":\"Clinic\",\"status\":\"active\"}");

        assertThat(sender().checkCredentials()).isEqualTo(new CredentialCheck.Valid("Clinic"));
        assertThat(twilio.calls().getFirst().target()).isEqualTo("/2010-04-01/Accounts/" + ACCOUNT + ".json");
    }

    @Test
    void invalidCredentialsAreRejected() {
        twilio.willAnswer(401, error(20003, "Authenticate"));

        assertThat(sender().checkCredentials()).isEqualTo(new CredentialCheck.Rejected("HTTP 401: Authenticate"));
    }

    @Test
    void credentialsThatCannotBeCheckedAreUnreachable() {
        twilio.willAnswer(500, "");

        assertThat(sender().checkCredentials()).isEqualTo(new CredentialCheck.Unreachable("HTTP 500"));
    }

    private TwilioPresence presence() {
        transport = transport(twilio.base(), null, null, 10_000);
        return new TwilioPresence(new TwilioRestClient.Builder(ACCOUNT, "token")
                .httpClient(transport)
                .build());
    }

    private TwilioMessageSender sender() {
        return sender(null, "whatsapp:+14155238886", 10_000);
    }

    private TwilioMessageSender sender(@Nullable String service, @Nullable String from, long limitMillis) {
        transport = transport(twilio.base(), service, from, limitMillis);
        return sender(transport, service, from);
    }

    private static TwilioMessageSender sender(
            TwilioTransport transport, @Nullable String service, @Nullable String from) {
        return new TwilioMessageSender(
                new TwilioRestClient.Builder(ACCOUNT, "token")
                        .httpClient(transport)
                        .build(),
                settings("", service, from),
                new StatusCallbackUrls("https://bot.example.com"),
                new OpenWebhookResponses(),
                new AccountThrottle(InstantSource.fixed(NOW)));
    }

    private static TwilioTransport transport(
            String base, @Nullable String service, @Nullable String from, long limitMillis) {
        var limits = new CallLimits(Duration.ofSeconds(5), Duration.ofMillis(limitMillis), 100);
        return new TwilioTransport(settings(base, service, from), limits, InstantSource.fixed(NOW));
    }

    private static TwilioSettings settings(String base, @Nullable String service, @Nullable String from) {
        return new TwilioSettings(ACCOUNT, "token", null, from, service, base);
    }

    private static Map<String, String> fields(ScriptedServer.Call call) {
        return call.form().fields().stream().collect(Collectors.toMap(Form.Field::name, Form.Field::value));
    }

    private static String error(int code, String message) {
        return "{\"code\":" + code + ",\"message\":\"" + message + "\",\"more_info\":\"\",\"status\":400}";
    }

    private static String page(String... messages) {
        return "{\"uri\":\"/here\",\"messages\":[" + String.join(",", messages)
                + "],\"next_page_uri\":null,\"page_size\":50}";
    }

    private static String message(String sid, String direction, String body, Instant created) {
        return "{\"sid\":\"" + sid + "\",\"direction\":\"" + direction + "\",\"body\":\"" + body
                + "\",\"status\":\"sent\",\"date_sent\":null,\"date_created\":\""
                + TWILIOS_TIME.format(created.atOffset(ZoneOffset.UTC)) + "\"}";
    }
}
