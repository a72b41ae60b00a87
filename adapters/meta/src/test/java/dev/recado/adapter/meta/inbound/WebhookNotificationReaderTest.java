package dev.recado.adapter.meta.inbound;

import static dev.recado.adapter.meta.api.Fixtures.message;
import static dev.recado.adapter.meta.api.Fixtures.messages;
import static dev.recado.adapter.meta.api.Fixtures.notification;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recado.adapter.meta.api.BusinessNumbers;
import dev.recado.adapter.meta.api.Fixtures;
import dev.recado.adapter.meta.inbound.WebhookNotificationReader.Notification;
import dev.recado.adapter.meta.sending.GraphRequestWriter;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.identity.PartId;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.Content.ChoiceKind;
import dev.recado.domain.message.Content.MediaKind;
import dev.recado.domain.message.DeliveryReceipt;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookNotificationReaderTest {
    private static final UserAddress SHEENA = new UserAddress.Phone("+16505551234");
    private static final UserAddress SCOPED = new UserAddress.BusinessScoped("US.13491208655302741918");

    private static Notification read(String messages) {
        return WebhookNotificationReader.read(messages(messages), Fixtures.NUMBERS, Fixtures.ARRIVED);
    }

    private static InboundMessage one(String fields) {
        return read("{\"from\":\"16505551234\",\"id\":\"wamid.1\",\"timestamp\":\"1750016800\"," + fields + "}")
                .messages()
                .getFirst();
    }

    static Stream<String> fixtures() {
        return Fixtures.webhooks().stream();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void everyPublishedNotificationIsRead(String name) {
        Notification notification = Fixtures.read(name);

        String field = Fixtures.json(Fixtures.webhook(name))
                .at("/entry/0/changes/0/field")
                .asText();
        if (!field.equals("messages") && !field.equals("user_preferences")) {
            assertThat(notification.messages()).isEmpty();
            assertThat(notification.receipts()).isEmpty();
        }
    }

    @Test
    void messagesToUnconfiguredNumbersAreSkipped() {
        String text = "{\"from\":\"16505551234\",\"id\":\"wamid.1\",\"type\":\"text\",\"text\":{\"body\":\"hola\"}}";

        assertThat(WebhookNotificationReader.read(messages(text), BusinessNumbers.of("77"), Fixtures.ARRIVED)
                        .messages())
                .isEmpty();
        assertThat(WebhookNotificationReader.read(
                                messages(text), BusinessNumbers.of("77,106540352242922"), Fixtures.ARRIVED)
                        .messages())
                .hasSize(1);
    }

    @Test
    void statusesOfUnconfiguredNumbersAreSkipped() {
        JsonNode status = Fixtures.json(Fixtures.webhook("status-1"));

        assertThat(WebhookNotificationReader.read(status, BusinessNumbers.of("77"), Fixtures.ARRIVED)
                        .receipts())
                .isEmpty();
        assertThat(WebhookNotificationReader.read(status, BusinessNumbers.of("77,106540352242922"), Fixtures.ARRIVED)
                        .receipts())
                .hasSize(1);
    }

    @Test
    void aTextIsReadWithItsContext() {
        InboundMessage text = message("text-2");

        assertThat(text.content()).isEqualTo(new Content.Text("Can I get more info about this?"));
        assertThat(text.externalId()).isEqualTo("wamid.HBgLMTY1MDM4Nzk0MzkVAgASGBQzQUQ0N0VFMDA2MTQ0RkJFNkNDNAA=");
        assertThat(text.id()).isEqualTo(MessageId.of(Channel.META, text.externalId()));
        assertThat(text.channel()).isEqualTo(Channel.META);
        assertThat(text.source()).isEqualTo(Source.WHATSAPP);
        assertThat(text.from()).isEqualTo(SHEENA);
        assertThat(text.otherAddress()).isNull();
        assertThat(text.businessAddress()).isEqualTo("106540352242922");
        assertThat(text.profileName()).isEqualTo("Sheena Nelson");
        assertThat(text.writtenAt()).as("a captured time is too old").isEqualTo(Fixtures.ARRIVED);
        assertThat(text.receivedAt()).isEqualTo(Fixtures.ARRIVED);
        // the referral is kept in the raw form
        assertThat(text.raw()).contains("\"ctwa_clid\"").contains("Summer Succulents");
    }

    @Test
    void aFullyReadMessageKeepsNoRawForm() {
        assertThat(message("image-1").raw()).isNull();
        assertThat(message("system-2").raw()).isNull();
        assertThat(message("order-1").raw()).isNull();
        assertThat(one("\"type\":\"text\",\"text\":{\"body\":\"hola\"},\"new_in_2027\":{\"a\":1}")
                        .raw())
                .contains("new_in_2027");
    }

    @Test
    void messagesFromOurOwnNumberAreSkipped() {
        assertThat(read("{\"from\":\"15550783881\",\"id\":\"wamid.1\",\"timestamp\":\"1750016800\","
                                + "\"type\":\"text\",\"text\":{\"body\":\"hola\"}}")
                        .messages())
                .isEmpty();
    }

    @Test
    void everyKindOfFileIsRead() {
        assertThat(message("image-1").content())
                .isEqualTo(new Content.Media(
                        MediaKind.IMAGE,
                        List.of(new Content.Attachment(
                                "https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=133...",
                                "image/jpeg",
                                "1003383421387256",
                                "SfInY0gGKTsJlUWbwxC1k+FAD0FZHvzwfpvO0zX0GUI=",
                                null,
                                false)),
                        "Taj Mahal"));
        assertThat(media("audio-1").mediaKind()).isEqualTo(MediaKind.AUDIO);
        assertThat(media("audio-1").attachments().getFirst().voice()).isTrue();
        assertThat(media("video-1").mediaKind()).isEqualTo(MediaKind.VIDEO);
        assertThat(media("video-1").caption()).isEqualTo("Timelapse of growth");
        assertThat(media("document-1").mediaKind()).isEqualTo(MediaKind.DOCUMENT);
        assertThat(media("document-1").attachments().getFirst().fileName()).isEqualTo("receipt.pdf");
        assertThat(media("sticker-1").mediaKind()).isEqualTo(MediaKind.STICKER);
        assertThat(message("sticker-1").raw()).contains("animated");
    }

    private static Content.Media media(String name) {
        return (Content.Media) message(name).content();
    }

    @Test
    void everyOtherKindIsRead() {
        assertThat(message("location-1").content())
                .isEqualTo(new Content.Location(
                        37.44221496582, -122.16165924072, "Philz Coffee", "101 Forest Ave, Palo Alto, CA 94301"));
        assertThat(message("contacts-1").content())
                .isEqualTo(new Content.ContactCard(
                        List.of(),
                        List.of(new Content.Person("Barbara J. Johnson", List.of("+1 (415) 555-0829"), List.of())),
                        ""));
        assertThat(message("contacts-1").raw()).contains("Social Tsunami");
        assertThat(message("button-1").content())
                .isEqualTo(new Content.Choice(ChoiceKind.BUTTON, "Unsubscribe", "Unsubscribe"));
        assertThat(message("interactive-1").content())
                .isEqualTo(new Content.Choice(ChoiceKind.LIST, "priority_express", "Priority Mail Express"));
        assertThat(message("interactive-2").content())
                .isEqualTo(new Content.Choice(ChoiceKind.BUTTON, "cancel-button", "Cancel"));
        assertThat(message("reaction-1").content())
                .isEqualTo(
                        new Content.Reaction("👍", "wamid.HBgLMTQxMjU1NTA4MjkVAgASGBQzQUNCNjk5RDUwNUZGMUZEM0VBRAA="));
        assertThat(message("order-1").content())
                .isEqualTo(new Content.Order(
                        "194836987003835",
                        List.of(
                                new Content.Item("di9ozbzfi4", 2, "30", "USD"),
                                new Content.Item("nqryix03ez", 1, "25", "USD")),
                        "Love these!"));
        assertThat(message("revoke-2").content())
                .isEqualTo(new Content.Revoke("wamid.HBgLMTQxMjU1NTA4MjkVAgASGBQzQUNCNjk5RDUwNUZGMUZEM0VBRAA="));
        assertThat(message("edit-2").content()).isInstanceOfSatisfying(Content.Edit.class, edit -> {
            assertThat(edit.targetExternalId())
                    .isEqualTo("wamid.HBgLMTQxMjU1NTA4MjkVAgASGBQzQUNCNjk5RDUwNUZGMUZEM0VBRAA=");
            assertThat(edit.newContent().text()).isEqualTo("Updated image caption");
        });
        assertThat(message("unsupported-1").content()).isEqualTo(new Content.Unsupported("unsupported"));
        assertThat(message("unsupported-1").raw()).contains("131051");
    }

    @Test
    void aReactionWithoutAnEmojiIsARemoval() {
        assertThat(one("\"type\":\"reaction\",\"reaction\":{\"message_id\":\"wamid.0\"}")
                        .content())
                .isEqualTo(new Content.Reaction("", "wamid.0"));
    }

    @Test
    void aFlowReplyIsReadFromItsJson() {
        assertThat(
                        one("\"type\":\"interactive\",\"interactive\":{\"type\":\"nfm_reply\",\"nfm_reply\":{\"name\":\"flow\","
                                        + "\"body\":\"Sent\",\"response_json\":\"{\\\"day\\\":\\\"sábado\\\",\\\"with\\\":[{\\\"n\\\":2}]}\"}}")
                                .content())
                .isEqualTo(new Content.FlowReply(
                        Map.of("day", "sábado", "with.0.n", "2"), "{\"day\":\"sábado\",\"with\":[{\"n\":2}]}"));
    }

    @Test
    void aNewNumberIsAChangeOfTheOldOne() {
        InboundMessage change = message("system-2");

        assertThat(change.from()).isEqualTo(SHEENA);
        assertThat(change.content()).isEqualTo(new Content.AddressChange(new UserAddress.Phone("+12195555358")));
        assertThat(change.content().asksForReply()).isFalse();
    }

    @Test
    void aNewBusinessScopedIdIsAChangeOfTheOldOne() {
        InboundMessage message = WebhookNotificationReader.read(
                        notification("{\"contacts\":[{\"user_id\":\"US.2\"}],\"messages\":[{\"id\":\"wamid.1\","
                                + "\"type\":\"system\",\"system\":{\"body\":\"User @ana changed from US.1 to US.2\","
                                + "\"user_id\":\"US.2\",\"type\":\"user_changed_user_id\"}}]}"),
                        Fixtures.NUMBERS,
                        Fixtures.ARRIVED)
                .messages()
                .getFirst();

        assertThat(message.from()).isEqualTo(new UserAddress.BusinessScoped("US.1"));
        assertThat(message.content()).isEqualTo(new Content.AddressChange(new UserAddress.BusinessScoped("US.2")));
    }

    @Test
    void systemMessagesNeedNoAnswer() {
        Content message = one("\"type\":\"system\",\"system\":{\"body\":\"x\",\"type\":\"customer_identity_changed\"}")
                .content();

        assertThat(message).isEqualTo(new Content.Unsupported("system.customer_identity_changed"));
        assertThat(message.asksForReply()).isFalse();
        assertThat(new Content.Unsupported("poll").asksForReply()).isTrue();
    }

    @Test
    void aUserWithoutAPhoneNumberIsKnownByTheScopedId() {
        InboundMessage message = message("business_scoped_user_ids-3");

        assertThat(message.from()).isEqualTo(SCOPED);
        assertThat(message.otherAddress()).isNull();
        assertThat(message.conversationId()).isEqualTo(ConversationId.of(SCOPED));
        assertThat(message.profileName()).isEqualTo("Sheena Nelson");
    }

    @Test
    void aUserWithBothIsAnsweredAtTheNumberAndKnownByBoth() {
        InboundMessage both = read("{\"from\":\"16505551234\",\"from_user_id\":\"US.13491208655302741918\","
                        + "\"id\":\"wamid.1\",\"type\":\"text\",\"text\":{\"body\":\"hi\"}}")
                .messages()
                .getFirst();

        assertThat(both.from()).isEqualTo(SHEENA);
        assertThat(both.otherAddress()).isEqualTo(SCOPED);
    }

    @Test
    void theOtherAddressMayBeOnlyInTheContact() {
        String contacts = "\"contacts\":[{\"wa_id\":\"15550009\",\"profile\":{\"name\":\"Otro\"}},"
                + "{\"wa_id\":\"16505551234\",\"user_id\":\"US.1\",\"profile\":{\"name\":\"Ana\"}}]";
        InboundMessage byNumber = WebhookNotificationReader.read(
                        notification("{" + contacts + ",\"messages\":[{\"from\":\"16505551234\",\"id\":\"w\"}]}"),
                        Fixtures.NUMBERS,
                        Fixtures.ARRIVED)
                .messages()
                .getFirst();
        InboundMessage byId = WebhookNotificationReader.read(
                        notification("{" + contacts + ",\"messages\":[{\"from_user_id\":\"US.1\",\"id\":\"w\"}]}"),
                        Fixtures.NUMBERS,
                        Fixtures.ARRIVED)
                .messages()
                .getFirst();

        for (InboundMessage message : List.of(byNumber, byId)) {
            assertThat(message.from()).isEqualTo(SHEENA);
            assertThat(message.otherAddress()).isEqualTo(new UserAddress.BusinessScoped("US.1"));
            assertThat(message.profileName()).isEqualTo("Ana");
        }
    }

    @Test
    void twoNumbersOnOneWebhookAreDistinguished() {
        var first = messages("{\"from\":\"1555\",\"id\":\"a\",\"type\":\"text\",\"text\":{\"body\":\"x\"}}");
        var second =
                Fixtures.json(first.toString().replace("106540352242922", "2").replace("\"a\"", "\"b\""));
        first.withArray("entry").add(second.at("/entry/0"));

        assertThat(WebhookNotificationReader.read(first, BusinessNumbers.of("106540352242922,2"), Fixtures.ARRIVED)
                        .messages())
                .extracting(InboundMessage::businessAddress)
                .containsExactly("106540352242922", "2");
    }

    @Test
    void messagesAreReadInTheOrderTheyWereWritten() {
        List<InboundMessage> messages = read("""
                {"from":"1555","id":"z","timestamp":"1750000002","type":"text","text":{"body":"tres"}},
                {"from":"1555","id":"y","timestamp":"1750000001","type":"text","text":{"body":"uno"}},
                {"from":"1555","id":"x","timestamp":"1750000001","type":"text","text":{"body":"dos"}}""").messages();

        assertThat(messages).extracting(m -> m.content().text()).containsExactly("uno", "dos", "tres");
        assertThat(messages).isSortedAccordingTo(InboundMessage.BY_ARRIVAL);
    }

    @Test
    void aCorruptMessageAffectsNoOther() {
        Notification notification =
                WebhookNotificationReader.read(notification("""
                        {"metadata":"none","contacts":{"wa_id":1},
                         "messages":[7,null,{},[],{"id":"nobody","type":"text","text":{"body":"x"}},
                          {"from":{"a":1},"id":"b"},{"from":"16505551234","id":["a"],"type":5,"timestamp":{}},
                          {"from":16505551234,"id":"good","timestamp":1795255200,"type":"text","text":{"body":42}}],
                         "statuses":[null,{"id":"wamid.s","status":"delivered"},"x",{"status":"read"},{"id":"s2"}],
                         "errors":["x",{"code":"130429","title":"Rate limit hit"}]}"""), Fixtures.NUMBERS, Fixtures.ARRIVED);

        assertThat(notification.messages()).hasSize(2);
        InboundMessage good = notification.messages().getFirst();
        assertThat(good.externalId()).isEqualTo("good");
        assertThat(good.from()).isEqualTo(SHEENA);
        assertThat(good.content()).isEqualTo(new Content.Text("42"));
        assertThat(good.writtenAt()).isEqualTo(Instant.ofEpochSecond(1_795_255_200L));
        assertThat(notification.messages().getLast().content()).isEqualTo(new Content.Unsupported("5"));
        assertThat(notification.receipts())
                .extracting(DeliveryReceipt::externalId)
                .containsExactly("wamid.s");
    }

    @Test
    void aMessageWithoutAnIdGetsOneFromItsContent() {
        String fields =
                "\"from\":\"16505551234\",\"timestamp\":\"1750016800\",\"type\":\"text\",\"text\":{\"body\":\"%s\"}";
        String hola = "{" + fields.formatted("hola") + "}";
        List<InboundMessage> messages = read(hola + "," + hola + ",{" + fields.formatted("adiós") + "}" + ",{\"id\":\""
                        + "x".repeat(201) + "\"," + fields.formatted("hola") + "}")
                .messages();

        assertThat(messages).allSatisfy(m -> assertThat(m.externalId()).matches("sha256\\.[0-9a-f]{64}"));
        assertThat(messages.stream().map(InboundMessage::id).distinct()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"image", "location", "contacts", "button", "interactive", "order", "edit", "revoke"})
    void anEmptyKindIsUnsupported(String type) {
        assertThat(one("\"type\":\"" + type + "\"").content())
                .isInstanceOfSatisfying(
                        Content.Unsupported.class,
                        content -> assertThat(content.type()).startsWith(type));
        assertThat(one("\"type\":\"" + type + "\"").raw()).contains(type);
    }

    @Test
    void anUnknownTypeIsKeptRaw() {
        InboundMessage poll = one("\"type\":\"poll\",\"poll\":{\"question\":\"¿cuándo?\"}");

        assertThat(poll.content()).isEqualTo(new Content.Unsupported("poll"));
        assertThat(poll.raw()).contains("¿cuándo?");
        assertThat(one("\"type\":\"interactive\",\"interactive\":{\"type\":\"product_wish\"}")
                        .content())
                .isEqualTo(new Content.Unsupported("interactive.product_wish"));
    }

    @Test
    void aMessageWithoutATypeIsReadByItsContent() {
        assertThat(one("\"text\":{\"body\":\"hola\"}").content()).isEqualTo(new Content.Text("hola"));
        assertThat(one("\"interactive\":{\"list_reply\":{\"id\":\"a\",\"title\":\"A\"}}")
                        .content())
                .isEqualTo(new Content.Choice(ChoiceKind.LIST, "a", "A"));
    }

    @Test
    void theRawFormIsLimitedAndHasNoHalfCharacters() {
        InboundMessage large = one("\"type\":\"poll\",\"poll\":\"" + "x".repeat(InboundMessage.MAX_RAW_LENGTH - 100)
                + "👍".repeat(200) + "\"");

        assertThat(large.raw()).hasSizeBetween(InboundMessage.MAX_RAW_LENGTH - 1, InboundMessage.MAX_RAW_LENGTH);
        assertThat(one("\"type\":\"text\",\"text\":{\"body\":\"a\\ud83dz\\u0000\\r\\n\"}")
                        .content())
                .isEqualTo(new Content.Text("az\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"x\"", "\"-5\"", "\"99999999999999\"", "{}", "null", "\"<TIME>\""})
    void anInvalidTimeBecomesTheTimeOfArrival(String timestamp) {
        InboundMessage message = read("{\"from\":\"1555\",\"id\":\"a\",\"timestamp\":" + timestamp + "}")
                .messages()
                .getFirst();

        assertThat(message.writtenAt()).isEqualTo(Fixtures.ARRIVED);
    }

    @ParameterizedTest
    @CsvSource({"6, 6", "8, 0"})
    void aTimeBeforeMetasRetryPeriodIsIgnored(int daysAgo, int daysBelieved) {
        long seconds = Fixtures.ARRIVED.minus(Duration.ofDays(daysAgo)).getEpochSecond();
        InboundMessage message = read("{\"from\":\"1555\",\"id\":\"a\",\"timestamp\":\"" + seconds + "\"}")
                .messages()
                .getFirst();

        assertThat(message.writtenAt()).isEqualTo(Fixtures.ARRIVED.minus(Duration.ofDays(daysBelieved)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"edit-1", "revoke-1", "system-1"})
    void placeholdersAreNotUsers(String name) {
        assertThat(Fixtures.read(name).messages()).isEmpty();
    }

    @Test
    void aStatusBecomesAReceipt() {
        assertThat(Fixtures.read("status-2").receipts())
                .containsExactly(new DeliveryReceipt(
                        Channel.META,
                        "wamid.HBgLMTY1MDM4Nzk0MzkVAgASGBQzQUFERjg0NDEzNDdFODU3MUMxMAA=",
                        null,
                        DeliveryStatus.SENT,
                        null,
                        null,
                        Instant.ofEpochSecond(1_750_030_073L)));
        assertThat(Fixtures.read("status-3").receipts()).singleElement().satisfies(failed -> {
            assertThat(failed.status()).isEqualTo(DeliveryStatus.FAILED);
            assertThat(failed.errorCode()).isEqualTo("131049");
            assertThat(failed.errorText()).startsWith("In order to maintain a healthy ecosystem");
        });
        assertThat(Fixtures.read("business_scoped_user_ids-2").receipts())
                .extracting(DeliveryReceipt::status)
                .containsExactly(DeliveryStatus.DELIVERED);
    }

    @Test
    void aStatusNamesItsPart() {
        List<DeliveryReceipt> receipts = statuses("""
                {"id":"w1","status":"read","biz_opaque_callback_data":"meta:wamid.1/0"},
                {"id":"w2","status":"played","biz_opaque_callback_data":"%s"},
                {"id":"w3","status":"warning"},
                {"id":"w4","status":"delivered","biz_opaque_callback_data":"%s"}""".formatted("x".repeat(301), GraphRequestWriter.NO_PART));

        assertThat(receipts)
                .extracting(DeliveryReceipt::externalId, DeliveryReceipt::partId, DeliveryReceipt::status)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("w1", new PartId("meta:wamid.1/0"), DeliveryStatus.READ),
                        org.assertj.core.groups.Tuple.tuple("w2", null, DeliveryStatus.READ));
    }

    @Test
    void aFailuresTextHasNoPhoneNumbers() {
        assertThat(statuses("{\"id\":\"w\",\"status\":\"failed\",\"errors\":[{\"code\":131026,\"title\":\"t\","
                        + "\"error_data\":{\"details\":\"Receiver 16505551234 is incapable\"}}]}"))
                .singleElement()
                .satisfies(failed -> assertThat(failed.errorText()).isEqualTo("Receiver …1234 is incapable"));
        assertThat(statuses("{\"id\":\"w\",\"status\":\"failed\"}"))
                .singleElement()
                .satisfies(failed -> assertThat(failed.errorText()).isEqualTo("failed"));
    }

    private static List<DeliveryReceipt> statuses(String statuses) {
        return WebhookNotificationReader.read(
                        notification("{\"statuses\":[" + statuses + "]}"), Fixtures.NUMBERS, Fixtures.ARRIVED)
                .receipts();
    }
}
