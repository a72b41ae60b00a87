package dev.recado.adapter.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.recado.adapter.console.RawHttpRequest.Reply;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.delivery.MessageSender;
import dev.recado.domain.delivery.MessageSender.CredentialCheck;
import dev.recado.domain.delivery.MessageSender.SendOutcome;
import dev.recado.domain.delivery.SendTestUseCase;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.operation.DiagnoseUseCase;
import dev.recado.domain.operation.Probe.Finding;
import dev.recado.domain.operation.Settings;
import dev.recado.domain.operation.Settings.Setting;
import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@MicronautTest
@Property(name = "core", value = "mocked")
@Property(name = "micronaut.server.port", value = "-1")
@Property(name = "recado.ops-token", value = OperatorEndpointsIT.TOKEN)
@Property(name = "recado.version", value = "1.2.3")
@Property(name = "recado.limit-per-ip-minute", value = "0")
@Property(name = "recado.limit-per-ip-day", value = "0")
@Property(name = "recado.twilio-paths", value = "/api/v1/bot/whatsapp/,/api/v1/diag")
class OperatorEndpointsIT {
    static final String TOKEN = "s3cret-of-the-operators";
    private static final UserAddress USER = new UserAddress.Phone("+15550100");
    private static final String GOOD = "{\"to\": \"whatsapp:+15550100\", \"text\": \"hola\"}";

    private final EmbeddedServer server;
    private final MessageSender sender;
    private final SendTestUseCase sendTest;
    private final DiagnoseUseCase diagnose;
    private final Settings settings;

    OperatorEndpointsIT(
            EmbeddedServer server,
            MessageSender sender,
            SendTestUseCase sendTest,
            DiagnoseUseCase diagnose,
            Settings settings) {
        this.server = server;
        this.sender = sender;
        this.sendTest = sendTest;
        this.diagnose = diagnose;
        this.settings = settings;
    }

    @BeforeEach
    void aFreshCore() {
        reset(sender, sendTest, diagnose, settings);
        when(sender.channel()).thenReturn(Channel.TWILIO);
        when(settings.all())
                .thenReturn(List.of(
                        new Setting("RECADO_PORT", "8080", "default", false),
                        new Setting("TWILIO_AUTH_TOKEN", "***", "environment", true),
                        new Setting("RECADO_FAQ_FILE", "", "default", false)));
        when(settings.warnings()).thenReturn(List.of("signatures are not validated"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer wrong", "Bearer ", "Bearer", "Basic " + TOKEN, TOKEN, "Bearer " + TOKEN + "x"})
    void aWrongTokenIsUnauthorized(String authorization) throws IOException {
        Reply reply = get("/api/v1/diag").with("Authorization", authorization).send();

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.headers()).containsEntry("www-authenticate", "Bearer");
        assertThat(reply.json())
                .isEqualTo(Map.of(
                        "error", "unauthorized",
                        "message", "the bearer token of RECADO_OPS_TOKEN is missing or wrong"));
        verifyNoInteractions(diagnose);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1",
        "/api/v1/",
        "/api/v1/diag",
        "/api/v1/diag/",
        "/api/v1/diag?a=b",
        "/api/v1/test",
        "/api/v1/nothing",
        "/api/v1/a/b/c",
        "/api/v1/diag;a=b",
        "/api/v1//diag",
        "//api/v1/diag",
        "/api%2Fv1/diag",
        "/api/v1/%64iag",
        "/%61pi/v1/diag",
        "/./api/v1/diag",
        "/x/../api/v1/diag",
        "/API/v1/diag",
        "/api/v1/bot/whatsapp/../../diag",
        "http://localhost/api/v1/diag",
        "/api/v1/diag#x",
        "/api\\v1\\diag"
    })
    void noSpellingOfAPathBypassesTheFilter(String path) throws IOException {
        Reply reply = get(path).send();

        assertThat(reply.status()).isIn(400, 401, 404);
        assertThat(reply.body()).doesNotContain("RECADO_PORT");
        verifyNoInteractions(diagnose);
    }

    @Test
    void anUnknownRouteIsNotFoundWithTheToken() throws IOException {
        Reply reply = get("/api/v1/nothing").bearing(TOKEN).send();

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.json()).containsOnlyKeys("error", "message").containsEntry("error", "not_found");
    }

    @Test
    void aRouteElsewhereIsNotGuarded() throws IOException {
        Reply reply = get("/nothing").with("Accept", "text/html").send();

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.json()).containsEntry("error", "not_found");
    }

    @Test
    void aWebhookBelowTheOperatorsPathIsNotGuarded() throws IOException {
        assertThat(RawHttpRequest.post(server.getPort(), "/api/v1/bot/whatsapp/", "")
                        .send()
                        .status())
                .isEqualTo(404);
        assertThat(RawHttpRequest.post(server.getPort(), "/api/v1/bot/whatsapp/status", "")
                        .send()
                        .status())
                .isEqualTo(404);
        assertThat(RawHttpRequest.post(server.getPort(), "/api/v1/bot/whatsapp/more", "")
                        .send()
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aWrongMethodHasTheSameErrorBody() throws IOException {
        Reply reply = get("/api/v1/send-test").bearing(TOKEN).send();

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.json()).containsOnlyKeys("error", "message").containsEntry("error", "method_not_allowed");
    }

    @Test
    void diagShowsEverything() throws IOException {
        when(diagnose.diagnose())
                .thenReturn(new TreeMap<>(Map.of("store", new Finding(true, Map.of("kind", "embedded")))));

        Reply reply =
                get("/api/v1/diag").with("Authorization", "bearer " + TOKEN).send();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json())
                .containsEntry("version", "1.2.3")
                .containsEntry("java", Runtime.version().toString())
                .containsEntry("channels", List.of("twilio"))
                .containsEntry("warnings", List.of("signatures are not validated"))
                .containsEntry("parts", Map.of("store", Map.of("up", true, "details", Map.of("kind", "embedded"))))
                .containsEntry(
                        "settings",
                        List.of(
                                setting("RECADO_PORT", "8080", "default", false),
                                setting("TWILIO_AUTH_TOKEN", "***", "environment", true),
                                setting("RECADO_FAQ_FILE", "", "default", false)));
        assertThat(reply.json().get("uptime")).asString().matches("PT(\\d+[HMS])+");
    }

    @Test
    void validCredentialsAreShownWithTheirAccount() throws IOException {
        when(sender.checkCredentials()).thenReturn(new CredentialCheck.Valid("AC…0001"));

        Reply reply = get("/api/v1/test").bearing(TOKEN).send();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json())
                .isEqualTo(Map.of(
                        "channels", List.of(Map.of("channel", "twilio", "result", "valid", "account", "AC…0001"))));
    }

    @Test
    void rejectedCredentialsAreABadGateway() throws IOException {
        when(sender.checkCredentials()).thenReturn(new CredentialCheck.Rejected("20003 Authenticate"));

        Reply reply = get("/api/v1/test").bearing(TOKEN).send();

        assertThat(reply.status()).isEqualTo(502);
        assertThat(reply.json())
                .containsEntry("error", "credentials")
                .containsEntry("message", "the credentials do not work for: twilio")
                .extractingByKey("channels", LIST)
                .singleElement(MAP)
                .containsEntry("result", "rejected")
                .containsEntry("reason", "20003 Authenticate");
    }

    @Test
    void aProviderThatCannotBeReachedIsABadGateway() throws IOException {
        when(sender.checkCredentials()).thenThrow(new PortUnavailableException("no answer within 10 s"));

        Reply reply = get("/api/v1/test").bearing(TOKEN).send();

        assertThat(reply.status()).isEqualTo(502);
        assertThat(reply.json())
                .extractingByKey("channels", LIST)
                .singleElement(MAP)
                .containsEntry("result", "unreachable")
                .containsEntry("reason", "no answer within 10 s");
    }

    @Test
    void aTestMessageIsSent() throws IOException {
        when(sendTest.send(null, USER, "hola")).thenReturn(new SendOutcome.Accepted("SM1"));

        Reply reply = sendTest(GOOD);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json()).isEqualTo(Map.of("outcome", "accepted", "external_id", "SM1"));
        verify(sendTest).send(null, USER, "hola");
    }

    @Test
    void aTestMessageIsSentByTheNamedProvider() throws IOException {
        when(sendTest.send(Channel.META, USER, "hola")).thenReturn(new SendOutcome.Accepted("wamid.1"));

        Reply reply = sendTest("{\"to\": \"+15550100\", \"text\": \"hola\", \"provider\": \"meta\"}");

        assertThat(reply.json()).containsEntry("external_id", "wamid.1");
    }

    @Test
    void aRefusedTestMessageShowsItsCode() throws IOException {
        when(sendTest.send(any(), any(), any()))
                .thenReturn(new SendOutcome.Refused("63003", "To not found on channel"));

        Reply reply = sendTest(GOOD);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json())
                .isEqualTo(Map.of("error", "refused", "code", "63003", "message", "To not found on channel"));
    }

    @Test
    void aThrottledTestMessageSaysWhenToTryAgain() throws IOException {
        when(sendTest.send(any(), any(), any()))
                .thenReturn(new SendOutcome.Throttled(Duration.ofMillis(2_100), "20429"));

        Reply reply = sendTest(GOOD);

        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.headers()).containsEntry("retry-after", "3");
        assertThat(reply.json()).containsEntry("error", "throttled").containsEntry("code", "20429");
    }

    @Test
    void anUnknownOutcomeIsABadGateway() throws IOException {
        when(sendTest.send(any(), any(), any())).thenReturn(new SendOutcome.Unknown("HTTP 500"));

        Reply reply = sendTest(GOOD);

        assertThat(reply.status()).isEqualTo(502);
        assertThat(reply.json())
                .isEqualTo(Map.of("error", "unknown", "message", "it may have been sent, or not: HTTP 500"));
    }

    @Test
    void anInternalErrorShowsNoDetails() throws IOException {
        when(sendTest.send(any(), any(), any())).thenThrow(new IllegalStateException("password hunter2"));

        Reply reply = sendTest(GOOD);

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.json())
                .isEqualTo(Map.of("error", "internal_server_error", "message", "Internal Server Error"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~~ | the body is empty; expected a JSON object: {\"to\": \"+15550100\", \"text\": \"…\"}",
                "{\"to\": | the body is not JSON",
                "[1] | expected a JSON object: {\"to\": \"+15550100\", \"text\": \"…\"}",
                "{\"to\": \"+15550100\", \"text\": \"a\"} xx | the body is not JSON",
                "{\"to\": \"+15550100\", \"text\": \"a\"}{} | the body is not JSON: there is more behind its end",
                "{\"to\": \"+15550100\", \"to\": \"+15550101\", \"text\": \"a\"} | to: the field stands twice",
                "null | expected a JSON object: {\"to\": \"+15550100\", \"text\": \"…\"}",
                "{} | to: expected a phone number as a string, +15550100 or whatsapp:+15550100",
                "{\"to\": 15550100, \"text\": \"x\"} | to: expected a phone number as a string, +15550100 or whatsapp:+15550100",
                "{\"to\": \"15550100\", \"text\": \"x\"} | to: expected a plus and 5 to 15 digits, +15550100 or whatsapp:+15550100",
                "{\"to\": \"+15550100\", \"text\": \"x\", \"provider\": \"sms\"} | provider: expected twilio or meta",
                "{\"to\": \"+15550100\", \"text\": \"x\", \"provider\": 7} | provider: expected twilio or meta",
                "{\"to\": \"+15550100\"} | text: expected a string that says something",
                "{\"to\": \"+15550100\", \"text\": \"  \"} | text: expected a string that says something",
                "{\"to\": \"+15550100\", \"text\": [\"x\"]} | text: expected a string that says something"
            })
    void anInvalidRequestIsExplainedInOneSentence(String body, String message) throws IOException {
        Reply reply = sendTest(body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json()).isEqualTo(Map.of("error", "invalid_request", "message", message));
        verifyNoInteractions(sendTest);
    }

    @Test
    void aTextHasALimit() throws IOException {
        when(sendTest.send(any(), any(), any())).thenReturn(new SendOutcome.Accepted("SM1"));

        assertThat(sendTest("{\"to\": \"+15550100\", \"text\": \"" + "x".repeat(1600) + "\"}")
                        .status())
                .isEqualTo(200);
        assertThat(sendTest("{\"to\": \"+15550100\", \"text\": \"" + "x".repeat(1601) + "\"}")
                        .json())
                .containsEntry("message", "text: expected at most 1600 characters, got 1601");
    }

    @Test
    void anotherMediaTypeHasTheSameErrorBody() throws IOException {
        Reply reply = RawHttpRequest.post(server.getPort(), "/api/v1/send-test", GOOD)
                .with("Content-Type", "text/plain")
                .bearing(TOKEN)
                .send();

        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.json()).containsOnlyKeys("error", "message").containsEntry("error", "unsupported_media_type");
        verifyNoInteractions(sendTest);
    }

    private Reply sendTest(String body) throws IOException {
        return RawHttpRequest.post(server.getPort(), "/api/v1/send-test", body)
                .bearing(TOKEN)
                .send();
    }

    private RawHttpRequest get(String path) {
        return RawHttpRequest.get(server.getPort(), path);
    }

    private static Map<String, Object> setting(String name, String value, String from, boolean secret) {
        return Map.of("name", name, "value", value, "from", from, "secret", secret);
    }
}
