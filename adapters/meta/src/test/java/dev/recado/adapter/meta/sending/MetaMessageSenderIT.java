package dev.recado.adapter.meta.sending;

import static dev.recado.adapter.meta.Parts.part;
import static dev.recado.adapter.meta.Parts.text;
import static dev.recado.adapter.meta.api.ScriptedServer.answers;
import static dev.recado.adapter.meta.api.ScriptedServer.breaksOff;
import static dev.recado.adapter.meta.api.ScriptedServer.fails;
import static dev.recado.adapter.meta.api.ScriptedServer.takes;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recado.adapter.meta.Parts;
import dev.recado.adapter.meta.api.BusinessNumbers;
import dev.recado.adapter.meta.api.Fixtures;
import dev.recado.adapter.meta.api.GraphClient;
import dev.recado.adapter.meta.api.ScriptedServer;
import dev.recado.adapter.meta.api.ScriptedServer.Call;
import dev.recado.adapter.meta.api.ScriptedServer.Reply;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.delivery.MessageSender.CredentialCheck;
import dev.recado.domain.delivery.MessageSender.SendOutcome;
import dev.recado.domain.delivery.MessageSender.Settlement;
import dev.recado.domain.fake.SettableClock;
import dev.recado.domain.message.Content.MediaKind;
import dev.recado.domain.message.OutboundContent;
import dev.recado.domain.message.OutboundContent.Option;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetaMessageSenderIT {
    private static final String NUMBER = "106540352242922";
    private static final String WAMID = "wamid.HBgLMTY1MDM4Nzk0MzkVAgARGBJCOTY3NDc0NDFDRUI3NTA0Q0UA";

    private final SettableClock clock = new SettableClock();
    private final NumberThrottle pause = new NumberThrottle(clock);
    private ScriptedServer server = new ScriptedServer(takes());
    private GraphClient client = Fixtures.client(Fixtures.settings(server.baseUrl()));

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private MetaMessageSender sender(Reply... replies) {
        return sender("recipient", replies);
    }

    private MetaMessageSender sender(String bsuidField, Reply... replies) {
        if (replies.length > 0) {
            close();
            server = new ScriptedServer(replies);
            client = Fixtures.client(Fixtures.settings(server.baseUrl()));
        }
        return new MetaMessageSender(
                client, BusinessNumbers.of(NUMBER + ", 77"), new GraphRequestWriter(bsuidField), pause);
    }

    @Test
    void aTextIsSentWithThePartsIdFromTheNumberWrittenTo() {
        SendOutcome outcome = sender().send(part(Parts.USER, "77", new OutboundContent.Text("¡Hola!")));

        assertThat(outcome).isEqualTo(new SendOutcome.Accepted(WAMID));
        assertThat(server.calls())
                .containsExactly(
                        new Call("POST", "/v23.0/77/messages", "Bearer token-of-the-tests", Fixtures.json("""
                        {"messaging_product":"whatsapp","recipient_type":"individual","to":"15555550101",
                         "biz_opaque_callback_data":"meta:wamid.1/0","type":"text",
                         "text":{"preview_url":false,"body":"¡Hola!"}}""")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"whatsapp:+14155238886", "+14155238886", "../me", "", "78"})
    void anUnknownNumberIsNotUsedAsSender(String number) {
        sender().send(part(Parts.USER, number, new OutboundContent.Text("hola")));

        assertThat(server.calls().getFirst().uri()).isEqualTo("/v23.0/" + NUMBER + "/messages");
    }

    @Test
    void aTextWithALinkHasAPreview() {
        sender().send(text("Mira https://example.com/menu"));

        assertThat(server.body(0).at("/text/preview_url").asBoolean()).isTrue();
    }

    @Test
    void aUserWithoutANumberIsNamedByTheConfiguredField() {
        var hola = new OutboundContent.Text("hola");
        sender().send(part(Parts.SCOPED, null, hola));
        assertThat(server.body(0).has("to")).isFalse();
        assertThat(server.body(0).get("recipient").asText()).isEqualTo("US.13491208655302741918");

        sender("to").send(part(Parts.SCOPED, null, hola));
        assertThat(server.body(1).has("recipient")).isFalse();
        assertThat(server.body(1).get("to").asText()).isEqualTo("US.13491208655302741918");
    }

    @Test
    void aFileIsSentByUrlWithItsCaption() {
        sender().send(part(new OutboundContent.Media(MediaKind.IMAGE, "https://example.com/a.jpg", "Mira")));
        sender().send(part(new OutboundContent.Media(
                MediaKind.DOCUMENT, "https://example.com/files/La%20carta.pdf?v=1", "La carta")));
        sender().send(part(new OutboundContent.Media(MediaKind.AUDIO, "https://example.com/a.ogg", "")));

        assertThat(server.body(0).get("type").asText()).isEqualTo("image");
        assertThat(server.body(0).get("image"))
                .isEqualTo(Fixtures.json("{\"link\":\"https://example.com/a.jpg\",\"caption\":\"Mira\"}"));
        assertThat(server.body(1).get("document"))
                .isEqualTo(
                        Fixtures.json(
                                "{\"link\":\"https://example.com/files/La%20carta.pdf?v=1\",\"caption\":\"La carta\",\"filename\":\"La carta.pdf\"}"));
        assertThat(server.body(2).get("audio")).isEqualTo(Fixtures.json("{\"link\":\"https://example.com/a.ogg\"}"));
    }

    @Test
    void captionsOfKindsWithoutCaptionsAreSentAsText() {
        sender().send(part(new OutboundContent.Media(MediaKind.AUDIO, "https://example.com/a.ogg", "Escucha")));

        assertThat(server.body(0).at("/text/body").asText()).isEqualTo("Escucha\nhttps://example.com/a.ogg");
    }

    @Test
    void theTextOfARefusedFileIsSent() {
        SendOutcome outcome = sender(fails(400, 131053), takes())
                .send(part(new OutboundContent.Media(MediaKind.IMAGE, "https://example.com/a.gif", "Mira")));

        assertThat(outcome).isEqualTo(new SendOutcome.Accepted(WAMID));
        assertThat(server.body(1).at("/text/body").asText()).isEqualTo("Mira");
        assertThat(server.body(1).get("biz_opaque_callback_data"))
                .isEqualTo(server.body(0).get("biz_opaque_callback_data"));
    }

    @Test
    void aRefusedFileWithoutTextIsRefused() {
        assertThat(sender(fails(400, 131053))
                        .send(part(new OutboundContent.Media(MediaKind.IMAGE, "https://example.com/a.gif", ""))))
                .isInstanceOf(SendOutcome.Refused.class);
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void choicesAreSentAsButtonsOrAList() {
        List<Option> options = List.of(new Option("1", "Sí", null), new Option("2", "No", "Otro día"));
        sender().send(part(new OutboundContent.Choices("¿Reservo?", options, true, "Elegir")));
        sender().send(part(new OutboundContent.Choices("¿Reservo?", options, false, "Elegir")));

        assertThat(server.body(0).get("type").asText()).isEqualTo("interactive");
        assertThat(server.body(0).get("interactive")).isEqualTo(Fixtures.json("""
                {"type":"button","body":{"text":"¿Reservo?"},"action":{"buttons":[
                 {"type":"reply","reply":{"id":"1","title":"Sí"}},{"type":"reply","reply":{"id":"2","title":"No"}}]}}"""));
        assertThat(server.body(1).get("interactive")).isEqualTo(Fixtures.json("""
                {"type":"list","body":{"text":"¿Reservo?"},"action":{"button":"Elegir","sections":[{"rows":[
                 {"id":"1","title":"Sí"},{"id":"2","title":"No","description":"Otro día"}]}]}}"""));
    }

    @Test
    void aTemplateIsSentWithItsLanguageAndVariables() {
        sender().send(part(new OutboundContent.Template("reminder", "es_MX", List.of("Ana", "a las\n 5"), "…")));
        sender().send(part(new OutboundContent.Template("hello", "en", List.of(), "…")));

        assertThat(server.body(0).get("template")).isEqualTo(Fixtures.json("""
                {"name":"reminder","language":{"policy":"deterministic","code":"es_MX"},"components":[{"type":"body","parameters":[
                 {"type":"text","text":"Ana"},{"type":"text","text":"a las 5"}]}]}"""));
        assertThat(server.body(1).get("template"))
                .isEqualTo(Fixtures.json(
                        "{\"name\":\"hello\",\"language\":{\"policy\":\"deterministic\",\"code\":\"en\"}}"));
    }

    /// The code decides, independent of the HTTP status.
    @ParameterizedTest
    @CsvSource({
        "400, 130429, 5",
        "429, 130429, 5",
        "400, 80007, 60",
        "400, 4, 60",
        "500, 131057, 60",
        "400, 2494100, 60",
        "400, 134101, 60",
        "503, 2, 5",
        "500, 131016, 5",
        "503, 133004, 5"
    })
    void aLimitIsThrottledForItsTime(int status, int code, int seconds) {
        assertThat(sender(fails(status, code)).send(text("hola")))
                .isEqualTo(new SendOutcome.Throttled(Duration.ofSeconds(seconds), Integer.toString(code)));
        assertThat(server.calls()).as("one try").hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"400, 131026", "403, 131026", "400, 131049", "400, 130472", "400, 131021"})
    void aRefusalAboutTheUserHasNoRemedy(int status, int code) {
        assertThat(sender(fails(status, code)).send(text("hola")))
                .isEqualTo(new SendOutcome.Refused(Integer.toString(code), "not for …1234"));
        assertThat(server.calls()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "400, 131030, allowed recipients",
        "403, 131030, allowed recipients",
        "403, 130497, country",
        "400, 134100, template",
        "404, 132001, template",
        "400, 131063, template",
        "400, 100, look the code up",
        "403, 100, look the code up",
        "400, 131009, look the code up",
        "400, 131062, look the code up",
        "400, 141000, look the code up",
        "500, 999999, look the code up"
    })
    void aRefusalAboutTheMessageHasARemedy(int status, int code, String remedy) {
        assertThat(sender(fails(status, code)).send(text("hola")))
                .isInstanceOfSatisfying(SendOutcome.Refused.class, refused -> {
                    assertThat(refused.code()).isEqualTo(Integer.toString(code));
                    assertThat(refused.reason()).isEqualTo("not for …1234");
                    assertThat(refused.remedy()).contains(remedy);
                });
        assertThat(server.calls()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "401, 0, true",
        "401, 190, true",
        "403, 10, true",
        "403, 200, true",
        "403, 299, true",
        "500, 3, true",
        "403, 131005, true",
        "400, 131042, true",
        "403, 368, true",
        "403, 131031, true",
        "400, 33, false",
        "400, 131048, false",
        "429, 131048, false",
        "400, 131037, false",
        "500, 131045, false",
        "400, 133000, false",
        "400, 133010, false",
        "401, 999999, true",
        "402, 999999, true",
        "403, 141000, true"
    })
    void accountErrorsBlockSending(int status, int code, boolean wholeAccount) {
        assertThat(sender(fails(status, code)).send(text("hola")))
                .isInstanceOfSatisfying(SendOutcome.Blocked.class, blocked -> {
                    assertThat(blocked.code()).isEqualTo(Integer.toString(code));
                    assertThat(blocked.reason()).isEqualTo("not for …1234");
                    assertThat(blocked.wholeAccount()).isEqualTo(wholeAccount);
                    assertThat(blocked.remedy()).isNotBlank();
                });
        assertThat(server.calls()).as("one try").hasSize(1);
    }

    @Test
    void anInaccessibleNumberBlocksSending() {
        byte[] error = "{\"error\":{\"code\":100,\"error_subcode\":33,\"message\":\"Unsupported post request\"}}"
                .getBytes(UTF_8);

        assertThat(sender(answers(400, error)).send(text("hola"))).isInstanceOf(SendOutcome.Blocked.class);
    }

    @Test
    void aUserWhoStoppedMarketingHasOptedOut() {
        assertThat(sender(fails(400, 131050)).send(text("hola")))
                .isEqualTo(new SendOutcome.OptedOut("131050", "not for …1234"));
    }

    @Test
    void aFailureInAReceiptMapsLikeADirectError() {
        MetaMessageSender sender = sender(answers(200, new byte[0]));

        assertThat(sender.meaningOf("131042", "payment")).isInstanceOf(SendOutcome.Blocked.class);
        assertThat(sender.meaningOf("131047", "late")).isEqualTo(new SendOutcome.WindowClosed("131047"));
        assertThat(sender.meaningOf("131050", "stopped")).isEqualTo(new SendOutcome.OptedOut("131050", "stopped"));
        assertThat(sender.meaningOf("131026", "none")).isEqualTo(new SendOutcome.Refused("131026", "none"));
        for (String code : List.of("131030", "131053", "130429", "odd", "")) {
            assertThat(sender.meaningOf(code, "none"))
                    .as(code)
                    .isInstanceOfSatisfying(
                            SendOutcome.Refused.class,
                            refused -> assertThat(refused.remedy()).isNotBlank());
        }
    }

    @ParameterizedTest
    @CsvSource({"400, 1", "500, 131000"})
    void anInternalErrorLeavesTheOutcomeUnknown(int status, int code) {
        assertThat(sender(fails(status, code)).send(text("hola"))).isEqualTo(new SendOutcome.Unknown("error " + code));
    }

    @Test
    void aClosedWindowIsRecognized() {
        assertThat(sender(fails(400, 131047)).send(text("hola"))).isEqualTo(new SendOutcome.WindowClosed("131047"));
    }

    @Test
    void anUnknownTransientErrorIsRetried() {
        byte[] error = "{\"error\":{\"code\":777,\"is_transient\":true}}".getBytes(UTF_8);

        assertThat(sender(answers(400, error)).send(text("hola")))
                .isEqualTo(new SendOutcome.Throttled(Duration.ofMinutes(1), "777"));
    }

    @ParameterizedTest
    @CsvSource({
        "500, Unknown",
        "503, Unknown",
        "408, Unknown",
        "200, Unknown",
        "429, Throttled",
        "401, Blocked",
        "402, Blocked",
        "403, Blocked",
        "404, Refused",
        "302, Refused"
    })
    void withoutACodeTheStatusDecides(int status, String outcome) {
        for (String body : List.of("", "<html>", "{}", "[]", "{\"error\":\"x\"}", "{\"messages\":[]}")) {
            assertThat(sender(answers(status, body.getBytes(UTF_8)))
                            .send(text("hola"))
                            .getClass()
                            .getSimpleName())
                    .isEqualTo(outcome);
        }
    }

    @Test
    void noRedirectIsFollowed() {
        sender(answers(307, new byte[0]), takes()).send(text("hola"));

        assertThat(server.calls()).extracting(Call::uri).containsExactly("/v23.0/" + NUMBER + "/messages");
    }

    @Test
    void aMissingAnswerLeavesTheOutcomeUnknown() {
        for (Reply lost : List.of(server.hangs(), server.hangsInTheBody(), breaksOff())) {
            MetaMessageSender sender = sender(lost);

            assertThat(sender.send(text("hola"))).isInstanceOf(SendOutcome.Unknown.class);
            assertThat(server.calls()).as("one try").hasSize(1);
        }
    }

    @Test
    void anOversizedAnswerLeavesTheOutcomeUnknown() {
        assertThat(sender(answers(200, new byte[2 * 1024 * 1024])).send(text("hola")))
                .isInstanceOf(SendOutcome.Unknown.class);
    }

    @Test
    void aRequestThatWasNotSentIsRetried() throws IOException {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }
        try (GraphClient toNobody = Fixtures.client(Fixtures.settings("http://127.0.0.1:" + nobody))) {
            var sender =
                    new MetaMessageSender(toNobody, BusinessNumbers.of(NUMBER), new GraphRequestWriter("to"), pause);

            assertThat(sender.send(text("hola")))
                    .isEqualTo(new SendOutcome.Throttled(Duration.ofSeconds(1), "unreachable"));
            assertThat(sender.checkCredentials()).isInstanceOf(CredentialCheck.Unreachable.class);
        }
    }

    @Test
    void aThrottledNumberIsHeldBackAndAnotherIsNot() {
        MetaMessageSender sender = sender(fails(400, 130429), takes());
        sender.send(text("uno"));

        assertThat(sender.send(part(Parts.SCOPED, NUMBER, new OutboundContent.Text("dos"))))
                .isEqualTo(new SendOutcome.Throttled(Duration.ofSeconds(5), "130429"));
        assertThat(server.calls()).hasSize(1);
        assertThat(sender.send(part(Parts.USER, "77", new OutboundContent.Text("tres"))))
                .isInstanceOf(SendOutcome.Accepted.class);
        clock.advance(Duration.ofSeconds(5));
        assertThat(sender.send(text("uno"))).isInstanceOf(SendOutcome.Accepted.class);
    }

    @Test
    void aPairLimitBacksOffLongerEachTimeForThatUserOnly() {
        MetaMessageSender sender = sender(fails(400, 131056), fails(400, 131056), fails(400, 131056), takes());

        for (int seconds : List.of(4, 16, 64)) {
            assertThat(sender.send(text("hola")))
                    .isEqualTo(new SendOutcome.Throttled(Duration.ofSeconds(seconds), "131056"));
        }
        assertThat(sender.send(part(Parts.SCOPED, NUMBER, new OutboundContent.Text("dos"))))
                .isInstanceOf(SendOutcome.Accepted.class);
        assertThat(sender.send(text("hola"))).isInstanceOf(SendOutcome.Accepted.class);
        assertThat(new PairRateBackoff().refused(Parts.USER)).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void manyAtOnceAreAllSent() throws Exception {
        MetaMessageSender sender = sender();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<SendOutcome>> sends = IntStream.range(0, 200)
                    .<Callable<SendOutcome>>mapToObj(i -> () -> sender.send(text("hola " + i)))
                    .toList();
            for (var sent : threads.invokeAll(sends)) {
                assertThat(sent.get()).isInstanceOf(SendOutcome.Accepted.class);
            }
        }
        assertThat(server.calls()).hasSize(200);
    }

    @Test
    void nothingIsFoundWhereThereIsNoList() {
        assertThat(sender().lookUp(text("hola"), clock.instant(), Set.of())).isEqualTo(new Settlement.NotFound());
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void credentialsAreCheckedWithoutSending() {
        byte[] number = "{\"verified_name\":\"La Tasca\",\"id\":\"106540352242922\"}".getBytes(UTF_8);

        assertThat(sender(answers(200, number)).checkCredentials()).isEqualTo(new CredentialCheck.Valid("La Tasca"));
        assertThat(server.calls())
                .extracting(call -> call.method() + " " + call.uri())
                .as("of each number")
                .containsExactly(
                        "GET /v23.0/" + NUMBER + "?fields=verified_name,quality_rating",
                        "GET /v23.0/77?fields=verified_name,quality_rating");
        assertThat(sender(fails(401, 190)).checkCredentials())
                .isEqualTo(new CredentialCheck.Rejected("190: not for …1234"));
        assertThat(sender(answers(400, Fixtures.response("phoneNumberNotFoundError")))
                        .checkCredentials())
                .isInstanceOf(CredentialCheck.Rejected.class);
        assertThat(sender(fails(400, 4)).checkCredentials()).isInstanceOf(CredentialCheck.Unreachable.class);
        assertThat(sender(answers(502, new byte[0])).checkCredentials())
                .isEqualTo(new CredentialCheck.Unreachable("HTTP 502"));
    }

    @Test
    void typingMarksTheMessageAsRead() {
        MetaMessageSender unused = sender(answers(200, Fixtures.response("send-typing-indicator-and-read-receipt")));
        var presence = new MetaPresence(client, BusinessNumbers.of("1," + NUMBER), pause);

        presence.typing(Fixtures.message("text-1"));

        assertThat(unused.channel()).isEqualTo(presence.channel());
        assertThat(server.calls().getFirst().uri()).isEqualTo("/v23.0/106540352242922/messages");
        assertThat(server.body(0)).isEqualTo(Fixtures.json("""
                {"messaging_product":"whatsapp","status":"read","typing_indicator":{"type":"text"},
                 "message_id":"wamid.HBgLMTY1MDM4Nzk0MzkVAgASGBQzQTA2NTUwRkNEMDdFQjJCRUU0NQA="}"""));
    }

    @Test
    void aFailedTypingIndicatorIsUnavailable() {
        MetaMessageSender sender = sender(fails(400, 131009), fails(400, 130429), takes());
        var presence = new MetaPresence(client, BusinessNumbers.of("1," + NUMBER), pause);

        assertThatThrownBy(() -> presence.typing(Fixtures.message("text-1")))
                .isInstanceOf(PortUnavailableException.class)
                .hasMessageContaining("131009");
        sender.send(text("hola"));
        assertThatThrownBy(() -> presence.typing(Fixtures.message("text-1"))).hasMessage("Meta asks to be left alone");
        assertThat(server.calls()).hasSize(2);
    }
}
