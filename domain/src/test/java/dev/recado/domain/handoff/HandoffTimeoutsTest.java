package dev.recado.domain.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.answer.OffencePenalty;
import dev.recado.domain.availability.OpeningHours;
import dev.recado.domain.availability.OpeningSpan;
import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.conversation.ConversationStatus;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.fake.Desk;
import dev.recado.domain.fake.FrontDesk;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.handoff.SendAgentMessageUseCase.Draft;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.UserAddress.Phone;
import dev.recado.domain.message.Author;
import dev.recado.domain.message.Content;
import dev.recado.domain.people.Person;
import dev.recado.domain.people.PersonRole;
import dev.recado.domain.policy.MessageLimits;
import dev.recado.domain.policy.ReplyPolicies;
import dev.recado.domain.text.Language;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
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
    void whatCameWhileNobodyWasThereWaitsFromTheOpeningOnAndPeopleAreToldAgain() {
        LocalDate today = LocalDate.ofInstant(desk.clock.instant(), ZoneOffset.UTC);
        OpeningSpan span = new OpeningSpan(LocalTime.of(10, 30), LocalTime.of(11, 30));
        desk.hours = new OpeningHours(
                ZoneOffset.UTC, Map.of(), Map.of(today, new OpeningHours.Holiday(null, List.of(span))), Map.of());
        anaWrites("SM1", "quiero hablar con una persona");
        desk.pass(Duration.ofMinutes(29));
        assertThat(notices()).isEmpty();
        assertThat(desk.reminders).isEmpty();

        desk.pass(Duration.ofMinutes(2));
        assertThat(desk.reminders).singleElement().asString().startsWith(ID + " ");
        assertThat(notices()).isEmpty();
        desk.pass(Desk.HUMAN_TIMEOUT);
        assertThat(notices()).hasSize(1);
        assertThat(desk.reminders).hasSize(1);
    }

    @Test
    void nothingIsOverdueAfterHours() {
        LocalDate today = LocalDate.ofInstant(desk.clock.instant(), ZoneOffset.UTC);
        OpeningSpan span = new OpeningSpan(LocalTime.of(9, 0), LocalTime.of(10, 3));
        desk.hours = new OpeningHours(
                ZoneOffset.UTC, Map.of(), Map.of(today, new OpeningHours.Holiday(null, List.of(span))), Map.of());
        anaWrites("SM1", "quiero hablar con una persona");
        desk.pass(Duration.ofHours(3));

        assertThat(notices()).isEmpty();
        assertThat(events(BusinessEvent.Type.HANDOFF_OVERDUE)).isEmpty();
        assertThat(desk.reminders).isEmpty();
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
    void aConversationGoesBackToTheBotWhereThePersonInThePhoneAppIsSilent() {
        anaWrites("SM1", "hola");
        desk.sends(Messages.from(
                "SM2",
                new Phone(ANA),
                null,
                new Content.StaffMessage(new Content.Text("Le llamo ahora.")),
                desk.clock.instant()));
        desk.pass(A_WHILE);
        assertThat(conversation().status()).isEqualTo(ConversationStatus.HUMAN);
        desk.pass(Desk.HUMAN_IDLE.minusSeconds(30));
        assertThat(conversation().status()).isEqualTo(ConversationStatus.HUMAN);

        desk.pass(Duration.ofMinutes(1));
        assertThat(conversation().status()).isEqualTo(ConversationStatus.OPEN);
        assertThat(events(BusinessEvent.Type.HANDOFF_GIVEN_BACK))
                .singleElement()
                .satisfies(event -> assertThat(event.details()).isEqualTo(Map.of("by", "idle")));
        assertThat(events(BusinessEvent.Type.HANDOFF_REQUESTED)).isEmpty();
    }

    @Test
    void whatADeactivatedPersonHasWaitsForAnother() {
        anaWrites("SM1", "hola");
        desk.assignment.take(ID, MARTA);
        FrontDesk people = new FrontDesk();
        Person person = people.person("Marta", PersonRole.AGENT);
        ReturnConversations returns = new ReturnConversations(
                desk.store, desk.store, people.people, desk.businessEvents::addAll, desk.timer, desk.clock);

        returns.giveBackAllOf(List.of(person.id()));
        assertThat(conversation().ownership().isOwnedBy(MARTA)).isTrue();
        returns.giveBackAllOf(List.of("marta"));
        returns.giveBackAllOf(List.of("marta"));

        assertThat(conversation().status()).isEqualTo(ConversationStatus.WAITING);
        assertThat(events(BusinessEvent.Type.HANDOFF_REQUESTED))
                .singleElement()
                .satisfies(event -> assertThat(event.details())
                        .containsEntry("by", "removed")
                        .containsEntry("agent", "marta"));
    }

    @Test
    void whatAProcessThatDiedHasNotGivenBackIsFoundLater() {
        FrontDesk people = new FrontDesk();
        Person admin = people.person("Ana", PersonRole.ADMIN);
        Person person = people.person("Marta", PersonRole.AGENT);
        anaWrites("SM1", "hola");
        desk.assignment.take(ID, person.author());
        new ReturnConversations(
                        desk.store, desk.store, people.people, desk.businessEvents::addAll, desk.timer, desk.clock)
                .start();
        desk.pass(Duration.ofMinutes(3));
        assertThat(conversation().ownership().isOwnedBy(person.author())).isTrue();

        people.change.deactivate(admin.caller(), person.id());
        assertThat(people.left).extracting(Person::id).containsExactly(person.id());
        desk.pass(Duration.ofMinutes(2));
        assertThat(conversation().status()).isEqualTo(ConversationStatus.WAITING);
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
