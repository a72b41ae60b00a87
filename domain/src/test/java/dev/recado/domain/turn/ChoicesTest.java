package dev.recado.domain.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.conversation.Utterance;
import dev.recado.domain.fake.Desk;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.message.Capabilities;
import dev.recado.domain.message.Capabilities.Choosing;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.Content.ChoiceKind;
import dev.recado.domain.message.Content.MediaKind;
import dev.recado.domain.message.OutboundContent;
import dev.recado.domain.message.OutboundContent.Option;
import dev.recado.domain.message.OutboundMessage;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A reply that offers choices, on its way to the user and back.
class ChoicesTest {
    private static final String ANA = "+15550000001";
    private static final Duration A_WHILE = Duration.ofSeconds(2);
    private static final Capabilities WITH_BUTTONS = new Capabilities(
            4096,
            1024,
            EnumSet.allOf(MediaKind.class),
            EnumSet.of(MediaKind.IMAGE),
            new Choosing(1024, 3, 20, 10, 24, 72),
            Duration.ofSeconds(30));

    private final Desk desk = new Desk();

    @BeforeEach
    void menu() {
        desk.curated.put("menú", "¿Qué necesitas?");
        desk.offers.put(
                "menú", List.of(new Option("c1", "Pedir cita", null), new Option("c2", "Horario de atención", null)));
        desk.curated.put("Horario de atención", "De 9 a 20");
    }

    private void says(String id, String words) {
        desk.writes(id, ANA, words);
        desk.pass(A_WHILE);
    }

    private Conversation conversation() {
        return desk.store
                .find(Messages.text("x", ANA, "x", desk.clock.instant()).conversationId())
                .orElseThrow();
    }

    @Test
    void aChannelWithoutButtonsGetsNumbers() {
        says("SM1", "menú");

        assertThat(desk.sender.texts()).containsExactly("¿Qué necesitas?\n\n1. Pedir cita\n2. Horario de atención");
    }

    @Test
    void aChannelWithButtonsGetsButtons() {
        desk.sender.setCapabilities(WITH_BUTTONS);
        says("SM1", "menú");

        assertThat(desk.sender.sent())
                .extracting(OutboundMessage::content)
                .containsExactly(new OutboundContent.Choices(
                        "¿Qué necesitas?", desk.offers.getOrDefault("menú", List.of()), true, "Elige una opción"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2",
                "2.",
                " 2) ",
                "2️⃣",
                "dos",
                "DOS",
                "Two",
                "la 2",
                "la segunda",
                "opción 2",
                "nº 2",
                "horario de atencion",
                "¡HORARIO de atención!"
            })
    void theNumberOrTheWordsTypedBackMeanTheChoice(String typed) {
        says("SM1", "menú");
        says("SM2", typed);

        assertThat(desk.sender.texts()).last().isEqualTo("De 9 a 20");
        assertThat(desk.prompts).isEmpty();
        assertThat(conversation().turns()).extracting(Utterance::text).contains("Horario de atención");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "0", "22", "2 personas", "dos horarios", "horario", "-", ""})
    void whatIsNoneOfThemIsTakenAsItIs(String typed) {
        says("SM1", "menú");
        says("SM2", typed);

        assertThat(desk.sender.texts()).last().isNotEqualTo("De 9 a 20");
    }

    @Test
    void aTappedButtonMeansItsTitle() {
        desk.sender.setCapabilities(WITH_BUTTONS);
        says("SM1", "menú");
        desk.sends(Messages.message("SM2", ANA, new Content.Choice(ChoiceKind.BUTTON, "c2", ""), desk.clock.instant()));
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).last().isEqualTo("De 9 a 20");
    }

    @Test
    void whatWasOfferedIsForgottenWithTheNextAnswer() {
        says("SM1", "menú");
        assertThat(conversation().offered()).hasSize(2);
        says("SM2", "otra cosa");
        assertThat(conversation().offered()).isEmpty();
        says("SM3", "2");

        assertThat(desk.sender.texts()).last().isEqualTo("eco: 2");
    }

    @Test
    void aNumberIsNoChoiceWhereNothingWasOffered() {
        says("SM1", "2");

        assertThat(desk.sender.texts()).containsExactly("eco: 2");
    }
}
