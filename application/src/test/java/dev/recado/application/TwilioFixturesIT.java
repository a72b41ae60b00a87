package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.adapter.simulator.http.Form;
import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.text.Language;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What Twilio really sent, signed and posted byte for byte to a running Recado.
public class TwilioFixturesIT {
    private static BotUnderTest bot;

    @BeforeAll
    static void start() {
        bot = BotUnderTest.start(Map.of());
    }

    @AfterAll
    static void stop() {
        try (BotUnderTest closed = bot) {
            closed.keptThingsToItself();
        }
    }

    public static String fixture(String name) throws IOException {
        try (InputStream in = TwilioFixturesIT.class.getResourceAsStream("/twilio/" + name + ".form")) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String sid(String body) {
        Form form = Form.parse(body);
        return form.firstOr("MessageSid", form.firstOr("SmsSid", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "inbound/audio-ogg-foreign-host       | media    | ''           | NOTICE_VOICE    | es",
                "inbound/audio-ogg-no-body            | media    | ''           | NOTICE_VOICE    | es",
                "inbound/image-no-caption             | media    | ''           | NOTICE_IMAGE    | es",
                "inbound/image-with-caption           | media    | Hu           | NOTICE_IMAGE    | es",
                "inbound/location-address-label       | location | ''           | NOTICE_LOCATION | es",
                "inbound/location-current             | location | ''           | NOTICE_LOCATION | es",
                "inbound/quick-reply-button-with-bsuid | choice  | Konfirmasi   | DONT_KNOW       | es",
                "inbound/text-2021                    | text     | Final echo nock record | DONT_KNOW | es",
            })
    void whatTheBotCannotUseIsStoredAndMetWithANotice(
            String name, String form, String content, BuiltInText notice, Language language) throws Exception {
        assertThat(answered(name, form, content)).startsWith(notice.in(language));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "inbound/text-channel-metadata | Hello there | Hello! I'm Recado.",
                "inbound/text-utf8             | Olá         | Olá! Sou Recado.",
            })
    void aGreetingIsStoredAndAnsweredInItsLanguage(String name, String content, String beginning) throws Exception {
        assertThat(answered(name, "text", content)).startsWith(beginning);
    }

    /// Posts the fixture as a user's first message and gives the one answer. It leaves from the number that was
    /// written to, so that is the stand-in's.
    private static String answered(String name, String form, String content) throws IOException {
        String body = fixture(name).replace("whatsapp%3A%2B15555550100", "whatsapp%3A%2B14155238886");
        String sid = sid(body);
        Form sent = Form.parse(body);
        String user = sent.firstOr("From", "");
        String waId = BotUnderTest.waId(user);
        bot.store().forgetSession(waId);
        int before = bot.byRest(user).size();

        var response = bot.postSigned("/webhooks/twilio", body);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/xml"));
        assertThat(response.body()).isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>");
        Document message = bot.awaitInbound(sid, "answered");
        String conversation = message.getString("conversation_id");
        assertThat(UUID.fromString(conversation)).isNotNull();
        assertThat(message)
                .containsEntry("role", "user")
                .containsEntry("content", content)
                .containsEntry("external_message_id", sid)
                .containsEntry("source", "whatsapp");
        assertThat(message.get("received_at")).isInstanceOf(Date.class);
        assertThat(message.get("said", Document.class)).containsEntry("form", form);
        Document session = Objects.requireNonNull(bot.store().session(waId));
        assertThat(session)
                .containsEntry("conversation_id", conversation)
                .containsEntry("channel", "twilio")
                .containsEntry("status", "open")
                .containsEntry("phone_number_id", sent.first("To"))
                .containsEntry("profile_name", sent.first("ProfileName"));
        assertThat(session.get("created_at")).isInstanceOf(Date.class);
        assertThat(session.get("updated_at")).isInstanceOf(Date.class);
        assertThat(session.getString("language")).isNotBlank();

        var answer = bot.awaitByRest(user, before + 1).getLast();
        Document part = bot.awaitPart(sid, "read");
        assertThat(part)
                .containsEntry("conversation_id", conversation)
                .containsEntry("role", "assistant")
                .containsEntry("content", answer.body())
                .containsEntry("external_message_id", answer.sid())
                .containsEntry("source", "whatsapp");
        assertThat(part.get("sent_at")).isInstanceOf(Date.class);
        assertThat(bot.byRest(user)).hasSize(before + 1);
        return answer.body();
    }

    @Test
    void aPlainSmsIsAcknowledgedAndNotedAndNotAnswered() throws Exception {
        String body = fixture("inbound/sms-not-whatsapp");

        assertThat(bot.postSigned("/webhooks/twilio", body).statusCode()).isEqualTo(200);

        Document message = Objects.requireNonNull(bot.store().inbound("SMsms1"));
        assertThat(message)
                .containsEntry("status", "noted")
                .containsEntry("source", "sms")
                .containsEntry("content", "plain sms");
        assertThat(bot.log.with("[LEFT ALONE]", "id=twilio:SMsms1", "only WhatsApp is answered, and this is sms"))
                .hasSize(1);
        bot.staysQuiet(
                "whatsapp:+15555550101", bot.byRest("whatsapp:+15555550101").size());
        assertThat(bot.byRest("+15555550101")).isEmpty();
    }

    /// The two captures share one SID: the second is posted with another.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "inbound/media-internal-host-ssrf | SmsSid=SMxx | SmsSid=SMxx1 | media",
                "inbound/null-bytes               | SmsSid=SMxx | SmsSid=SMxx2 | remove null bytes",
            })
    void anSmsWithNothingButTheOldestParametersIsNoted(String name, String sid, String another, String content)
            throws Exception {
        String body = fixture(name).replace(sid, another);

        assertThat(bot.postSigned("/webhooks/twilio", body).statusCode()).isEqualTo(200);

        assertThat(Objects.requireNonNull(bot.store().inbound(sid(body))))
                .containsEntry("status", "noted")
                .containsEntry("content", content)
                .containsEntry("wa_id", "12345");
    }

    @Test
    void theCapturesThatShareASidAreOneMessage() throws Exception {
        bot.postSigned("/webhooks/twilio", fixture("inbound/media-internal-host-ssrf"));
        bot.postSigned("/webhooks/twilio", fixture("inbound/null-bytes"));

        assertThat(bot.store().messages("external_message_id", "SMxx")).hasSize(1);
        assertThat(bot.log.with("[DUP]", "twilio:SMxx ")).hasSize(1);
    }

    @Test
    void theIndexesOfTheContractAreThere() {
        assertThat(bot.store().indexes().get("whatsapp_sessions"))
                .extracting(index -> index.get("key"))
                .contains(new Document("wa_id", 1), new Document("updated_at", -1));
        assertThat(bot.store().indexes().get("messages"))
                .extracting(index -> index.get("key"))
                .contains(new Document("external_message_id", 1));
    }
}
