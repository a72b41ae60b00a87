package dev.recado.domain.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.answer.ResponseGenerator.Generation;
import dev.recado.domain.event.Event;
import dev.recado.domain.fake.Desk;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.UserAddress.Phone;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.MessageLog.Entry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AmendedMessagesTest {
    private static final String ANA = "+15550000001";
    private static final Duration A_WHILE = Duration.ofSeconds(2);

    private final Desk desk = new Desk();

    private void edits(String externalId, String target, String now) {
        sends(externalId, new Content.Edit(target, new Content.Text(now)));
    }

    private void revokes(String externalId, String target) {
        sends(externalId, new Content.Revoke(target));
    }

    private void sends(String externalId, Content content) {
        desk.sends(Messages.message(externalId, ANA, content, desk.clock.instant()));
    }

    private List<String> states() {
        return desk.store.history(ConversationId.of(new Phone(ANA)), 50).stream()
                .filter(entry -> entry.role().equals("user"))
                .map(Entry::status)
                .toList();
    }

    private void assertNothingWaits() {
        assertThat(desk.store.backlog().waiting()).isZero();
        assertThat(desk.dispatcher.held()).isZero();
    }

    @Test
    void anEditOfAMessageThatWaitsIsAnsweredInItsPlace() {
        desk.writes("SM1", ANA, "¿abren el sabdo?");
        edits("SM2", "SM1", "¿abren el sábado?");
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactly("eco: ¿abren el sábado?");
        assertThat(states()).containsExactly("answered", "noted");
        assertNothingWaits();
    }

    @Test
    void anEditOfAnAnsweredMessageIsNotedInSilence() {
        desk.writes("SM1", ANA, "¿abren?");
        desk.pass(A_WHILE);
        edits("SM2", "SM1", "¿cierran?");
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactly("eco: ¿abren?");
        assertThat(states()).containsExactly("answered", "noted");
        assertThat(desk.told(Event.Answered.class)).hasSize(1);
        assertNothingWaits();
    }

    @Test
    void aMessageTakenBackWhileItWaitsIsNotAnswered() {
        desk.writes("SM1", ANA, "¡idiotas!");
        revokes("SM2", "SM1");
        desk.pass(A_WHILE);
        assertThat(desk.sender.texts()).isEmpty();
        assertThat(states()).containsExactly("noted", "noted");
        assertNothingWaits();

        desk.writes("SM3", ANA, "hola");
        desk.writes("SM4", ANA, "¡idiotas!");
        revokes("SM5", "SM4");
        desk.pass(A_WHILE);
        assertThat(desk.sender.texts()).containsExactly("eco: hola");
        assertThat(states()).containsExactly("noted", "noted", "answered", "noted", "noted");
        assertNothingWaits();
    }

    @Test
    void aMessageTakenBackWhileTheModelThinksIsNotAnswered() {
        desk.model = prompt -> {
            desk.model = again -> new Generation.Answer("otra vez: " + again.message(), "scripted", Duration.ZERO);
            revokes("SM2", "SM1");
            return new Generation.Answer("eco: " + prompt.message(), "scripted", Duration.ZERO);
        };
        desk.writes("SM1", ANA, "¡idiotas!");
        desk.pass(Duration.ofSeconds(10));

        assertThat(desk.sender.texts()).isEmpty();
        assertThat(states()).containsExactly("noted", "noted");
        assertNothingWaits();
    }

    @Test
    void aNumberThatChangesWhileTheModelThinksIsNotForgotten() {
        Phone now = new Phone("+15550000009");
        desk.model = prompt -> {
            desk.model = again -> new Generation.Answer("otra vez: " + again.message(), "scripted", Duration.ZERO);
            sends("SM2", new Content.AddressChange(now));
            return new Generation.Answer("eco: " + prompt.message(), "scripted", Duration.ZERO);
        };
        desk.writes("SM1", ANA, "hola");
        desk.pass(Duration.ofSeconds(40));

        assertThat(desk.sender.texts()).hasSize(1);
        assertThat(desk.store.conversations()).hasSize(1);
        assertThat(desk.store.find(ConversationId.of(now))).isPresent();
        assertNothingWaits();
    }

    @Test
    void whatIsNotedInSilenceGetsNoApologyWhileTheStoreIsGone() {
        desk.store.failWhen(method -> true);
        edits("SM1", "SM0", "¿cierran?");
        desk.pass(Duration.ofMinutes(3));
        assertThat(desk.sender.texts()).isEmpty();
        desk.store.failWhen(method -> false);
        desk.pass(Duration.ofSeconds(20));

        assertThat(states()).containsExactly("noted");
        assertNothingWaits();
    }
}
