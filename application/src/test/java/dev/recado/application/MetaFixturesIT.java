package dev.recado.application;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recado.adapter.simulator.MetaStandIn;
import dev.recado.adapter.simulator.account.MetaAccount;
import dev.recado.adapter.simulator.core.StandInOptions;
import dev.recado.adapter.simulator.message.StandInMessage;
import dev.recado.adapter.simulator.message.StandInWebhook;
import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.text.Language;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What Meta publishes of its webhooks, signed and posted byte for byte to a running Recado. They were written
/// long ago: what is answered waits until the user writes again. Many share an id and all but one a user, so
/// where it matters each gets an id and a user of its own.
class MetaFixturesIT {
    private static final String NUMBER = "106540352242922";
    private static final String PERSON = "16505551234";
    private static final String SCOPED = "US.13491208655302741918";
    private static final MetaStandIn META = MetaStandIn.start(
            StandInOptions.of(InstantSource.system(), new Random(7)),
            new MetaAccount("token-of-the-tests", NUMBER, "app-secret-of-the-tests", "verify-me", "15550783881"));
    private static BotUnderTest bot;

    @BeforeAll
    static void start() {
        bot = BotUnderTest.start(MetaAcceptanceIT.settings(META));
        META.pointAt(bot.url("/webhooks/meta"));
    }

    @AfterAll
    static void stop() {
        try (BotUnderTest closed = bot;
                MetaStandIn alsoClosed = META) {
            closed.keptThingsToItself();
            assertThat(closed.log.lines())
                    .allSatisfy(line -> assertThat(line)
                            .doesNotContain(
                                    PERSON,
                                    "12195555358",
                                    "4155550829",
                                    "US.13491208655302741918",
                                    "Sheena",
                                    "Is this still available",
                                    "Can I get more info",
                                    "Does it come in",
                                    "Updated image",
                                    "Love these",
                                    "Taj Mahal"));
            assertThat(closed.log.with("ERROR")).isEmpty();
            assertThat(alsoClosed.sentTo("+" + person("text-1"))).isNotEmpty();
        }
    }

    private static String person(String name) {
        return "1650555%04d".formatted(SignedMetaRequests.names().indexOf(name));
    }

    private static void postAsItsOwn(String name, JsonNode element) {
        post(
                name,
                new String(SignedMetaRequests.bytes(name), UTF_8)
                        .replace(PERSON, person(name))
                        .replace(SCOPED, "US." + person(name))
                        .replace(element.path("id").asText(), "wamid." + name)
                        .getBytes(UTF_8));
    }

    private static void post(String name, byte[] body) {
        var answer = bot.send(SignedMetaRequests.request(
                bot.url("/webhooks/meta"), body, META.account().appSecret()));
        assertThat(answer.statusCode()).as("%s: %s", name, answer.body()).isEqualTo(200);
    }

    /// What users wrote; without what was said in an app before there was a bot.
    private static List<JsonNode> elements(String name, String list) {
        return SignedMetaRequests.json(name)
                .path("entry")
                .valueStream()
                .flatMap(entry -> entry.path("changes").valueStream())
                .filter(change -> change.path("field").asText().equals("messages"))
                .flatMap(change -> change.path("value").path(list).valueStream())
                .toList();
    }

    private static boolean isPlaceholder(JsonNode message) {
        return message.path("from").asText().startsWith("<");
    }

    static List<String> fixtures() {
        return SignedMetaRequests.names();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void everyNotificationIsTakenAndEveryMessageInItStored(String name) {
        Set<String> written = new TreeSet<>();
        elements(name, "messages").stream()
                .filter(message -> !isPlaceholder(message))
                .forEach(message -> written.add("meta:" + message.path("id").asText()));

        post(name, SignedMetaRequests.bytes(name));

        assertThat(written)
                .allSatisfy(id -> assertThat(bot.store().messages("_id", id)).hasSize(1));
        written.forEach(id -> await().atMost(BotUnderTest.SOON)
                .until(() -> Set.of("answered", "noted")
                        .contains(bot.store().messages("_id", id).getFirst().getString("status"))));
    }

    @ParameterizedTest
    @CsvSource({"edit-1", "revoke-1", "system-1"})
    void aPlaceholderForAUserIsLeftOutAndSaidSo(String name) {
        int before = bot.log.with("is left out").size();

        post(name, SignedMetaRequests.bytes(name));

        assertThat(elements(name, "messages")).hasSize(1).allMatch(MetaFixturesIT::isPlaceholder);
        assertThat(bot.store().messages("_id", "meta:<WHATSAPP_MESSAGE_ID>")).isEmpty();
        assertThat(bot.log.with("is left out")).hasSize(before + 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "audio-1       | media       | ''                    | NOTICE_VOICE    | es",
                "image-1       | media       | Taj Mahal             | NOTICE_IMAGE    | es",
                "video-1       | media       | Timelapse of growth   | NOTICE_VIDEO    | en",
                "document-1    | media       | my receipt            | Of course. Ask reception for the *invoice* | en",
                "sticker-1     | media       | ''                    | NOTICE_STICKER  | es",
                "location-1    | location    | ''                    | NOTICE_LOCATION | es",
                "contacts-1    | contact     | ''                    | NOTICE_CONTACT  | es",
                "button-1      | choice      | Unsubscribe           | OPTED_OUT       | es",
                "interactive-1 | choice      | Priority Mail Express | DONT_KNOW       | es",
                "interactive-2 | choice      | Cancel                | free until *24 hours before* | en",
                "order-1       | order       | Love these!           | DONT_KNOW       | en",
                "unsupported-1 | unsupported | ''                    | NOTICE_OTHER    | es",
                "text-1        | text        | Is this still available?         | DONT_KNOW | en",
                "text-2        | text        | Can I get more info about this?  | DONT_KNOW | en",
                "business_scoped_user_ids-3 | text | Does it come in another color? | DONT_KNOW | en",
            })
    void whatAUserWroteIsStoredAndAnswered(String name, String form, String content, String answer, Language language) {
        Document message = stored(name, form, content, "answered");
        Document part = awaitOne("meta:wamid." + name + "/0", "read");
        assertThat(part)
                .containsEntry("channel", "meta")
                .containsEntry("conversation_id", message.getString("conversation_id"));
        assertThat(bot.store().session(message.getString("wa_id")))
                .containsEntry("channel", "meta")
                .containsEntry("phone_number_id", NUMBER);
        String words = part.getString("content");
        assertThat(words)
                .contains(
                        answer.matches("[A-Z_]+") ? BuiltInText.valueOf(answer).in(language) : answer);
        String address = name.startsWith("business") ? "US." + person(name) : "+" + person(name);
        assertThat(META.sentTo(address)).extracting(StandInMessage::text).contains(words);
    }

    @Test
    void twoMessagesOfANewUserInOneDeliveryAreOneConversationAndBothAnswered() throws IOException {
        String user = "16505559902";
        JsonNode body = new ObjectMapper()
                .readTree(new String(SignedMetaRequests.bytes("text-1"), UTF_8).replace(PERSON, user));
        ArrayNode messages = (ArrayNode) body.at("/entry/0/changes/0/value/messages");
        ObjectNode first = (ObjectNode) messages.get(0);
        first.put("timestamp", Long.toString(Instant.now().getEpochSecond()));
        ObjectNode second = first.deepCopy();
        first.put("id", "wamid.together-1");
        second.put("id", "wamid.together-2");
        messages.add(second);

        post("text-1, twice", body.toString().getBytes(UTF_8));

        Set<String> conversations = new TreeSet<>();
        for (String id : List.of("meta:wamid.together-1", "meta:wamid.together-2")) {
            await().atMost(BotUnderTest.SOON)
                    .until(() -> bot.store().messages("_id", id).stream()
                            .anyMatch(message -> message.getString("status").equals("answered")));
            conversations.add(bot.store().messages("_id", id).getFirst().getString("conversation_id"));
        }
        assertThat(conversations).hasSize(1);
        assertThat(META.sentTo("+" + user)).isNotEmpty();
    }

    @Test
    void anAnswerToWhatWasWrittenTheDayBeforeYesterdayIsHeldUntilTheUserWritesAgain() {
        String ana = "+15550106001";
        StandInWebhook late = META.from(ana)
                .writtenAt(Instant.now().minus(Duration.ofHours(47)))
                .text("gracias");
        META.deliver(late);
        Document held = awaitOne("meta:" + late.messageSid() + "/0", "held");
        assertThat(held).containsEntry("error_code", "window_closed");
        assertThat(META.sentTo(ana)).isEmpty();

        META.deliver(META.from(ana).text("hola"));
        await().atMost(BotUnderTest.SOON).until(() -> META.sentTo(ana).size() == 2);
        assertThat(META.sentTo(ana).getFirst().text()).isEqualTo(held.getString("content"));
        awaitOne("meta:" + late.messageSid() + "/0", "read");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "reaction-1 | reaction       | 👍",
                "edit-2     | edit           | Updated image caption",
                "revoke-2   | revoke         | ''",
                "system-2   | address_change | ''",
            })
    void whatAsksForNothingIsNotedAndNotAnswered(String name, String form, String content) {
        stored(name, form, content, "noted");

        assertThat(bot.store().partsOf("wamid." + name)).isEmpty();
        assertThat(META.sentTo("+" + person(name))).isEmpty();
    }

    /// Posts it and gives what the store holds of it.
    private static Document stored(String name, String form, String content, String status) {
        JsonNode sent = elements(name, "messages").getFirst();
        postAsItsOwn(name, sent);
        Document message = awaitOne("meta:wamid." + name, status);
        assertThat(message)
                .containsEntry("role", "user")
                .containsEntry("channel", "meta")
                .containsEntry("content", content)
                .containsEntry("external_message_id", "wamid." + name)
                .containsEntry("source", "whatsapp")
                .containsEntry("wa_id", (sent.has("from") ? "" : "US.") + person(name))
                .containsEntry("business_address", NUMBER);
        assertThat(message).as("a captured time is too old to be believed").doesNotContainKey("written_at");
        assertThat(message.get("said", Document.class)).containsEntry("form", form);
        return message;
    }

    private static Document awaitOne(String id, String status) {
        await().atMost(BotUnderTest.SOON)
                .untilAsserted(() -> assertThat(bot.store().messages("_id", id))
                        .singleElement()
                        .satisfies(one -> assertThat(one).containsEntry("status", status)));
        return bot.store().messages("_id", id).getFirst();
    }

    @ParameterizedTest
    @CsvSource({
        "status-1, sent",
        "status-2, sent",
        "status-3, failed",
        "messages-1, delivered",
        "business_scoped_user_ids-1, delivered",
        "business_scoped_user_ids-2, delivered",
    })
    void aStatusIsWrittenToThePartItIsAbout(String name, String status) {
        bot.store()
                .put(new Document("_id", "meta:earlier-" + name + "/0")
                        .append("role", "assistant")
                        .append("channel", "meta")
                        .append("external_message_id", "wamid." + name)
                        .append("status", "sending"));

        postAsItsOwn(name, elements(name, "statuses").getFirst());

        Document part =
                bot.store().messages("external_message_id", "wamid." + name).getFirst();
        assertThat(part).containsEntry("status", status);
        if (status.equals("failed")) {
            assertThat(part).containsEntry("error_code", "131049");
        }
    }
}
