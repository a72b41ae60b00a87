package dev.recado.adapter.meta.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recado.adapter.meta.api.Fixtures;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.message.Consent;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.MessageContext.Audience;
import dev.recado.domain.message.MessageContext.Referral;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests webhook entries other than users' messages to the bot.
class OtherWebhookFieldsTest {
    private static List<InboundMessage> read(JsonNode notification) {
        return WebhookNotificationReader.read(notification, Fixtures.NUMBERS, Fixtures.ARRIVED)
                .messages();
    }

    private static List<InboundMessage> field(String name) {
        return read(Fixtures.json(Fixtures.bytes("/meta/field/" + name + ".json")));
    }

    private static List<InboundMessage> readValue(String field, String value) {
        return read(Fixtures.json("{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"1\",\"changes\":[{"
                + "\"field\":\"" + field + "\",\"value\":{\"messaging_product\":\"whatsapp\",\"metadata\":{"
                + "\"display_phone_number\":\"15550783881\",\"phone_number_id\":\"106540352242922\"}," + value
                + "}}]}]}"));
    }

    @Test
    void anAgentsMessageFromThePhoneAppIsKeptInTheUsersConversation() {
        InboundMessage echo = field("05-coexistence-echo").getFirst();

        assertThat(echo.content())
                .isEqualTo(new Content.StaffMessage(new Content.Text("Hola, soy Marta. Te llamo yo ahora.")));
        assertThat(echo.from()).isEqualTo(new UserAddress.Phone("+34600000005"));
        assertThat(echo.conversationId()).isEqualTo(ConversationId.of(new UserAddress.Phone("+34600000005")));
        assertThat(echo.externalId()).isEqualTo("wamid.ECHO");
        assertThat(echo.businessAddress()).isEqualTo("106540352242922");
        assertThat(echo.profileName()).isNull();
        assertThat(echo.expectsTurn()).isTrue();
        assertThat(echo.asksForReply()).isFalse();
    }

    @Test
    void anAgentsMessageToAUserWithoutANumberIsKeptUnderTheScopedId() {
        InboundMessage echo = readValue(
                        "smb_message_echoes",
                        "\"message_echoes\":[{\"from\":\"15550783881\",\"to_user_id\":\"US.1349\",\"id\":\"w\","
                                + "\"type\":\"image\",\"image\":{\"id\":\"9\",\"caption\":\"mira\"}}]")
                .getFirst();

        assertThat(echo.from()).isEqualTo(new UserAddress.BusinessScoped("US.1349"));
        assertThat(echo.content())
                .isInstanceOfSatisfying(
                        Content.StaffMessage.class,
                        staff -> assertThat(staff.text()).isEqualTo("mira"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"w\",\"type\":\"text\",\"text\":{\"body\":\"x\"}}",
                "{\"to\":\"16505551234\",\"group_id\":\"g\",\"id\":\"w\",\"type\":\"text\",\"text\":{\"body\":\"x\"}}",
                "\"x\"",
                "null"
            })
    void anEchoWithoutAUserIsSkipped(String echo) {
        assertThat(readValue("smb_message_echoes", "\"message_echoes\":[" + echo + "]"))
                .isEmpty();
    }

    @Test
    void aGroupMessageIsNotPrivate() {
        InboundMessage message = field("16-group-message").getFirst();

        assertThat(message.context().audience()).isEqualTo(Audience.GROUP);
        assertThat(message.expectsTurn()).isFalse();
        assertThat(message.conversationId()).isNotEqualTo(ConversationId.of(message.from()));
    }

    @Test
    void aStandbyMessageIsNotAnswered() {
        InboundMessage message = readValue(
                        "standby",
                        "\"messages\":[{\"from\":\"16505551234\",\"id\":\"w\",\"type\":\"text\",\"text\":{\"body\":\"x\"}}]")
                .getFirst();

        assertThat(message.expectsTurn()).isFalse();
        assertThat(readValue("messaging_handovers", "\"messages\":[{\"from\":\"16505551234\",\"id\":\"w\"}]"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "resume", "STOP"})
    void aUsersMarketingPreferenceIsRead(String choice) {
        InboundMessage message = readValue(
                        "user_preferences",
                        "\"user_preferences\":[{\"wa_id\":\"16505551234\",\"category\":\"marketing_messages\","
                                + "\"value\":\"" + choice + "\",\"timestamp\":1731705721}]")
                .getFirst();

        Consent wish = choice.equalsIgnoreCase("stop") ? Consent.ANSWERS_ALONE : Consent.EVERYTHING;
        assertThat(message.content()).isEqualTo(new Content.ConsentNotice(wish, ""));
        assertThat(message.from()).isEqualTo(new UserAddress.Phone("+16505551234"));
        assertThat(message.asksForReply()).isFalse();
    }

    @Test
    void thePublishedPreferenceIsRead() {
        assertThat(Fixtures.message("user_preferences-1").content())
                .isEqualTo(new Content.ConsentNotice(Consent.EVERYTHING, ""));
        assertThat(Fixtures.message("user_preferences-1").id())
                .as("of a second delivery")
                .isEqualTo(Fixtures.message("user_preferences-1").id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"wa_id\":\"16505551234\",\"category\":\"marketing_messages\",\"value\":\"later\"}",
                "{\"wa_id\":\"16505551234\",\"category\":\"calls\",\"value\":\"stop\"}",
                "{\"category\":\"marketing_messages\",\"value\":\"stop\"}"
            })
    void otherPreferencesAreIgnored(String preference) {
        assertThat(readValue("user_preferences", "\"user_preferences\":[" + preference + "]"))
                .isEmpty();
    }

    @Test
    void openingTheChatIsReadAsAnEmptyText() {
        InboundMessage message = field("22-request-welcome").getFirst();

        assertThat(message.content()).isEqualTo(new Content.Text(""));
        assertThat(message.asksForReply()).isTrue();
        assertThat(message.raw()).contains("request_welcome");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"body\":\"\"}", "{\"body\":\" \"}", "{\"body\":\"\u200b\"}", "{}", "null"})
    void aBlankTextIsAText(String text) {
        assertThat(readValue(
                                "messages",
                                "\"messages\":[{\"from\":\"16505551234\",\"id\":\"w\",\"type\":\"text\",\"text\":"
                                        + text + "}]")
                        .getFirst()
                        .content())
                .isEqualTo(new Content.Text(""));
    }

    @Test
    void aCallPermissionReplyNeedsNoAnswer() {
        assertThat(field("23-call-permission-reply").getFirst().asksForReply()).isFalse();
    }

    @Test
    void aQuotedMessageIsNamedByItsId() {
        assertThat(field("26-quoted-answer").getFirst().context().quotedId()).isEqualTo("wamid.X");
    }

    @Test
    void theAdvertisementIsKeptWithTheMessage() {
        assertThat(Fixtures.message("text-2").context().referral())
                .isEqualTo(new Referral(
                        "ad",
                        "Chat with us",
                        "Summer Succulents are here!",
                        "120226305854810726",
                        "https://fb.me/3cr4Wqqkv"));
    }

    @Test
    void theProductIsKeptWithTheMessage() {
        Referral product = readValue(
                        "messages",
                        "\"messages\":[{\"from\":\"16505551234\",\"id\":\"w\",\"type\":\"text\",\"text\":{\"body\":\"x\"},"
                                + "\"context\":{\"referred_product\":{\"catalog_id\":\"1\",\"product_retailer_id\":\"di9\"}}}]")
                .getFirst()
                .context()
                .referral();

        assertThat(product).isEqualTo(new Referral("product", "di9", null, "di9", null));
    }

    @Test
    void anotherNumberOfTheAccountIsSkipped() {
        assertThat(field("28-other-number-of-the-account")).isEmpty();
    }
}
