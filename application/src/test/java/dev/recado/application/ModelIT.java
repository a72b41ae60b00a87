package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recado.adapter.simulator.fault.Fault;
import dev.recado.adapter.simulator.http.HttpTrace;
import dev.recado.adapter.simulator.message.StandInMessage;
import dev.recado.adapter.simulator.message.TwilioInboundWebhook;
import dev.recado.adapter.simulator.model.ModelRequest;
import dev.recado.adapter.simulator.model.ModelScript;
import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.text.Language;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A running Recado with a model behind an OpenAI-compatible server, and a business's own curated answers.
class ModelIT {
    private static BotUnderTest bot;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        Path faq = Files.writeString(folder.resolve("faq.yaml"), """
                - id: spoken-hours
                  es:
                    questions:
                      - dime el horario hablado
                    answer: Te lo digo de viva voz.
                    audio_url: https://example.com/hours.mp3
                """);
        bot = BotUnderTest.start(Map.of(
                "RECADO_FAQ_FILE", faq.toString(),
                "RECADO_TURN_DEADLINE", "5s",
                "OPENAI_BASE_URL", "MODEL",
                "OPENAI_API_KEY", "a-key-for-the-model",
                "OPENAI_MODEL", "some-model"));
    }

    @AfterAll
    static void stop() {
        try (BotUnderTest closed = bot) {
            closed.keptThingsToItself();
        }
    }

    @BeforeEach
    void echo() {
        bot.model.reset();
    }

    @Test
    void theModelIsGivenInstructionsHistoryAndMessageAndNoPhoneNumber() {
        String user = bot.newUser();
        bot.model.answerWith(new ModelScript.Canned("Claro que sí."));
        bot.say(user, "¿Puedo llevar a mi perro conmigo?");
        bot.say(user, "¿Y también a mi gato siamés?");

        ModelRequest asked = bot.model.requests().getLast();
        assertThat(asked.model()).isEqualTo("some-model");
        assertThat(asked.messages())
                .extracting(ModelRequest.Message::role)
                .containsExactly("system", "user", "assistant", "user");
        assertThat(asked.messages())
                .extracting(ModelRequest.Message::content)
                .endsWith("¿Puedo llevar a mi perro conmigo?", "Claro que sí.", "¿Y también a mi gato siamés?");
        assertThat(asked.messages().getFirst().content())
                .contains("Recado", "Spanish")
                .doesNotContain("Ana Pérez");
        assertThat(asked.messages().getLast().precedingTexts())
                .singleElement()
                .asString()
                .contains("<name>\nAna Pérez\n</name>");
        assertThat(bot.model.requests())
                .allSatisfy(request -> assertThat(request.body()).doesNotContain(BotUnderTest.waId(user)));
        assertThat(bot.awaitLine("[LLM] OK", "provider=some-model")).containsPattern("ms=\\d+");
    }

    @Test
    void markdownArrivesInWhatsAppsMarksAndInOrderUnderTheLimit() {
        String user = bot.newUser();
        bot.model.next(1, new ModelScript.Canned(ModelScript.LONG_MARKDOWN));
        TwilioInboundWebhook webhook = bot.text(user, "¿Qué tratamientos ofrecen ustedes?");
        bot.deliver(webhook);
        bot.awaitInbound(webhook.messageSid(), "answered");

        List<StandInMessage> parts = bot.byRest(user);
        String all = parts.stream().map(StandInMessage::body).collect(Collectors.joining("\n"));
        assertThat(parts)
                .hasSizeGreaterThan(1)
                .allSatisfy(part -> assertThat(part.body()).hasSizeLessThanOrEqualTo(1600));
        assertThat(parts.getFirst().body()).startsWith("*Our treatments*");
        assertThat(parts.getLast().body()).endsWith("when you are ready to leave.");
        assertThat(all)
                .contains("*three kinds*", "_all of them_", "~60 €~", "`HELLO10`")
                .contains("https://example.com/book_now?from=chat_page")
                .doesNotContain("**", "~~", "| --- |", "](");
        assertThat(bot.store().partsOf(webhook.messageSid()))
                .extracting(part -> part.getString("external_message_id"))
                .containsExactlyElementsOf(
                        parts.stream().map(StandInMessage::sid).toList());
    }

    @Test
    void aModelThatFailsForAMomentIsAskedAgain() {
        bot.model.next(2, new ModelScript.Fail(503, null, "server_error"));
        bot.model.answerWith(new ModelScript.Canned("Ya estoy aquí otra vez."));

        assertThat(bot.say(bot.newUser(), "¿Hay alguien ahí que me conteste?")).isEqualTo("Ya estoy aquí otra vez.");
        assertThat(bot.model.requests()).hasSize(3);
    }

    @Test
    void aModelThatKeepsFailingEndsInOneApology() {
        String user = bot.newUser();
        bot.model.answerWith(new ModelScript.Fail(503, null, "server_error"));
        TwilioInboundWebhook webhook = bot.text(user, "¿Me puede ayudar con una cosa?");
        bot.deliver(webhook);

        bot.awaitInbound(webhook.messageSid(), "dead");
        assertThat(bot.byRest(user))
                .extracting(StandInMessage::body)
                .containsExactly(BuiltInText.APOLOGY.in(Language.SPANISH));
        assertThat(bot.model.requests()).hasSizeGreaterThan(1);
        bot.awaitLine("[LLM] ERROR", webhook.messageSid(), "503", "provider=some-model");
        bot.awaitLine("[TURN]", webhook.messageSid(), "closing=apology");
        bot.awaitLine("[DEAD]", webhook.messageSid(), "model: ", "503");
        bot.staysQuiet(user, 1);
    }

    @Test
    void aModelThatNeverAnswersEndsInAnApologyBeforeTheDeadline() {
        String user = bot.newUser();
        bot.model.answerWith(new ModelScript.Hang());
        long began = System.nanoTime();
        bot.deliver(bot.text(user, "what is the meaning of all this, please?"));

        assertThat(bot.awaitByRest(user, 1).getFirst().body()).isEqualTo(BuiltInText.APOLOGY.in(Language.ENGLISH));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void whatTheUserAddsWhileTheModelThinksIsAnsweredWithTheRest() {
        String user = bot.newUser();
        bot.model.next(1, new ModelScript.Slow(Duration.ofMillis(1200), new ModelScript.Canned("stale")));
        bot.model.answerWith(new ModelScript.Canned("Todo junto."));
        TwilioInboundWebhook first = bot.text(user, "Quería preguntar una cosa más");
        TwilioInboundWebhook second = bot.text(user, "y también otra cosa distinta");
        bot.deliver(first);
        await().atMost(BotUnderTest.SOON).until(() -> !bot.model.requests().isEmpty());
        bot.deliver(second);

        bot.awaitInbound(first.messageSid(), "answered");
        bot.awaitInbound(second.messageSid(), "answered");
        assertThat(bot.byRest(user)).extracting(StandInMessage::body).containsExactly("Todo junto.");
        bot.staysQuiet(user, 1);
    }

    @Test
    void aRefusedFileLeavesTheTextToGoAlone() {
        String user = bot.newUser();
        bot.twilio.faults().nextCreatesTo(user, 1, new Fault.Refuse(63021, "invalid content"));

        assertThat(bot.say(user, "dime el horario hablado")).isEqualTo("Te lo digo de viva voz.");
        assertThat(bot.byRest(user).getFirst().media()).isEmpty();

        assertThat(bot.say(user, "dime el horario hablado")).isEqualTo("Te lo digo de viva voz.");
        StandInMessage whole = bot.byRest(user).getLast();
        assertThat(whole.media()).containsExactly("https://example.com/hours.mp3");
        assertThat(bot.twilio.traces(whole.sid())).extracting(HttpTrace::kind).contains(HttpTrace.Kind.CREATE);
        assertThat(bot.model.requests()).isEmpty();
    }

    @Test
    void theStateOfTheModelIsInHealth() {
        Document parts = Document.parse(bot.get("/health").body()).get("details", Document.class);

        assertThat(String.valueOf(parts.get("model"))).contains("some-model").doesNotContain("a-key-for-the-model");
    }
}
