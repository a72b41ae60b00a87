package dev.recado.adapter.twilio.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.http.TwilioRestClient;
import dev.recado.adapter.http.CallLimits;
import dev.recado.adapter.twilio.Parts;
import dev.recado.adapter.twilio.api.TwilioSettings;
import dev.recado.adapter.twilio.api.TwilioTransport;
import dev.recado.adapter.twilio.sending.AccountThrottle;
import dev.recado.adapter.twilio.sending.OpenWebhookResponses;
import dev.recado.adapter.twilio.sending.StatusCallbackUrls;
import dev.recado.adapter.twilio.sending.TwilioMessageSender;
import dev.recado.adapter.twilio.webhook.WebhookSettings.AckMode;
import dev.recado.adapter.twilio.webhook.WebhookSettings.ReplyMode;
import dev.recado.domain.answer.BuiltInTexts;
import dev.recado.domain.delivery.MessageSender.SendOutcome;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.Content.Attachment;
import dev.recado.domain.message.Content.MediaKind;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.policy.Acknowledgements;
import dev.recado.domain.text.Language;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WebhookResponderTest {
    private static final String NOTHING = new String(TwimlWriter.nothing(), UTF_8);
    private static final InboundMessage ASKED = Parts.inbound("SM1", new Content.Text("Hello"));

    private final OpenWebhookResponses openResponses = new OpenWebhookResponses();
    private boolean muteCheck;

    @Test
    void inRestModeTheResponseIsEmptyUnlessItAcknowledges() {
        assertThat(answer(reply(ReplyMode.REST, AckMode.NONE, Duration.ofSeconds(8)), ASKED))
                .isEqualTo(NOTHING);
        assertThat(answer(reply(ReplyMode.REST, AckMode.TEXT, Duration.ofSeconds(8)), ASKED))
                .contains("One moment, please");
    }

    @Test
    void aDuplicateIsNeverAcknowledgedByText() {
        for (ReplyMode mode : ReplyMode.values()) {
            try (var open = reply(mode, AckMode.TEXT, Duration.ofSeconds(0)).open(ASKED)) {
                assertThat(new String(open.repeated(), UTF_8)).isEqualTo(NOTHING);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ReplyMode.class)
    void aMessageThatNeedsNoReplyGetsNone(ReplyMode mode) {
        var reaction = Parts.inbound("SM1", new Content.Reaction("👍", null));

        assertThat(answer(reply(mode, AckMode.TEXT, Duration.ofSeconds(8)), reaction))
                .isEqualTo(NOTHING);
    }

    @Test
    void anAnswerInTimeIsSentInTheResponseOnly() throws Exception {
        var reply = reply(ReplyMode.TWIML, AckMode.NONE, Duration.ofSeconds(10));
        try (var open = reply.open(ASKED)) {
            var response = respond(open);
            assertThat(sender().send(Parts.part(ASKED, 0, 2, "one", null))).isEqualTo(new SendOutcome.Accepted(""));
            assertThat(response).isNotDone();
            assertThat(sender().send(Parts.part(ASKED, 1, 2, "two", null))).isEqualTo(new SendOutcome.Accepted(""));

            assertThat(response.get()).contains("<Body>one</Body>").contains("<Body>two</Body>");
        }
        assertThat(openResponses.hand(Parts.part(ASKED, 0, 1, "late", null))).isFalse();
    }

    @Test
    void partsThatAreLateAreSentByRest() {
        try (var open =
                reply(ReplyMode.TWIML, AckMode.NONE, Duration.ofMillis(50)).open(ASKED)) {
            assertThat(openResponses.hand(Parts.part(ASKED, 0, 2, "one", null))).isTrue();

            assertThat(new String(open.answer(), UTF_8)).contains("<Body>one</Body>");
            assertThat(openResponses.hand(Parts.part(ASKED, 1, 2, "two", null))).isFalse();
        }
    }

    @Test
    void whenNothingIsReadyInTimeTheResponseAcknowledges() {
        try (var open =
                reply(ReplyMode.TWIML, AckMode.NONE, Duration.ofMillis(20)).open(ASKED)) {
            assertThat(new String(open.answer(), UTF_8)).contains("One moment, please");
            assertThat(openResponses.hand(Parts.part(ASKED, 0, 1, "late", null)))
                    .isFalse();
        }
    }

    @Test
    void anEarlierMessageAnsweredWithALaterOneStopsWaiting() throws Exception {
        var reply = reply(ReplyMode.TWIML, AckMode.NONE, Duration.ofSeconds(10));
        InboundMessage second = Parts.inbound("SM2", new Content.Text("Hello again"));
        try (var first = reply.open(ASKED);
                var later = reply.open(second)) {
            var responses = List.of(respond(first), respond(later));
            assertThat(openResponses.hand(Parts.part(second, 0, 1, "both", null)))
                    .isTrue();

            assertThat(responses.get(0).get()).isEqualTo(NOTHING);
            assertThat(responses.get(1).get()).contains("<Body>both</Body>");
        }
    }

    @Test
    void consecutiveMessagesAreAcknowledgedOnce() {
        var brief = reply(ReplyMode.TWIML, AckMode.NONE, Duration.ofMillis(20));
        try (var first = brief.open(ASKED);
                var later = brief.open(Parts.inbound("SM2", new Content.Text("Hello again")))) {
            assertThat(new String(first.answer(), UTF_8)).isEqualTo(NOTHING);
            assertThat(new String(later.answer(), UTF_8)).contains("One moment, please");
        }
    }

    @Test
    void aFileReleasesTheResponseAndIsSentByRest() throws Exception {
        try (var open =
                reply(ReplyMode.TWIML, AckMode.NONE, Duration.ofSeconds(10)).open(ASKED)) {
            var response = respond(open);
            assertThat(openResponses.hand(Parts.part(ASKED, 0, 2, "listen", null)))
                    .isTrue();
            assertThat(openResponses.hand(Parts.part(ASKED, 1, 2, "voice", "https://files.example.com/a.ogg")))
                    .isFalse();

            assertThat(response.get()).contains("<Body>listen</Body>").doesNotContain("voice");
        }
    }

    @Test
    void whenRecadoStopsAllResponsesAreReleased() throws Exception {
        try (var open =
                reply(ReplyMode.TWIML, AckMode.NONE, Duration.ofSeconds(10)).open(ASKED)) {
            var response = respond(open);
            openResponses.close();

            assertThat(response.get()).isEqualTo(NOTHING);
        }
    }

    @ParameterizedTest
    @CsvSource({"TWIML, NONE", "REST, TEXT"})
    void aMutedUserGetsNoAcknowledgement(ReplyMode mode, AckMode ack) {
        muteCheck = true;
        try (var open = reply(mode, ack, Duration.ofHours(1)).open(ASKED)) {
            assertThat(new String(open.answer(), UTF_8)).isEqualTo(NOTHING);
            assertThat(openResponses.hand(Parts.part(ASKED, 0, 1, "answer", null)))
                    .as("further parts are sent by REST")
                    .isFalse();
        }
    }

    @Test
    void theSameDeliveryTwiceAtOnceOpensOneResponse() throws Exception {
        var reply = reply(ReplyMode.TWIML, AckMode.NONE, Duration.ofSeconds(10));
        try (var first = reply.open(ASKED)) {
            var response = respond(first);
            try (var again = reply.open(ASKED)) {
                assertThat(new String(again.repeated(), UTF_8)).isEqualTo(NOTHING);
            }
            assertThat(openResponses.hand(Parts.part(ASKED, 0, 1, "answer", null)))
                    .isTrue();
            assertThat(response.get()).contains("answer");
        }
    }

    @ParameterizedTest
    @CsvSource({"en, One moment", "es, Un momento", "fr, Un instant", "pt, Um momento"})
    void theUsersLanguageIsDetectedFromTheTextAndKept(Language language, String words) {
        var acknowledgements = new Acknowledgements(
                text -> text.equals("tells") ? Optional.of(language) : Optional.empty(),
                BuiltInTexts.builtIn(Language.SPANISH));
        var picture = new Content.Media(MediaKind.IMAGE, List.of(new Attachment("https://a", "image/png")), "");

        assertThat(acknowledgements.textFor(Parts.inbound("SM0", new Content.Text("ok"))))
                .startsWith("Un momento");
        assertThat(acknowledgements.textFor(Parts.inbound("SM1", new Content.Text("tells"))))
                .startsWith(words);
        assertThat(acknowledgements.textFor(Parts.inbound("SM2", new Content.Text("ok"))))
                .startsWith(words);
        assertThat(acknowledgements.textFor(Parts.inbound("SM3", picture))).containsIgnoringCase(words);
    }

    @Test
    void everyKindHasItsOwnText() {
        var acknowledgements = new Acknowledgements(text -> Optional.empty(), BuiltInTexts.builtIn(Language.ENGLISH));

        assertThat(List.of(MediaKind.AUDIO, MediaKind.IMAGE, MediaKind.DOCUMENT, MediaKind.VIDEO))
                .extracting(kind -> acknowledgements.textFor(
                        Parts.inbound("SM1", new Content.Media(kind, List.of(new Attachment("https://a", "x/y")), ""))))
                .containsExactly(
                        "I got your voice note. One moment, please…",
                        "I got your picture. One moment, please…",
                        "I got your document. One moment, please…",
                        "I got your message. One moment, please…");
        assertThat(acknowledgements.textFor(Parts.inbound("SM1", new Content.Location(1, 2, null, null))))
                .isEqualTo("I got your message. One moment, please…");
    }

    private WebhookResponder reply(ReplyMode mode, AckMode ack, Duration budget) {
        var settings = new WebhookSettings(null, true, mode, ack, budget, null);
        return new WebhookResponder(
                settings,
                openResponses,
                new Acknowledgements(text -> Optional.of(Language.ENGLISH), BuiltInTexts.builtIn(Language.SPANISH)),
                message -> muteCheck,
                new StatusCallbackUrls(null));
    }

    private TwilioMessageSender sender() {
        var settings = new TwilioSettings("AC1", "token", null, null, null, "http://127.0.0.1:1");
        var limits = new CallLimits(Duration.ofSeconds(1), Duration.ofSeconds(1), 1);
        try (var transport = new TwilioTransport(settings, limits, InstantSource.system())) {
            var client = new TwilioRestClient.Builder("AC1", "token")
                    .httpClient(transport)
                    .build();
            return new TwilioMessageSender(
                    client,
                    settings,
                    new StatusCallbackUrls(null),
                    openResponses,
                    new AccountThrottle(java.time.InstantSource.system()));
        }
    }

    private static String answer(WebhookResponder reply, InboundMessage message) {
        try (var open = reply.open(message)) {
            return new String(open.answer(), UTF_8);
        }
    }

    private static CompletableFuture<String> respond(WebhookResponder.PreparedResponse open) {
        return CompletableFuture.supplyAsync(
                () -> new String(open.answer(), UTF_8), Executors.newVirtualThreadPerTaskExecutor());
    }
}
