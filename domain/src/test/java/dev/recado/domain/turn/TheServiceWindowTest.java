package dev.recado.domain.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.delivery.MessageSender.SendOutcome;
import dev.recado.domain.delivery.Templates.Variable;
import dev.recado.domain.event.Event;
import dev.recado.domain.fake.Desk;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.InboundMessage.Origin;
import dev.recado.domain.message.InboundMessage.Sender;
import dev.recado.domain.message.MessageLog;
import dev.recado.domain.message.OutboundContent.Template;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.text.Language;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// An answer that comes more than 24 hours after the user wrote.
class TheServiceWindowTest {
    private static final String ANA = "+15550000001";
    private static final Duration A_WHILE = Duration.ofSeconds(2);
    private final Desk desk = new Desk();

    private static Template ready(Map<Variable, String> values) {
        return new Template(
                "HX1",
                "es",
                List.of(values.getOrDefault(Variable.NAME, ""), values.getOrDefault(Variable.TEXT, "")),
                "Tu respuesta está lista");
    }

    /// What the user wrote so long ago comes in only now.
    private void comesLate(String id, String words, Duration late) {
        InboundMessage message = Messages.text(id, ANA, words, desk.clock.instant());
        desk.sends(InboundMessage.of(
                new Origin(message.channel(), message.externalId(), message.source(), message.businessAddress(), null),
                new Sender(message.from(), null, message.profileName()),
                new Content.Text(words),
                message.receivedAt().minus(late),
                message.receivedAt()));
        desk.pass(A_WHILE);
    }

    private List<MessageLog.Entry> history() {
        return desk.store.history(conversation().id(), 50);
    }

    private Conversation conversation() {
        return desk.store
                .find(Messages.text("x", ANA, "x", desk.clock.instant()).conversationId())
                .orElseThrow();
    }

    @Test
    void anAnswerInTimeIsSent() {
        comesLate("SM1", "hola", Duration.ofHours(24).minusSeconds(10));

        assertThat(desk.sender.texts()).containsExactly("eco: hola");
        assertThat(conversation().lastWroteAt())
                .isEqualTo(desk.clock
                        .instant()
                        .minus(Duration.ofHours(24))
                        .plusSeconds(10)
                        .minus(A_WHILE));
    }

    @Test
    void anAnswerThatComesTooLateIsHeldAndNoCallIsMade() {
        comesLate("SM1", "uno\ndos", Duration.ofHours(24));

        assertThat(desk.sender.attempts()).isZero();
        assertThat(history()).extracting(MessageLog.Entry::status).containsExactly("answered", "held", "held");
        assertThat(history()).extracting(MessageLog.Entry::errorCode).contains("window_closed");
        assertThat(conversation().held()).extracting(OutboundMessage::text).containsExactly("eco: uno", "dos");
        assertThat(desk.told(Event.PartHeld.class)).hasSize(2);
        assertThat(desk.told(Event.DeadLettered.class)).isEmpty();
    }

    @Test
    void whatIsHeldGoesOutBeforeTheNextAnswerOnceEach() {
        comesLate("SM1", "uno\ndos", Duration.ofDays(2));
        desk.writes("SM2", ANA, "¿y bien?");
        desk.pass(A_WHILE);
        desk.writes("SM3", ANA, "gracias");
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactly("eco: uno", "dos", "eco: ¿y bien?", "eco: gracias");
        assertThat(desk.sender.attempts()).isEqualTo(4);
        assertThat(conversation().held()).isEmpty();
        assertThat(history()).extracting(MessageLog.Entry::status).doesNotContain("held");
    }

    @Test
    void whatIsHeldGoesOutOnceThoughTheProcessDiesInBetween() {
        comesLate("SM1", "uno", Duration.ofDays(2));
        desk.writes("SM2", ANA, "¿y bien?");
        desk.store.failWhen("record"::equals);
        desk.pass(A_WHILE);
        desk.store.failWhen(m -> false);
        desk.restarted().pass(Duration.ofMinutes(1));

        assertThat(desk.sender.texts()).containsExactly("eco: uno", "eco: ¿y bien?");
    }

    @Test
    void theMappedTemplateGoesInItsPlaceOnce() {
        desk.templates.put(Language.SPANISH, TheServiceWindowTest::ready);
        comesLate("SM1", "uno\ndos", Duration.ofDays(2));
        desk.pass(Duration.ofMinutes(5));

        assertThat(desk.sender.sent())
                .extracting(OutboundMessage::content)
                .containsExactly(
                        new Template("HX1", "es", List.of("Test User", "eco: uno dos"), "Tu respuesta está lista"));
        assertThat(history()).extracting(MessageLog.Entry::status).containsExactly("answered", "held", "held", "sent");
        desk.writes("SM2", ANA, "a ver");
        desk.pass(A_WHILE);
        assertThat(desk.sender.texts()).containsExactly("Tu respuesta está lista", "eco: uno", "dos", "eco: a ver");
    }

    @Test
    void theTemplateIsInTheUsersLanguageWhereThereIsOne() {
        desk.templates.put(Language.SPANISH, TheServiceWindowTest::ready);
        desk.templates.put(Language.ENGLISH, values -> new Template("HX2", "en", List.of(), "Your answer is ready"));
        desk.languages.put("hello", Language.ENGLISH);
        desk.languages.put("bonjour à vous", Language.FRENCH);
        desk.writes("SM1", ANA, "hello");
        desk.pass(A_WHILE);
        comesAfterAnOutage("SM2", "hello");
        assertThat(desk.sender.texts()).last().isEqualTo("Your answer is ready");
        desk.writes("SM3", ANA, "bonjour à vous");
        desk.pass(A_WHILE);
        comesAfterAnOutage("SM4", "bonjour à vous");

        assertThat(desk.sender.texts()).last().isEqualTo("Tu respuesta está lista");
    }

    private void comesAfterAnOutage(String id, String words) {
        desk.pass(Duration.ofDays(3));
        comesLate(id, words, Duration.ofDays(2));
    }

    @Test
    void aProviderThatSaysTheWindowIsClosedIsUnderstood() {
        desk.templates.put(Language.SPANISH, TheServiceWindowTest::ready);
        desk.sender.nextOutcome(new SendOutcome.WindowClosed("63016"));
        desk.writes("SM1", ANA, "uno\ndos");
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactly("Tu respuesta está lista");
        assertThat(desk.sender.attempts()).as("the second part is not tried").isEqualTo(2);
        assertThat(desk.told(Event.PartHeld.class))
                .first()
                .satisfies(e -> assertThat(e.code()).isEqualTo("63016"));
        desk.writes("SM2", ANA, "hola");
        desk.pass(A_WHILE);
        assertThat(desk.sender.texts()).containsExactly("Tu respuesta está lista", "eco: uno", "dos", "eco: hola");
    }

    @Test
    void aTemplateThatIsRefusedToIsNotReplacedByAnother() {
        desk.templates.put(Language.SPANISH, TheServiceWindowTest::ready);
        desk.sender.nextOutcome(new SendOutcome.WindowClosed("63016"));
        desk.sender.nextOutcome(new SendOutcome.WindowClosed("63016"));
        desk.writes("SM1", ANA, "uno");
        desk.pass(Duration.ofMinutes(5));

        assertThat(desk.sender.attempts()).isEqualTo(2);
        assertThat(history()).extracting(MessageLog.Entry::status).containsExactly("answered", "held", "failed");
    }

    @Test
    void aTemplateThatIsThrottledGoesLaterAndNothingElseChanges() {
        desk.templates.put(Language.SPANISH, TheServiceWindowTest::ready);
        desk.sender.nextOutcome(new SendOutcome.Throttled(Duration.ofSeconds(3), "20429"));
        comesLate("SM1", "uno", Duration.ofDays(2));
        desk.pass(Duration.ofMinutes(1));

        assertThat(desk.sender.texts()).containsExactly("Tu respuesta está lista");
        assertThat(conversation().held()).hasSize(1);
    }

    @Test
    void whatIsHeldIsBoundedAndTheOldestMakesRoom() {
        for (int i = 0; i < 30; i++) {
            comesLate("SM" + i, "n" + i, Duration.ofDays(2));
        }

        assertThat(conversation().held()).hasSize(20);
        assertThat(conversation().held().getFirst().text()).isEqualTo("eco: n10");
        assertThat(history()).filteredOn(e -> "failed".equals(e.status())).hasSize(10);
    }

    @Test
    void whatTheProviderRefusesOfAnOldAnswerDoesNotTakeTheNewOneAlong() {
        comesLate("SM1", "uno\ndos", Duration.ofDays(2));
        desk.sender.nextOutcome(new SendOutcome.Refused("21620", "no"));
        desk.writes("SM2", ANA, "hola");
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactly("eco: hola");
        assertThat(history())
                .extracting(MessageLog.Entry::status)
                .containsExactlyInAnyOrder("answered", "failed", "failed", "answered", "sent");
    }

    @Test
    void whatTheProviderRefusedOfAnOldAnswerDoesNotComeAfterTheNewOneThoughTheProcessDies() {
        comesLate("SM1", "uno", Duration.ofDays(2));
        desk.sender.nextOutcome(new SendOutcome.Refused("63024", "no"));
        desk.store.failWhen("record"::equals);
        desk.writes("SM2", ANA, "hola");
        desk.pass(A_WHILE);
        desk.store.failWhen(m -> false);
        desk.restarted().pass(Duration.ofMinutes(1));

        assertThat(desk.sender.texts()).containsExactly("eco: uno", "eco: hola");
    }

    @Test
    void whatTheProviderRefusedOfAnOldAnswerIsNotTriedAgainThoughTheProcessDies() {
        comesLate("SM1", "uno", Duration.ofDays(2));
        desk.sender.nextOutcome(new SendOutcome.Refused("63024", "no"));
        desk.store.failWhen("release"::equals);
        desk.writes("SM2", ANA, "hola");
        desk.pass(A_WHILE);
        desk.store.failWhen(m -> false);
        desk.restarted().pass(Duration.ofMinutes(1));

        assertThat(desk.sender.texts()).containsExactly("eco: hola");
        assertThat(desk.sender.attempts()).isEqualTo(2);
    }

    @Test
    void whatIsHeldOfAnEarlierAnswerIsNotLostToTheOneThatFollowsAtOnce() {
        desk.sender.nextOutcome(new SendOutcome.Throttled(Duration.ofSeconds(3), "20429"));
        desk.sender.nextOutcome(new SendOutcome.WindowClosed("63016"));
        desk.writes("SM1", ANA, "uno");
        desk.pass(Duration.ofMillis(1500));
        desk.writes("SM2", ANA, "dos");
        desk.pass(Duration.ofSeconds(20));
        assertThat(desk.sender.texts()).containsExactly("eco: dos");
        desk.writes("SM3", ANA, "tres");
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactly("eco: dos", "eco: uno", "eco: tres");
    }

    @Test
    void aLogThatFailsWhenSomethingIsHeldLosesNothing() {
        desk.store.failWhen("record"::equals);
        comesLate("SM1", "uno", Duration.ofDays(2));
        desk.store.failWhen(m -> false);
        desk.pass(Duration.ofMinutes(1));
        desk.writes("SM2", ANA, "dos");
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactly("eco: uno", "eco: dos");
    }

    @Test
    void aConversationLostBeforeAnythingIsHeldLosesNothing() {
        desk.store.failWhen("hold"::equals);
        comesLate("SM1", "uno", Duration.ofDays(2));
        desk.store.failWhen(m -> false);
        desk.pass(Duration.ofMinutes(1));

        assertThat(desk.sender.attempts()).isZero();
        assertThat(conversation().held()).hasSize(1);
        assertThat(desk.store.backlog().waiting()).isZero();
    }

    @Test
    void anApologyGivenWithoutTheStoreKeepsWhatIsHeld() {
        comesLate("SM1", "uno", Duration.ofDays(2));
        desk.writes("SM2", ANA, "hola");
        desk.store.failWhen(m -> true);
        desk.pass(Desk.DEADLINE);
        desk.store.failWhen(m -> false);
        desk.pass(Duration.ofMinutes(2));
        desk.writes("SM3", ANA, "¿y?");
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).hasSize(3).contains("eco: uno").last().isEqualTo("eco: ¿y?");
    }
}
