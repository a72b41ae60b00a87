package dev.recado.domain.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.answer.OffencePenalty;
import dev.recado.domain.answer.ResponseGenerator.Generation;
import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.conversation.ConversationStatus;
import dev.recado.domain.conversation.Utterance;
import dev.recado.domain.delivery.MessageSender.SendOutcome;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.fake.Desk;
import dev.recado.domain.fake.FakeSender;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.handoff.AssignConversationUseCase.Assignment;
import dev.recado.domain.handoff.SendAgentMessageUseCase.AgentMessageResult;
import dev.recado.domain.handoff.SendAgentMessageUseCase.Draft;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.UserAddress.Phone;
import dev.recado.domain.message.Author;
import dev.recado.domain.message.DeliveryReceipt;
import dev.recado.domain.message.DeliveryStatus;
import dev.recado.domain.message.MessageLog;
import dev.recado.domain.message.Notification;
import dev.recado.domain.message.OutboundContent.Template;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.message.Role;
import dev.recado.domain.policy.MessageLimits;
import dev.recado.domain.policy.ReplyPolicies;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// People take a conversation, answer in it, and give it back.
class AConversationChangesHandsTest {
    private static final String ANA = "+15550000001";
    private static final ConversationId ID = ConversationId.of(new Phone(ANA));
    private static final Author MARTA = new Author("marta", "Marta");
    private static final Author LUIS = new Author("luis", "Luis");
    private static final Duration A_WHILE = Duration.ofSeconds(5);

    private final Desk desk = new Desk();

    @BeforeEach
    void withAllPolicies() {
        desk.policies = new ReplyPolicies(
                MessageLimits.NONE, new OffencePenalty(0, Duration.ZERO, Duration.ZERO), 0, Set.of("baja"));
    }

    private void anaWrites(String id, String text) {
        desk.writes(id, ANA, text);
        desk.pass(A_WHILE);
    }

    private AgentMessageResult writes(Author author, String key, String text) {
        AgentMessageResult result = desk.agentMessages.send(ID, new Draft(key, text, null), author);
        desk.pass(A_WHILE);
        return result;
    }

    private Conversation conversation() {
        return desk.store.find(ID).orElseThrow();
    }

    private List<String> heard() {
        return desk.sender.texts();
    }

    private List<BusinessEvent.Type> events() {
        return desk.businessEvents.stream().map(BusinessEvent::type).distinct().toList();
    }

    @Test
    void theBotIsSilentWhileAPersonHasTheConversation() {
        anaWrites("SM1", "hola");
        assertThat(desk.assignment.take(ID, MARTA)).isInstanceOf(Assignment.Done.class);
        int before = heard().size();
        anaWrites("SM2", "¿hay hora mañana?");

        assertThat(heard()).hasSize(before);
        assertThat(conversation().ownership().isOwnedBy(MARTA)).isTrue();
        assertThat(conversation().ownership().unansweredSince()).isNotNull();
        assertThat(events()).contains(BusinessEvent.Type.HANDOFF_TAKEN);
    }

    @Test
    void whatTheBotWasAboutToSayWhenAPersonTookOverIsDiscarded() {
        anaWrites("SM1", "hola");
        int before = heard().size();
        desk.model = _ -> {
            assertThat(desk.assignment.take(ID, MARTA)).isInstanceOf(Assignment.Done.class);
            return new Generation.Answer("Lo que el bot pensaba decir", "scripted", Duration.ZERO);
        };
        anaWrites("SM2", "¿hay hora mañana?");

        assertThat(heard()).hasSize(before);
        assertThat(conversation().turns()).extracting(Utterance::text).doesNotContain("Lo que el bot pensaba decir");
        assertThat(conversation().turns().getLast().text()).isEqualTo("¿hay hora mañana?");
        assertThat(desk.store.waiting(ID, 9)).isEmpty();
    }

    @Test
    void ofTwoPeopleOneGetsItAndTheOtherIsToldWho() {
        anaWrites("SM1", "hola");

        assertThat(desk.assignment.take(ID, MARTA)).isInstanceOf(Assignment.Done.class);
        assertThat(desk.assignment.take(ID, LUIS)).isEqualTo(new Assignment.HeldBy(MARTA));
        assertThat(desk.assignment.giveBack(ID, LUIS)).isEqualTo(new Assignment.HeldBy(MARTA));
        assertThat(desk.assignment.close(ID, LUIS)).isEqualTo(new Assignment.HeldBy(MARTA));
        assertThat(writes(LUIS, "k1", "¡Hola!")).isEqualTo(new AgentMessageResult.HeldBy(MARTA));
        assertThat(desk.assignment.assign(ID, LUIS, LUIS)).isInstanceOf(Assignment.Done.class);
        assertThat(desk.assignment.take(ID, MARTA)).isEqualTo(new Assignment.HeldBy(LUIS));
    }

    @Test
    void aPersonsMessageIsSentOnceUnderThePersonsName() {
        anaWrites("SM1", "hola");
        AgentMessageResult first = writes(MARTA, "k1", "Hola, soy Marta.");
        AgentMessageResult repeated = writes(MARTA, "k1", "Hola, soy Marta.");

        assertThat(first).isInstanceOf(AgentMessageResult.Accepted.class).isEqualTo(repeated);
        assertThat(heard()).filteredOn("Hola, soy Marta."::equals).hasSize(1);
        MessageLog.Entry entry = desk.store.history(ID, 1).getFirst();
        assertThat(entry.role()).isEqualTo(Role.AGENT.id());
        assertThat(entry.id()).isEqualTo(((AgentMessageResult.Accepted) first).id());
        assertThat(conversation().turns().getLast().role()).isEqualTo(Role.AGENT);
        assertThat(conversation().lastNotice()).isNull();
        assertThat(conversation().ownership().isOwnedBy(MARTA)).isTrue();
    }

    @Test
    void aKeyOfAnotherMessageIsRefused() {
        anaWrites("SM1", "hola");
        writes(MARTA, "k1", "Hola, soy Marta.");

        assertThat(writes(MARTA, "k1", "Otra cosa")).isEqualTo(new AgentMessageResult.Conflict());
        assertThat(heard()).doesNotContain("Otra cosa");
    }

    @Test
    void aRepeatIsTheSameMessageWhoeverHasTheConversationByThen() {
        anaWrites("SM1", "hola");
        AgentMessageResult first = writes(MARTA, "k1", "Hola, soy Marta.");
        desk.assignment.giveBack(ID, MARTA);

        assertThat(writes(MARTA, "k1", "Hola, soy Marta.")).isEqualTo(first);
        assertThat(conversation().status()).isEqualTo(ConversationStatus.OPEN);

        desk.assignment.take(ID, LUIS);
        assertThat(writes(MARTA, "k1", "Hola, soy Marta.")).isEqualTo(first);
        assertThat(writes(MARTA, "k1", "Otra cosa")).isEqualTo(new AgentMessageResult.Conflict());
        assertThat(conversation().ownership().isOwnedBy(LUIS)).isTrue();

        anaWrites("SM2", "baja");
        desk.clock.advance(Duration.ofHours(30));
        assertThat(writes(MARTA, "k1", "Hola, soy Marta.")).isEqualTo(first);
        assertThat(heard()).filteredOn("Hola, soy Marta."::equals).hasSize(1);
    }

    @Test
    void aRepeatOfATextWithHalfACharacterIsARepeat() {
        anaWrites("SM1", "hola");
        AgentMessageResult first = writes(MARTA, "k1", "Hola \ud83d");

        assertThat(first).isInstanceOf(AgentMessageResult.Accepted.class);
        assertThat(writes(MARTA, "k1", "Hola \ud83d")).isEqualTo(first);
        assertThat(heard().getLast()).isEqualTo("Hola");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u0000", "\u200b", "\u2060\ufeff", "\u3164", "\u2800", "\ufe0f", "\u202e\n"})
    void aTextThatShowsNothingIsNotAccepted(String text) {
        anaWrites("SM1", "hola");

        assertThat(writes(MARTA, "k1", text)).isEqualTo(new AgentMessageResult.Empty());
        assertThat(conversation().status()).isEqualTo(ConversationStatus.OPEN);
        assertThat(desk.store.unsent()).isEmpty();
    }

    @Test
    void freeTextToSomebodyWhoNeverWroteIsRefusedAtOnce() {
        Template template = new Template("welcome", "es", List.of(), "Bienvenida");
        desk.notify.notify(
                new Notification("n1", new Phone(ANA), null, "WELCOME", "", "", template, desk.clock.instant()));
        desk.pass(A_WHILE);
        assertThat(heard()).containsExactly("Bienvenida");

        assertThat(writes(MARTA, "k1", "¿Le ayudo?")).isEqualTo(new AgentMessageResult.WindowClosed(null));
        assertThat(conversation().status()).isEqualTo(ConversationStatus.OPEN);
    }

    @Test
    void aMessageThatIsBeingAnsweredOpensTheWindow() {
        anaWrites("SM1", "hola");
        desk.clock.advance(Duration.ofHours(30));
        desk.model = _ -> {
            assertThat(desk.agentMessages.send(ID, new Draft("k1", "Aquí estoy.", null), MARTA))
                    .isInstanceOf(AgentMessageResult.Accepted.class);
            return new Generation.Answer("Lo que el bot pensaba decir", "scripted", Duration.ZERO);
        };
        anaWrites("SM2", "¿hay alguien?");
        desk.pass(A_WHILE);

        assertThat(heard().getLast()).isEqualTo("Aquí estoy.");
        assertThat(desk.store.unsent()).isEmpty();
    }

    @Test
    void aPersonsMessagesLeaveInTheirOrder() {
        anaWrites("SM1", "hola");
        for (int i = 1; i <= 4; i++) {
            desk.agentMessages.send(ID, new Draft("k" + i, "parte " + i, null), MARTA);
            desk.clock.advance(Duration.ofMillis(3));
        }
        desk.pass(A_WHILE);

        assertThat(heard().subList(heard().size() - 4, heard().size()))
                .containsExactly("parte 1", "parte 2", "parte 3", "parte 4");
    }

    @Test
    void afterAnAnswerThePersonOwesNone() {
        anaWrites("SM1", "hola");
        desk.assignment.take(ID, MARTA);
        anaWrites("SM2", "¿hay hora?");
        writes(MARTA, "k1", "Sí, a las diez.");

        assertThat(conversation().ownership().unansweredSince()).isNull();
    }

    @Test
    void theBotAnswersAgainOnceItIsGivenBackAndKnowsWhatThePersonSaid() {
        anaWrites("SM1", "hola");
        writes(MARTA, "k1", "Te he apuntado a las diez.");
        assertThat(desk.assignment.giveBack(ID, MARTA)).isInstanceOf(Assignment.Done.class);
        int before = heard().size();
        anaWrites("SM2", "¿a qué hora era?");

        assertThat(heard()).hasSize(before + 1);
        assertThat(desk.prompts.getLast().history()).anySatisfy(turn -> {
            assertThat(turn.role()).isEqualTo(Role.AGENT);
            assertThat(turn.text()).isEqualTo("Te he apuntado a las diez.");
        });
        assertThat(events()).contains(BusinessEvent.Type.HANDOFF_GIVEN_BACK);
    }

    @Test
    void aConversationThatAPersonClosedIsOpenedByTheUsersNextMessage() {
        anaWrites("SM1", "hola");
        desk.assignment.take(ID, MARTA);
        desk.assignment.close(ID, MARTA);
        assertThat(conversation().status()).isEqualTo(ConversationStatus.CLOSED);
        int before = heard().size();
        anaWrites("SM2", "otra cosa");

        assertThat(heard()).hasSize(before + 1);
        assertThat(conversation().status()).isEqualTo(ConversationStatus.OPEN);
        assertThat(events()).contains(BusinessEvent.Type.CONVERSATION_REOPENED);
    }

    @Test
    void whatTheBotWasAboutToSayWhenAPersonClosedIsDiscarded() {
        anaWrites("SM1", "hola");
        int before = heard().size();
        desk.model = _ -> {
            assertThat(desk.assignment.close(ID, MARTA)).isInstanceOf(Assignment.Done.class);
            return new Generation.Answer("Lo que el bot pensaba decir", "scripted", Duration.ZERO);
        };
        anaWrites("SM2", "gracias");

        assertThat(heard()).hasSize(before);
        assertThat(conversation().status()).isEqualTo(ConversationStatus.CLOSED);
        assertThat(events()).doesNotContain(BusinessEvent.Type.CONVERSATION_REOPENED);
        assertThat(desk.store.waiting(ID, 9)).isEmpty();
        assertThat(conversation().turns().getLast().text()).isEqualTo("gracias");

        desk.model = _ -> new Generation.Answer("Aquí estoy", "scripted", Duration.ZERO);
        anaWrites("SM3", "otra cosa");
        assertThat(heard().getLast()).isEqualTo("Aquí estoy");
        assertThat(conversation().status()).isEqualTo(ConversationStatus.OPEN);
        assertThat(events()).contains(BusinessEvent.Type.CONVERSATION_REOPENED);
    }

    @Test
    void theModelIsNotToldWhatTheProviderRefused() {
        anaWrites("SM1", "hola");
        desk.sender.nextOutcome(new SendOutcome.Refused("131026", "undeliverable"));
        writes(MARTA, "k1", "Te he apuntado a las diez.");
        assertThat(heard()).doesNotContain("Te he apuntado a las diez.");
        assertThat(conversation().turns()).extracting(Utterance::text).containsExactly("hola", "eco: hola");

        writes(MARTA, "k2", "Te he apuntado a las once.");
        assertThat(conversation().turns()).extracting(Utterance::text).endsWith("Te he apuntado a las once.");
        OutboundMessage sent = desk.sender.sent().getLast();
        desk.receipts.record(new DeliveryReceipt(
                Channel.TWILIO,
                FakeSender.externalId(sent.id()),
                sent.id(),
                DeliveryStatus.FAILED,
                "30008",
                "unknown error",
                desk.clock.instant()));
        assertThat(conversation().turns()).extracting(Utterance::text).containsExactly("hola", "eco: hola");
    }

    @Test
    void freeTextIsRefusedOnceTheWindowIsClosedAndATemplateLeaves() {
        anaWrites("SM1", "hola");
        desk.clock.advance(Duration.ofHours(25));

        assertThat(writes(MARTA, "k1", "¿Sigues ahí?")).isInstanceOf(AgentMessageResult.WindowClosed.class);
        assertThat(conversation().status()).isEqualTo(ConversationStatus.OPEN);
        Template template = new Template("follow_up", "es", List.of(), "¿Seguimos?");
        assertThat(desk.agentMessages.send(ID, new Draft("k2", "", template), MARTA))
                .isInstanceOf(AgentMessageResult.Accepted.class);
        desk.pass(A_WHILE);
        assertThat(heard().getLast()).isEqualTo("¿Seguimos?");
    }

    @Test
    void aUserWhoOptedOutIsNotWrittenTo() {
        anaWrites("SM1", "baja");

        assertThat(writes(MARTA, "k1", "Hola")).isEqualTo(new AgentMessageResult.OptedOut());
    }

    @Test
    void aMessageThatIsAcceptedSurvivesAKill() {
        anaWrites("SM1", "hola");
        desk.agentMessages.send(ID, new Draft("k1", "Hola, soy Marta.", null), MARTA);
        Desk next = desk.restarted();
        next.pass(Duration.ofMinutes(1));

        assertThat(next.sender.texts()).filteredOn("Hola, soy Marta."::equals).hasSize(1);
    }

    @Test
    void anUnknownConversationIsNobodys() {
        ConversationId nobody =
                Messages.text("SM9", "+15550000009", "x", desk.clock.instant()).conversationId();

        assertThat(desk.assignment.take(nobody, MARTA)).isEqualTo(new Assignment.NotFound());
        assertThat(desk.agentMessages.send(nobody, new Draft("k", "x", null), MARTA))
                .isEqualTo(new AgentMessageResult.NotFound());
    }
}
