package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.text.Language;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A running Recado without any key: a business's documents and curated answers, and nothing else.
class AnswersWithoutKeysIT {
    private static Path documents;
    private static Path faq;
    private static BotUnderTest bot;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        documents = Files.createDirectory(folder.resolve("documents"));
        Files.writeString(documents.resolve("precios.md"), """
                # Precios

                ## Masajes

                El masaje sueco dura cincuenta minutos y cuesta 45 euros. El masaje con piedras calientes dura ochenta
                minutos y cuesta 70 euros.

                ## Cancelaciones

                Las citas se pueden cancelar sin coste hasta veinticuatro horas antes. Después se cobra la mitad.
                """);
        faq = Files.writeString(folder.resolve("faq.yaml"), """
                - id: parking
                  es:
                    questions:
                      - dónde puedo aparcar
                    answer: Hay aparcamiento en la plaza.
                """);
        bot = BotUnderTest.start(Map.of(
                "RECADO_KNOWLEDGE_DIR", documents.toString(),
                "RECADO_FAQ_FILE", faq.toString(),
                "RECADO_OPS_TOKEN", "a-token-of-operators",
                "RECADO_LIMIT_PER_MINUTE", "10",
                "RECADO_LLM", "none"));
        await().atMost(BotUnderTest.SOON)
                .untilAsserted(() -> assertThat(bot.get("/health").body()).contains("\"passages\":2"));
    }

    @AfterAll
    static void stop() {
        try (BotUnderTest closed = bot) {
            closed.keptThingsToItself();
        }
    }

    private static String says(BuiltInText phrase) {
        return phrase.in(Language.SPANISH);
    }

    @Test
    void aQuestionIsAnsweredFromTheDocumentsWithoutAKey() {
        String user = bot.newUser();

        assertThat(bot.say(user, "cuanto cuesta el masaje sueco")).contains("45 euros");
        Document answer = bot.awaitAnswer(user);
        assertThat(answer.getList("sources", String.class))
                .singleElement()
                .asString()
                .contains("precios.md", "Masajes");
        assertThat(answer.getList("trace", Document.class))
                .extracting(step -> step.getString("step"))
                .contains("cache", "kb");
        bot.awaitLine("[CACHE] MISS");
        bot.awaitLine("[KB]", "passages=");
    }

    @Test
    void aQuestionGoesOnFromTheOneBeforeOnlyIfItsWordsBearItOut() {
        Map.of(
                        "¿y cuánto dura?", "cincuenta minutos",
                        "¿cuántos minutos?", "cincuenta minutos",
                        "¿hay intérprete ruso?", says(BuiltInText.DONT_KNOW))
                .forEach((next, answer) -> {
                    String user = bot.newUser();
                    assertThat(bot.say(user, "¿cuánto cuesta el masaje sueco?")).contains("45 euros");
                    assertThat(bot.say(user, next)).as(next).contains(answer);
                });
    }

    @Test
    void whatNoDocumentKnowsIsSaidAndAPersonOffered() {
        String user = bot.newUser();

        assertThat(bot.say(user, "¿quién ganó el mundial de fútbol de 1986?"))
                .contains(says(BuiltInText.DONT_KNOW))
                .contains("1.");
        bot.say(user, "1");
        await().atMost(BotUnderTest.SOON)
                .untilAsserted(() ->
                        assertThat(bot.store().session(BotUnderTest.waId(user))).containsEntry("status", "waiting"));
    }

    @Test
    void aChangedDocumentIsKnownWithoutARestart() throws Exception {
        Files.writeString(documents.resolve("horarios.md"), """
                # Horarios del centro

                La sauna finlandesa abre los jueves de seis a nueve de la tarde.
                """);
        await().atMost(BotUnderTest.SOON)
                .untilAsserted(() -> assertThat(bot.get("/health").body()).contains("\"passages\":3"));

        assertThat(bot.say(bot.newUser(), "¿qué día abre la sauna finlandesa?")).contains("jueves");
    }

    @Test
    void aChangedAnswerIsKnownWithoutARestart() throws Exception {
        Files.writeString(faq, Files.readString(faq) + """
                - id: dogs
                  es:
                    questions:
                      - puedo llevar al perro
                    answer: Los perros son bienvenidos.
                """);
        Files.setLastModifiedTime(faq, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        await().atMost(BotUnderTest.SOON)
                .untilAsserted(() -> assertThat(bot.get("/health").body()).contains("\"curated_answers\":2"));

        assertThat(bot.say(bot.newUser(), "¿Puedo llevar al perro?")).isEqualTo("Los perros son bienvenidos.");
    }

    @Test
    void aLeadLeftInSpanishIsFoundInTheStore() {
        String user = bot.newUser();
        bot.say(user, "Hola, me llamo Lucía Romero y mi correo es lucia.romero@example.com, escríbanme por favor");

        await().atMost(BotUnderTest.SOON)
                .untilAsserted(() -> assertThat(bot.store().of("leads", user))
                        .singleElement()
                        .satisfies(lead -> assertThat(lead)
                                .containsEntry("name", "Lucía Romero")
                                .containsEntry("email", "lucia.romero@example.com")
                                .containsEntry("source", "whatsapp")));
        assertThat(bot.store().events(user)).contains("message_received", "message_sent", "lead_created");
        HttpResponse<String> leads = bot.operator("/api/v1/leads");
        assertThat(leads.statusCode()).isEqualTo(200);
        assertThat(leads.body()).contains("lucia.romero@example.com");
    }

    @Test
    void askingForAPersonIsAnEventAndAState() {
        String user = bot.newUser();
        bot.say(user, "I want to talk to a person");

        await().atMost(BotUnderTest.SOON)
                .untilAsserted(() -> assertThat(bot.store().events(user)).containsOnlyOnce("handoff_requested"));
        assertThat(bot.store().session(BotUnderTest.waId(user))).containsEntry("status", "waiting");
        assertThat(bot.store().of("handoffs", user)).hasSize(1);
        // somebody who waits is not left in silence
        assertThat(bot.say(user, "¿y cuánto cuesta el masaje sueco?")).contains("45 euros");
    }

    @Test
    void whoSaysBajaHearsNothingMoreUntilAlta() {
        String user = bot.newUser();
        bot.say(user, "BAJA");
        bot.deliver(bot.text(user, "¿cuánto cuesta el masaje sueco?"));
        bot.staysQuiet(user, 1);

        assertThat(bot.say(user, "ALTA")).isEqualTo(says(BuiltInText.OPTED_IN));
        assertThat(bot.say(user, "¿cuánto cuesta el masaje sueco?")).contains("45 euros");
        await().atMost(BotUnderTest.SOON)
                .untilAsserted(() -> assertThat(bot.store().events(user)).contains("opted_out", "opted_in"));
    }

    @Test
    void tooManyMessagesAreToldOnceAndThenQuiet() {
        String user = bot.newUser();
        for (int i = 0; i < 10; i++) {
            bot.say(user, "¿dónde puedo aparcar el coche " + i + "?");
        }
        bot.say(user, "¿dónde puedo aparcar?");
        bot.deliver(bot.text(user, "¿y dónde puedo aparcar la moto?"));
        await().atMost(BotUnderTest.SOON)
                .untilAsserted(() -> assertThat(bot.store().events(user)).containsOnlyOnce("limit_reached"));
        bot.staysQuiet(user, 11);
    }

    @Test
    void offensiveWordsAreRefusedAndInTheEndBlocked() {
        String user = bot.newUser();
        for (String words : List.of("eres un hijo de puta", "you are a fucking asshole", "vete a la mierda, cabrón")) {
            bot.say(user, words);
        }
        await().atMost(BotUnderTest.SOON)
                .untilAsserted(() -> assertThat(bot.store().events(user))
                        .contains("guard_tripped")
                        .containsOnlyOnce("user_blocked"));
        int said = bot.byRest(user).size();
        bot.deliver(bot.text(user, "¿dónde puedo aparcar?"));
        bot.staysQuiet(user, said);
        assertThat(bot.store().of("events", user).toString()).doesNotContain("puta");
    }

    @Test
    void theCommandsAreKnownInFourLanguages() {
        Map.of(
                        "/ayuda",
                        Language.SPANISH,
                        "help",
                        Language.ENGLISH,
                        "aide",
                        Language.FRENCH,
                        "ajuda",
                        Language.PORTUGUESE)
                .forEach((words, language) -> assertThat(bot.say(bot.newUser(), words))
                        .as(words)
                        .startsWith(BuiltInText.HELP
                                .in(language)
                                .lines()
                                .findFirst()
                                .orElseThrow()));
        String user = bot.newUser();
        bot.say(user, "/language fr");
        assertThat(bot.store().session(BotUnderTest.waId(user))).containsEntry("language", "fr");
    }

    @Test
    void anAddressThatGuessesTokensIsSlowedDown() {
        for (int i = 0; i < 20; i++) {
            assertThat(bot.get("/api/v1/leads", "Authorization", "Bearer guess-number-" + i)
                            .statusCode())
                    .isEqualTo(401);
        }
        HttpResponse<String> slowed = bot.get("/api/v1/leads", "Authorization", "Bearer guess-number-20");
        assertThat(slowed.statusCode()).isEqualTo(429);
        assertThat(slowed.headers().firstValue("Retry-After")).isPresent();
        assertThat(bot.operator("/api/v1/leads").statusCode()).isEqualTo(200);
    }

    @Test
    void healthNamesDocumentsAndAnswers() {
        assertThat(bot.get("/health").body()).contains("\"documents\":", "\"passages\":", "\"curated_answers\":");
    }
}
