package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.text.Language;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What users leave and ask for, without a model, in the store of a running Recado.
class LeadsAndPeopleIT {
    private static BotUnderTest bot;

    @BeforeAll
    static void start() {
        bot = BotUnderTest.start(Map.of("RECADO_QUIET_TIME", "100ms"));
    }

    @AfterAll
    static void stop() {
        try (BotUnderTest closed = bot) {
            closed.keptThingsToItself();
        }
    }

    @Test
    void aLeadLeftInSpanishIsFoundInTheStore() {
        String ana = bot.newUser();
        assertThat(bot.say(ana, "Hola, me llamo Ana López y mi correo es ana.lopez@example.com"))
                .isEqualTo(BuiltInText.LEAD_NOTED.in(Language.SPANISH) + " Ana López, ana.lopez@example.com");

        await().untilAsserted(() -> assertThat(bot.store().of("leads", BotUnderTest.waId(ana)))
                .singleElement()
                .satisfies(lead -> assertThat(lead)
                        .containsEntry("name", "Ana López")
                        .containsEntry("email", "ana.lopez@example.com")
                        .containsEntry("source", "whatsapp")));
        assertThat(bot.log.with("ana.lopez@example.com")).isEmpty();
    }

    @Test
    void whoWantsAPersonIsAnEventAndAState() {
        String ben = bot.newUser();
        assertThat(bot.say(ben, "Hello, I want to talk to a person please"))
                .isEqualTo(BuiltInText.HANDOFF_NOTED.in(Language.ENGLISH));

        await().untilAsserted(() -> assertThat(bot.store().of("events", BotUnderTest.waId(ben)))
                .anySatisfy(event -> assertThat(event).containsEntry("type", "handoff_requested")));
        assertThat(bot.store().session(BotUnderTest.waId(ben))).containsEntry("status", "waiting");
    }
}
