package dev.recado.adapter.twilio.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.identity.MessageId;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.message.Consent;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.Content.Attachment;
import dev.recado.domain.message.Content.ChoiceKind;
import dev.recado.domain.message.Content.MediaKind;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.MessageContext;
import dev.recado.domain.message.Source;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InboundMessageReaderTest {
    private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");
    private static final String WHO = "MessageSid=SM1&From=whatsapp%3A%2B15555550101&";

    @Test
    void aCapturedText() {
        InboundMessage message = captured("text-utf8");

        assertThat(message.id()).isEqualTo(new MessageId("twilio:SM01cd3925943ee3504f8a5c42d88efdf6"));
        assertThat(message.externalId()).isEqualTo("SM01cd3925943ee3504f8a5c42d88efdf6");
        assertThat(message.source()).isEqualTo(Source.WHATSAPP);
        assertThat(message.from()).isEqualTo(new UserAddress.Phone("+16505551234"));
        assertThat(message.otherAddress()).isNull();
        assertThat(message.businessAddress()).isEqualTo("whatsapp:+14155238886");
        assertThat(message.profileName()).isEqualTo("Test User");
        assertThat(message.content()).isEqualTo(new Content.Text("Olá"));
        assertThat(message.receivedAt()).isEqualTo(NOW);
        assertThat(message.expectsTurn()).isTrue();
    }

    @Test
    void aBlankTextIsAText() {
        for (String blank : List.of("Body=+", "Body=", "x=y", "MessageType=text&Body=%E2%80%8B", "MessageType=text")) {
            assertThat(content(blank)).as(blank).isEqualTo(new Content.Text(""));
        }
    }

    @Test
    void anOptOutKeywordIsAConsentNotice() {
        assertThat(content("Body=FIN&OptOutType=STOP")).isEqualTo(new Content.ConsentNotice(Consent.NOTHING, "FIN"));
        assertThat(content("Body=VOLVER&OptOutType=START"))
                .isEqualTo(new Content.ConsentNotice(Consent.EVERYTHING, "VOLVER"));
        assertThat(content("Body=AYUDA&OptOutType=HELP")).isEqualTo(new Content.ConsentNotice(null, "AYUDA"));
        assertThat(content("Body=hola&OptOutType=SOMETHING")).isEqualTo(new Content.Text("hola"));
    }

    @Test
    void theQuotedMessageAndReferralAreRead() {
        assertThat(captured("quick-reply-button-with-bsuid").context().quotedId())
                .isEqualTo("MM5cc44eecf7dab0d48d4529d0fa4af44d");
        assertThat(captured("text-utf8").context()).isEqualTo(MessageContext.NONE);

        Form form = Form.parse((WHO
                                + "Body=info&ReferralHeadline=Chat+with+us&ReferralBody=Rebajas&ReferralSourceId=1202"
                                + "&ReferralSourceType=post&ReferralSourceUrl=https%3A%2F%2Ffb.me%2F3cr4&ReferralNumMedia=0")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .orElseThrow();
        assertThat(InboundMessageReader.read(form, NOW))
                .isInstanceOfSatisfying(
                        InboundMessageReader.Reading.Message.class,
                        read -> assertThat(read.message().context().referral())
                                .isEqualTo(new MessageContext.Referral(
                                        "post", "Chat with us", "Rebajas", "1202", "https://fb.me/3cr4")));
    }

    @Test
    void olderTextsAreReadAlike() {
        assertThat(captured("text-2021").content()).isEqualTo(new Content.Text("Final echo nock record"));
        assertThat(captured("text-channel-metadata").content()).isEqualTo(new Content.Text("Hello there"));
    }

    @Test
    void picturesWithAndWithoutACaption() {
        assertThat(captured("image-with-caption").content())
                .isEqualTo(new Content.Media(
                        MediaKind.IMAGE,
                        List.of(new Attachment(
                                "https://api.twilio.com/2010-04-01/Accounts/AC00000000000000000000000000000001"
                                        + "/Messages/MM34b3ee6de346ba069213c6be8404190e"
                                        + "/Media/MEdcfc34442a7cdc21a926d06fbfc94b02",
                                "image/jpeg")),
                        "Hu"));
        assertThat(captured("image-no-caption").content())
                .isEqualTo(new Content.Media(
                        MediaKind.IMAGE,
                        List.of(new Attachment("https://api.twilio.com/media/MEimg", "image/jpeg")),
                        ""));
    }

    @Test
    void voiceNotesWithoutBodyAndFromOtherHosts() {
        InboundMessage voice = captured("audio-ogg-no-body");
        assertThat(voice.content())
                .isEqualTo(new Content.Media(
                        MediaKind.AUDIO,
                        List.of(new Attachment("https://api.twilio.com/media/MEaud", "audio/ogg")),
                        ""));
        assertThat(voice.profileName()).isNull();

        InboundMessage foreign = captured("audio-ogg-foreign-host");
        assertThat(foreign.businessAddress()).isNull();
        assertThat(foreign.content())
                .isEqualTo(new Content.Media(
                        MediaKind.AUDIO,
                        List.of(new Attachment("https://fake.twilio.com/audio.ogg", "audio/ogg")),
                        ""));
    }

    @Test
    void locationsOfAPlaceAndOfWhereTheUserIs() {
        assertThat(captured("location-address-label").content())
                .isEqualTo(new Content.Location(
                        51.51322977399644,
                        -0.2197976373036567,
                        "The Harrow Club",
                        "187 Freston Road, London, Greater London W10 6TH"));
        assertThat(captured("location-current").content())
                .isEqualTo(new Content.Location(37.4847, -122.1477, null, null));
    }

    @Test
    void aButtonPressedByAUserWithABusinessScopedId() {
        InboundMessage message = captured("quick-reply-button-with-bsuid");

        assertThat(message.content())
                .isEqualTo(new Content.Choice(ChoiceKind.BUTTON, "{verifyEmail:user@example.com}", "Konfirmasi"));
        assertThat(message.from()).isEqualTo(new UserAddress.Phone("+16505551234"));
        assertThat(message.otherAddress()).isEqualTo(new UserAddress.BusinessScoped("US.13491208655302741918"));
    }

    @Test
    void aUserWhoHidesTheNumberIsReachedByTheBusinessScopedId() {
        InboundMessage message = read("MessageSid=SM1&From=whatsapp%3AUS.13491208655302741918&Body=hi"
                + "&ExternalUserId=whatsapp%3AUS.13491208655302741918");

        assertThat(message.source()).isEqualTo(Source.WHATSAPP);
        assertThat(message.from()).isEqualTo(new UserAddress.BusinessScoped("US.13491208655302741918"));
        assertThat(message.otherAddress()).isNull();
    }

    @Test
    void aNumberBesideABusinessScopedIdIsKept() {
        assertThat(read("MessageSid=SM1&From=whatsapp%3AUS.1349&WaId=16505551234&Body=hi")
                        .otherAddress())
                .isEqualTo(new UserAddress.Phone("+16505551234"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sms-not-whatsapp", "null-bytes", "media-internal-host-ssrf"})
    void aPlainSmsIsStoredAndNotAnswered(String fixture) {
        InboundMessage message = captured(fixture);

        assertThat(message.source()).isEqualTo(Source.SMS);
        assertThat(message.expectsTurn()).isFalse();
    }

    @Test
    void invisibleCharactersAreRemoved() {
        assertThat(captured("null-bytes").content()).isEqualTo(new Content.Text("remove null bytes"));
        assertThat(content("Body=a%0D%0Ab%0Dc%09d%07%1B%7F%C2%85e")).isEqualTo(new Content.Text("a\nb\nc\tde"));
        assertThat(read(WHO + "Body=x&ProfileName=A%00n%0Aa").profileName()).isEqualTo("An a");
    }

    @Test
    void severalFilesAreOneMessage() {
        Content content = content("NumMedia=2&MediaUrl0=https%3A%2F%2Fa&MediaContentType0=application%2Fpdf"
                + "&MediaUrl1=https%3A%2F%2Fb&MediaContentType1=image%2Fpng&Body=both");

        assertThat(content)
                .isEqualTo(new Content.Media(
                        MediaKind.DOCUMENT,
                        List.of(
                                new Attachment("https://a", "application/pdf"),
                                new Attachment("https://b", "image/png")),
                        "both"));
    }

    @ParameterizedTest
    @CsvSource({
        "image/jpeg, , IMAGE",
        "image/webp, , STICKER",
        "audio/ogg; codecs=opus, , AUDIO",
        "VIDEO/MP4, , VIDEO",
        "application/pdf, , DOCUMENT",
        "garbage, , DOCUMENT",
        "application/octet-stream, voice, AUDIO",
        "image/webp, image, IMAGE",
        "image/webp, sticker, STICKER",
        "image/png, document, DOCUMENT",
    })
    void theKindOfAFileFollowsFromItsTypeUnlessTheMessageNamesIt(String contentType, String type, MediaKind kind) {
        Content content = ContentReader.read(Form.of(List.of(
                new Form.Field("MediaUrl0", "https://a"),
                new Form.Field("MediaContentType0", contentType),
                new Form.Field("MessageType", type == null ? "" : type))));

        assertThat(content)
                .isInstanceOfSatisfying(
                        Content.Media.class,
                        media -> assertThat(media.mediaKind()).isEqualTo(kind));
    }

    @Test
    void contactCardsComeAsFilesOrByName() {
        assertThat(content("NumMedia=1&MediaUrl0=https%3A%2F%2Fa&MediaContentType0=text%2Fvcard"))
                .isEqualTo(new Content.ContactCard(List.of(new Attachment("https://a", "text/vcard")), ""));
        assertThat(content("MessageType=contacts&Body=Ana")).isEqualTo(new Content.ContactCard(List.of(), "Ana"));
    }

    @Test
    void aRowOfAListIsAChoice() {
        assertThat(content("ListId=slot-3&ListTitle=Tuesday&ListDescription=10%3A00&Body=Tuesday"))
                .isEqualTo(new Content.Choice(ChoiceKind.LIST, "slot-3", "Tuesday"));
        assertThat(content("ListId=slot-3&Body=")).isEqualTo(new Content.Choice(ChoiceKind.LIST, "slot-3", ""));
    }

    @Test
    void aButtonWithoutTextShowsItsPayload() {
        assertThat(content("ButtonPayload=YES&Body=").text()).isEqualTo("YES");
    }

    @Test
    void aFlowReplyIsReadFromItsJson() {
        assertThat(
                        content(
                                "MessageType=interactive&Body=&FlowData="
                                        + "%7B%22name%22%3A%22Ana%22%2C%22when%22%3A%7B%22day%22%3A3%7D%2C%22tags%22%3A%5B%22a%22%5D%7D"))
                .isEqualTo(new Content.FlowReply(
                        Map.of("name", "Ana", "when.day", "3", "tags.0", "a"),
                        "{\"name\":\"Ana\",\"when\":{\"day\":3},\"tags\":[\"a\"]}"));
        assertThat(content("InteractiveData=%7B%22a%22%3A1%7D"))
                .isEqualTo(new Content.FlowReply(Map.of("a", "1"), "{\"a\":1}"));
    }

    @Test
    void invalidJsonIsKeptUnlessThereIsAText() {
        assertThat(content("FlowData=%7Bbroken&Body=")).isEqualTo(new Content.FlowReply(Map.of(), "{broken"));
        assertThat(content("FlowData=%7Bbroken&Body=hello")).isEqualTo(new Content.Text("hello"));
        assertThat(content("FlowData=" + "%5B".repeat(3_000) + "&Body=deep")).isEqualTo(new Content.Text("deep"));
        String deep = "{\"day\":\"lunes\",\"more\":" + "[".repeat(900) + "1" + "]".repeat(900) + "}";
        assertThat(content("Body=&FlowData=" + URLEncoder.encode(deep, StandardCharsets.UTF_8)))
                .as("what lies too deep is in the raw form alone")
                .isEqualTo(new Content.FlowReply(Map.of("day", "lunes"), deep));
    }

    @Test
    void aReactionNeedsNoAnswer() {
        InboundMessage message = read(WHO + "MessageType=reaction&Body=%F0%9F%91%8D&OriginalRepliedMessageSid=SM0");

        assertThat(message.content()).isEqualTo(new Content.Reaction("👍", "SM0"));
        assertThat(message.expectsTurn()).isFalse();
    }

    @Test
    void anUnknownTypeIsUnsupportedUnlessItHasText() {
        assertThat(content("MessageType=hologram")).isEqualTo(new Content.Unsupported("hologram"));
        assertThat(content("MessageType=hologram&Body=+")).isEqualTo(new Content.Unsupported("hologram"));
        assertThat(content("MessageType=hologram&Body=hi")).isEqualTo(new Content.Text("hi"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NumMedia=x&Body=hi",
                "NumMedia=99999999999999999999&Body=hi",
                "NumMedia=-1&Body=hi",
                "NumMedia=2&Body=hi",
                "Latitude=north&Longitude=1&Body=hi",
                "Latitude=1&Body=hi",
                "Latitude=NaN&Longitude=NaN&Body=hi",
                "Latitude=1e400&Longitude=0&Body=hi",
                "Latitude=200&Longitude=0&Body=hi",
                "Brand=new&Body=hi&Parameter%5B%5D=1",
            })
    void invalidNumbersAndUnknownParametersAreIgnored(String rest) {
        assertThat(content(rest)).isEqualTo(new Content.Text("hi"));
    }

    @Test
    void olderNamesOfTheSidAreRead() {
        assertThat(read("SmsSid=SM7&From=whatsapp%3A%2B1555&Body=x").externalId())
                .isEqualTo("SM7");
        assertThat(read("SmsMessageSid=SM8&MessageSid=&From=whatsapp%3A%2B1555").externalId())
                .isEqualTo("SM8");
    }

    @ParameterizedTest
    @CsvSource({
        "From=whatsapp%3A%2B1555&Body=x, MessageSid is missing",
        "MessageSid=&From=whatsapp%3A%2B1555, MessageSid is missing",
        "MessageSid=SM1&Body=x, From is missing",
        "MessageSid=SM1&From=whatsapp%3A, From is no address",
    })
    void aFormWithoutIdOrSenderIsIncomplete(String body, String reason) {
        assertThat(InboundMessageReader.read(Fixtures.form(body), NOW))
                .isEqualTo(new InboundMessageReader.Reading.Incomplete(reason));
    }

    @Test
    void addressesOfUnknownFormAreKept() {
        assertThat(read("MessageSid=SM1&From=RECADO&Body=x").from())
                .isEqualTo(new UserAddress.BusinessScoped("RECADO"));
        assertThat(read("MessageSid=SM1&From=whatsapp%3A15555550101&Body=x").from())
                .isEqualTo(new UserAddress.Phone("+15555550101"));
        String endless = "1".repeat(40);
        assertThat(read("MessageSid=SM1&From=whatsapp%3A%2B" + endless).from())
                .isEqualTo(new UserAddress.BusinessScoped("+" + endless));
    }

    private static InboundMessage captured(String fixture) {
        return message(InboundMessageReader.read(Fixtures.form(Fixtures.inbound(fixture)), NOW));
    }

    private static InboundMessage read(String body) {
        return message(InboundMessageReader.read(Fixtures.form(body), NOW));
    }

    private static Content content(String rest) {
        return read(WHO + rest).content();
    }

    private static InboundMessage message(InboundMessageReader.Reading reading) {
        return ((InboundMessageReader.Reading.Message) reading).message();
    }
}
