package dev.recado.domain.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import dev.recado.domain.answer.ResponseGenerator.Generation;
import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.conversation.ConversationStatus;
import dev.recado.domain.conversation.Utterance;
import dev.recado.domain.delivery.MessageSender.SendOutcome;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.fake.Desk;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.UserAddress.Phone;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.InboundMessage.Origin;
import dev.recado.domain.message.InboundMessage.Sender;
import dev.recado.domain.message.MessageContext;
import dev.recado.domain.message.MessageContext.Audience;
import dev.recado.domain.message.MessageLog.Entry;
import dev.recado.domain.message.Role;
import dev.recado.domain.message.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The bot leaves a conversation to a person who answers it from the WhatsApp phone app, and to others who have
/// it.
class APersonAnswersElsewhereTest {
    private static final String ANA = "+15550000001";
    private static final Duration A_WHILE = Duration.ofSeconds(5);
    private static final Duration IDLE = Duration.ofMinutes(30);

    private Desk desk = new Desk();

    private void personWrites(String externalId, String text) {
        desk.sends(personWrote(externalId, text, desk.clock.instant()));
    }

    private static InboundMessage personWrote(String externalId, String text, Instant at) {
        return Messages.message(externalId, ANA, new Content.StaffMessage(new Content.Text(text)), at);
    }

    private Conversation conversation() {
        return desk.store.find(ConversationId.of(new Phone(ANA))).orElseThrow();
    }

    @Test
    void theBotIsSilentOnceAPersonAnswered() {
        desk.writes("SM1", ANA, "¿tienen hora mañana?");
        desk.pass(A_WHILE);
        personWrites("SM2", "Hola, soy Marta. Te llamo yo ahora.");
        desk.pass(A_WHILE);
        desk.writes("SM3", ANA, "perfecto Marta, gracias");
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactly("eco: ¿tienen hora mañana?");
        assertThat(conversation().status()).isEqualTo(ConversationStatus.HUMAN);
        assertThat(desk.store.history(conversation().id(), 9))
                .extracting(Entry::role, Entry::content)
                .contains(tuple("agent", "Hola, soy Marta. Te llamo yo ahora."));
        assertThat(desk.store.backlog().waiting()).isZero();
    }

    @Test
    void anAnswerThatHasNotLeftIsWithdrawn() {
        desk.sender.blockedBy(new SendOutcome.Blocked("190", "the token has expired", true, "renew it"));
        desk.writes("SM1", ANA, "¿tienen hora mañana?");
        desk.pass(A_WHILE);
        personWrites("SM2", "Hola, soy Marta. Te llamo yo ahora.");
        desk.sender.unblock();
        desk.pass(Duration.ofMinutes(2));

        assertThat(desk.sender.texts()).isEmpty();
        assertThat(conversation().status()).isEqualTo(ConversationStatus.HUMAN);
        assertThat(desk.store.backlog().waiting()).isZero();
    }

    @Test
    void afterAWhileTheBotAnswersAgainAndTheModelIsToldWhatThePersonSaid() {
        desk.writes("SM1", ANA, "hola");
        desk.pass(A_WHILE);
        personWrites("SM2", "Soy Marta: mañana a las 9.");
        desk.pass(A_WHILE);
        desk.writes("SM3", ANA, "vale");
        desk.pass(IDLE);
        desk.writes("SM4", ANA, "¿a qué hora era?");
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactly("eco: hola", "eco: ¿a qué hora era?");
        assertThat(desk.prompts.getLast().history())
                .extracting(Utterance::role, Utterance::text)
                .contains(tuple(Role.AGENT, "Soy Marta: mañana a las 9."))
                .contains(tuple(Role.USER, "vale"));
        assertThat(conversation().status()).isEqualTo(ConversationStatus.OPEN);
    }

    @Test
    void aPersonWhoAnswersSettlesTheRequestForOne() {
        desk.writes("SM1", ANA, "quiero hablar con una persona");
        desk.pass(A_WHILE);
        assertThat(conversation().status()).isEqualTo(ConversationStatus.WAITING);

        personWrites("SM2", "Hola, soy Marta.");
        desk.pass(A_WHILE);
        personWrites("SM3", "¿Qué necesitas?");
        desk.pass(A_WHILE);

        assertThat(conversation().status()).isEqualTo(ConversationStatus.HUMAN);
        assertThat(desk.businessEvents)
                .filteredOn(event -> event.type() == BusinessEvent.Type.HANDOFF_TAKEN)
                .singleElement()
                .satisfies(event -> assertThat(event.details()).containsExactly(entry("by", "phone_app")));
    }

    @Test
    void eachMessageOfThePersonProlongsTheSilence() {
        personWrites("SM1", "Un momento");
        desk.pass(IDLE.minusSeconds(10));
        personWrites("SM2", "Ya está");
        desk.pass(IDLE.minusSeconds(10));
        desk.writes("SM3", ANA, "gracias");
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).isEmpty();
    }

    @Test
    void whatTheBotWasAboutToSayIsDiscarded() {
        desk.model = prompt -> {
            personWrites("SM2", "Lo miro yo");
            return new Generation.Answer("tarde", "fake", Duration.ZERO);
        };
        desk.writes("SM1", ANA, "¿precio?");
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).isEmpty();
        assertThat(conversation().turns()).extracting(Utterance::text).containsExactly("¿precio?", "Lo miro yo");
    }

    @Test
    void aPersonWhoIsFasterThanTheBotIsNotDoubled() {
        desk.writes("SM1", ANA, "¿precio?");
        personWrites("SM2", "20 €");
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).isEmpty();
        assertThat(desk.prompts).isEmpty();
        assertThat(desk.store.backlog().waiting()).isZero();
    }

    @Test
    void anEchoOfRecadosOwnMessageChangesNothing() {
        desk.writes("SM1", ANA, "hola");
        desk.pass(A_WHILE);
        String own = Objects.requireNonNull(
                desk.store.history(conversation().id(), 9).getLast().externalMessageId());
        personWrites(own, "eco: hola");
        desk.pass(A_WHILE);
        desk.writes("SM3", ANA, "¿precio?");
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactly("eco: hola", "eco: ¿precio?");
        assertThat(conversation().status()).isEqualTo(ConversationStatus.OPEN);
        assertThat(conversation().turns()).extracting(Utterance::role).doesNotContain(Role.AGENT);
    }

    @Test
    void whatAPersonWroteLongAgoIsKeptAndSilencesNobody() {
        desk.sends(InboundMessage.of(
                new Origin(Channel.TWILIO, "SM1", Source.WHATSAPP, null, null),
                new Sender(new Phone(ANA), null, null),
                new Content.StaffMessage(new Content.Text("ayer")),
                desk.clock.instant().minus(Duration.ofDays(1)),
                desk.clock.instant()));
        desk.writes("SM2", ANA, "hola");
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactly("eco: hola");
        assertThat(conversation().turns()).extracting(Utterance::text).contains("ayer");
        assertThat(conversation().status()).isEqualTo(ConversationStatus.OPEN);
    }

    @Test
    void aPersonsWordsDoNotOpenTheServiceWindow() {
        personWrites("SM1", "Hola, ¿sigue interesada?");
        desk.pass(A_WHILE);

        assertThat(conversation().lastWroteAt()).isNull();
    }

    @Test
    void theSilenceSurvivesARestart() {
        personWrites("SM1", "Te llamo");
        desk = desk.restarted();
        desk.pass(A_WHILE);
        desk.writes("SM2", ANA, "vale");
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).isEmpty();
        assertThat(conversation().status()).isEqualTo(ConversationStatus.HUMAN);
    }

    @Test
    void whatIsWrittenInAGroupIsNeverAnsweredInPrivate() {
        InboundMessage inGroup = Messages.text("SM1", ANA, "chicos, ¿a qué hora?", desk.clock.instant())
                .with(new MessageContext(Audience.GROUP, null, null))
                .in(ConversationId.ofGroup(Channel.META, "group-1"));
        desk.sends(inGroup);
        desk.writes("SM2", ANA, "hola");
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactly("eco: hola");
        assertThat(conversation().turns()).extracting(Utterance::text).containsExactly("hola", "eco: hola");
        assertThat(desk.store.history(inGroup.conversationId(), 9))
                .extracting(Entry::status)
                .containsExactly("noted");
    }

    @Test
    void whatAnotherApplicationAnswersIsNotedInSilence() {
        desk.sends(Messages.text("SM1", ANA, "hola", desk.clock.instant())
                .with(new MessageContext(Audience.OTHER_APPLICATION, null, null)));
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).isEmpty();
        assertThat(desk.store.backlog().waiting()).isZero();
    }
}
