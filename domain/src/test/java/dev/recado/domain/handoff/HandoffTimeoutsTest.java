package dev.recado.domain.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.answer.OffencePenalty;
import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.conversation.ConversationStatus;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.fake.Desk;
import dev.recado.domain.handoff.SendAgentMessageUseCase.Draft;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.UserAddress.Phone;
import dev.recado.domain.message.Author;
import dev.recado.domain.policy.MessageLimits;
import dev.recado.domain.policy.ReplyPolicies;
import dev.recado.domain.text.Language;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A user who waits for a person is not left in silence.
class HandoffTimeoutsTest {
    private static final String ANA = "+15550000001";
    private static final ConversationId ID = ConversationId.of(new Phone(ANA));
    private static final Author MARTA = new Author("marta", "Marta");
    private static final String OVERDUE = BuiltInText.HANDOFF_OVERDUE.in(Language.SPANISH);
    private static final Duration A_WHILE = Duration.ofSeconds(10);

    private Desk desk = started(new Desk());

    private static Desk started(Desk desk) {
        desk.policies =
                new ReplyPolicies(MessageLimits.NONE, new OffencePenalty(0, Duration.ZERO, Duration.ZERO), 0, Set.of());
        desk.timeouts.start();
        return desk;
    }

    private void anaWrites(String id, String text) {
        desk.writes(id, ANA, text);
        desk.pass(A_WHILE);
    }

    private Conversation conversation() {
        return desk.store.find(ID).orElseThrow();
    }

    private List<String> notices() {
        return desk.sender.texts().stream().filter(OVERDUE::equals).toList();
    }

    private List<BusinessEvent> events(BusinessEvent.Type type) {
        return desk.businessEvents.stream()
                .filter(event -> event.type() == type)
                .distinct()
                .toList();
    }

    @Test
    void aUserIsToldOnceThatNobodyHasTakenTheConversation() {
        anaWrites("SM1", "quiero hablar con una persona");
        assertThat(conversation().status()).isEqualTo(ConversationStatus.WAITING);
        desk.pass(Desk.HUMAN_TIMEOUT.minusSeconds(30));
        assertThat(notices()).isEmpty();

        desk.pass(Duration.ofHours(2));
        assertThat(notices()).hasSize(1);
        assertThat(events(BusinessEvent.Type.HANDOFF_OVERDUE)).hasSize(1);
        assertThat(conversation().status()).isEqualTo(ConversationStatus.WAITING);
        assertThat(Objects.requireNonNull(conversation().ownership().handoff()).overdueAt())
                .isNotNull();
    }

    @Test
    void theBotHelpsMeanwhile() {
        anaWrites("SM1", "quiero hablar con una persona");
        desk.pass(Duration.ofMinutes(10));
        int before = desk.sender.texts().size();
        anaWrites("SM2", "¿qué horario tienen?");

        assertThat(desk.sender.texts()).hasSize(before + 1);
    }

    @Test
    void nobodyIsToldWhereAPersonTookItInTime() {
        anaWrites("SM1", "quiero hablar con una persona");
        desk.pass(Duration.ofMinutes(4));
        desk.assignment.take(ID, MARTA);
        desk.pass(Duration.ofMinutes(10));

        assertThat(notices()).isEmpty();
    }

    @Test
    void theNoticeIsNotRepeatedByARestartOrAnotherProcess() {
        anaWrites("SM1", "quiero hablar con una persona");
        Desk other = desk.otherProcess();
        other.timeouts.start();
        desk.pass(Desk.HUMAN_TIMEOUT.plusSeconds(30));
        other.pass(Duration.ofSeconds(30));
        desk = desk.restarted();
        desk.pass(Duration.ofMinutes(10));

        assertThat(notices()).hasSize(1);
    }

    @Test
    void aConversationGoesBackToTheQueueWhereThePersonIsSilent() {
        anaWrites("SM1", "hola");
        desk.assignment.take(ID, MARTA);
        anaWrites("SM2", "¿hay hora mañana?");
        desk.pass(Duration.ofMinutes(20));
        anaWrites("SM3", "¿hola?");
        desk.pass(Duration.ofMinutes(11));

        assertThat(conversation().status()).isEqualTo(ConversationStatus.WAITING);
        assertThat(conversation().ownership().owner()).isEmpty();
        assertThat(events(BusinessEvent.Type.HANDOFF_REQUESTED))
                .singleElement()
                .satisfies(event ->
                        assertThat(event.details()).containsEntry("by", "idle").containsEntry("agent", "marta"));
    }

    @Test
    void aPersonWhoAnsweredKeepsTheConversation() {
        anaWrites("SM1", "hola");
        desk.assignment.take(ID, MARTA);
        anaWrites("SM2", "¿hay hora mañana?");
        desk.pass(Duration.ofMinutes(20));
        desk.agentMessages.send(ID, new Draft("k1", "Sí, a las diez.", null), MARTA);
        desk.pass(Duration.ofHours(5));

        assertThat(conversation().ownership().isOwnedBy(MARTA)).isTrue();
    }

    @Test
    void whoTakesARequestAndSaysNothingLosesIt() {
        anaWrites("SM1", "quiero hablar con una persona");
        desk.assignment.take(ID, MARTA);
        desk.pass(Desk.HUMAN_IDLE.plusSeconds(30));

        assertThat(conversation().status()).isEqualTo(ConversationStatus.WAITING);
    }
}
