package dev.recado.domain.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.fake.Desk;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.UserAddress.Phone;
import dev.recado.domain.message.Consent;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.Content.Choice;
import dev.recado.domain.message.Content.ChoiceKind;
import dev.recado.domain.message.Content.ConsentNotice;
import dev.recado.domain.message.Notification;
import dev.recado.domain.notification.NotificationStateUseCase.State;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every report by a provider that a user opts out or in counts as the user's own word.
class ConsentFromTheProviderTest {
    private static final Phone ANA = new Phone("+15550000001");
    private static final Duration A_WHILE = Duration.ofSeconds(5);

    private final Desk desk = new Desk();
    private int messages;

    private void sends(Content content) {
        desk.sends(Messages.message("SM" + ++messages, ANA.e164(), content, desk.clock.instant()));
        desk.pass(A_WHILE);
    }

    private Conversation conversation() {
        return desk.store.find(ConversationId.of(ANA)).orElseThrow();
    }

    private String notified() {
        String id = "n" + ++messages;
        desk.notify.notify(
                new Notification(id, ANA, null, "REMINDER", "Cita", "Mañana a las 10", null, desk.clock.instant()));
        desk.pass(A_WHILE);
        return desk.notify.state(id).map(State::status).orElseThrow();
    }

    @Test
    void anOptOutAtTheProviderStopsAllMessages() {
        sends(new Content.Text("hola"));
        sends(new ConsentNotice(Consent.NOTHING, "FIN"));
        sends(new Content.Text("¿precio?"));

        assertThat(desk.sender.texts()).containsExactly("eco: hola");
        assertThat(conversation().userState().optedOut()).isTrue();
        assertThat(notified()).isEqualTo("refused");
        assertThat(desk.store.recordedEvents())
                .extracting(BusinessEvent::type)
                .containsOnlyOnce(BusinessEvent.Type.OPTED_OUT);
        assertThat(desk.store.backlog().waiting()).isZero();
    }

    @Test
    void anOptInAtTheProviderNeedsNoSecondConfirmation() {
        sends(new ConsentNotice(Consent.NOTHING, "FIN"));
        sends(new ConsentNotice(Consent.EVERYTHING, "START"));
        sends(new Content.Text("hola"));

        assertThat(desk.sender.texts()).containsExactly("eco: hola");
        assertThat(notified()).isEqualTo("sent");
    }

    @Test
    void aQuestionTogetherWithAnOptInIsAnswered() {
        sends(new ConsentNotice(Consent.NOTHING, "FIN"));
        desk.sends(Messages.message(
                "SMstart", ANA.e164(), new ConsentNotice(Consent.EVERYTHING, "START"), desk.clock.instant()));
        sends(new Content.Text("¿precio?"));

        assertThat(desk.sender.texts()).containsExactly("eco: ¿precio?");
    }

    @Test
    void helpFromTheProviderNeedsNoReply() {
        sends(new ConsentNotice(null, "HELP"));

        assertThat(desk.sender.texts()).isEmpty();
        assertThat(conversation().userState().consent()).isEqualTo(Consent.EVERYTHING);
        assertThat(desk.store.backlog().waiting()).isZero();
    }

    @Test
    void aUserWhoRefusesNotificationsIsStillAnswered() {
        sends(new ConsentNotice(Consent.ANSWERS_ALONE, ""));
        assertThat(notified()).isEqualTo("refused");

        sends(new Content.Text("¿precio?"));
        assertThat(desk.sender.texts()).containsExactly("eco: ¿precio?");
        assertThat(notified()).isEqualTo("refused");

        sends(new ConsentNotice(Consent.EVERYTHING, ""));
        assertThat(notified()).isEqualTo("sent");
    }

    @Test
    void stopHasPrecedenceOverTheMarketingSetting() {
        sends(new Content.Text("STOP"));
        sends(new ConsentNotice(Consent.ANSWERS_ALONE, ""));

        assertThat(conversation().userState().consent()).isEqualTo(Consent.NOTHING);
    }

    @ParameterizedTest
    @CsvSource({
        "Unsubscribe, Unsubscribe",
        "Stop promotions, Stop promotions",
        "STOP_PROMOTIONS, No more of these",
        "Detener promociones, Detener promociones",
        "Arrêter les promotions, Arrêter les promotions",
        "x1, Parar promoções",
    })
    void aTemplatesStopButtonIsAnOptOut(String payload, String title) {
        sends(new Choice(ChoiceKind.BUTTON, payload, title));

        assertThat(conversation().userState().optedOut()).isTrue();
        assertThat(notified()).isEqualTo("refused");
    }
}
