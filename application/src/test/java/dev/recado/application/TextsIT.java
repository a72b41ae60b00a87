package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recado.application.configuration.Configuration;
import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.text.Language;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A running Recado whose business says things in its own words and in a language of its own, and has an answer
/// that goes before everything else.
class TextsIT {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    private static BotUnderTest bot;
    private static BotUnderTest withModel;

    @BeforeAll
    static void start() throws Exception {
        String texts = Files.writeString(folder.resolve("texts.yaml"), """
                es:
                  dont_know: Pregunte en recepción, soy {bot_name}.
                  handoff: Ya viene alguien.
                  handoff_noted: Queda anotado.
                  small_talk_thanks: Gracias a usted.
                de:
                  language_chosen: Ab jetzt auf Deutsch.
                  dont_know: Das weiß ich nicht.
                  heard_greeting: hallo, guten tag
                  small_talk_greeting: Hallo, hier ist {bot_name}.
                  words: was kostet die der das ich möchte bitte und nicht haben sie
                """).toString();
        String faq = Files.writeString(folder.resolve("faq.yaml"), """
                - id: gas
                  urgent: true
                  es:
                    questions: [huele a gas]
                    answer: "**Llame al 112** y salga."
                - id: price
                  de:
                    questions: [was kostet die massage]
                    answer: 40 Euro.
                """).toString();
        Map<String, String> settings = Map.of(
                "RECADO_TEXTS_FILE", texts,
                "RECADO_FAQ_FILE", faq,
                "RECADO_BOT_NAME", "Marea",
                "RECADO_LIMIT_PER_MINUTE", "2",
                "RECADO_REPEATS", "1");
        bot = BotUnderTest.start(settings);
        Map<String, String> more = new HashMap<>(settings);
        more.putAll(Map.of("OPENAI_API_KEY", "a-key-for-the-model", "OPENAI_BASE_URL", "MODEL"));
        withModel = BotUnderTest.start(more);
    }

    @AfterAll
    static void stop() {
        bot.close();
        withModel.close();
    }

    @Test
    void aBusinesssOwnWordsTakeThePlaceOfTheBuiltInOnes() {
        assertThat(bot.say(bot.newUser(), "¿venden naves espaciales?")).startsWith("Pregunte en recepción, soy Marea.");
        // nobody is told of it here
        assertThat(bot.say(bot.newUser(), "quiero hablar con una persona")).isEqualTo("Queda anotado.");
        assertThat(bot.say(bot.newUser(), "gracias")).isEqualTo("Gracias a usted.");
        assertThat(bot.say(bot.newUser(), "merci")).isEqualTo(BuiltInText.SMALL_TALK_THANKS.in(Language.FRENCH));
    }

    @Test
    void aFurtherLanguageIsChosenToldAndAnswered() {
        String user = bot.newUser();
        assertThat(bot.say(user, "/language de")).isEqualTo("Ab jetzt auf Deutsch.");
        assertThat(bot.say(user, "haben sie raumschiffe?")).startsWith("Das weiß ich nicht.");
        assertThat(bot.store().session(BotUnderTest.waId(user))).containsEntry("language", "de");
        assertThat(bot.say(bot.newUser(), "Was kostet die Massage?")).isEqualTo("40 Euro.");
        assertThat(bot.say(bot.newUser(), "Hallo, guten Tag!")).isEqualTo("Hallo, hier ist Marea.");
    }

    @Test
    void aGreetingBesideOwnAnswersIsGreetedUnderTheBotsName() {
        String user = bot.newUser();
        String first = bot.say(user, "hola");
        assertThat(first).contains("Marea");
        assertThat(bot.say(user, "¿hola?")).isNotEqualTo(first).isNotBlank();
    }

    @Test
    void anUrgentAnswerGoesBeforeAModelALimitAndARepetition() {
        for (BotUnderTest each : List.of(bot, withModel)) {
            String user = each.newUser();
            for (int i = 0; i < 5; i++) {
                assertThat(each.say(user, "¡Huele mucho a gas!"))
                        .as("again, %d", i)
                        .isEqualTo("*Llame al 112* y salga.");
            }
            assertThat(each.store().events(user)).contains("handoff_requested");
        }
        assertThat(withModel.model.requests()).isEmpty();
    }

    @Test
    void aTextThatIsNoneStopsTheStartInOneLine() throws Exception {
        Path wrong = Files.writeString(folder.resolve("wrong.yaml"), "es: {limit_day: mañana}\n");

        assertThatThrownBy(() -> BotUnderTest.start(Map.of("RECADO_TEXTS_FILE", wrong.toString())))
                .rootCause()
                .hasMessage("RECADO_TEXTS_FILE: " + wrong + ", line 1: es, limit_day: expected {hours} in it");
        assertThatThrownBy(() -> Configuration.of(Map.of("RECADO_LANGUAGE", "de"), Map.of()))
                .hasMessageStartingWith(
                        "RECADO_LANGUAGE: expected es, en, fr or pt, or a language of RECADO_TEXTS_FILE");
    }
}
