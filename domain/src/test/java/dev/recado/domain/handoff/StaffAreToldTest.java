package dev.recado.domain.handoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.answer.BuiltInTexts;
import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.conversation.Ownership;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.event.Event.StaffNoticeProcessed;
import dev.recado.domain.event.Event.StaffNoticeProcessed.NoticeResult;
import dev.recado.domain.fake.Desk;
import dev.recado.domain.fake.FakeStaffNotifier;
import dev.recado.domain.fake.InMemoryStaffNotices;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.handoff.StaffNotices.End;
import dev.recado.domain.handoff.StaffNotices.Pending;
import dev.recado.domain.handoff.StaffNotifier.Outcome;
import dev.recado.domain.identity.PublicIds;
import dev.recado.domain.message.Author;
import dev.recado.domain.text.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// People of the business are told of a request, once, on every way, whatever fails.
class StaffAreToldTest {
    private static final String ANA = "+34600000001";
    private static final String MARTA = "marta@example.com";
    private static final String LUIS = "luis@example.com";
    private static final Duration A_WHILE = Duration.ofSeconds(3);

    private final Desk desk = new Desk();
    private final InMemoryStaffNotices notices = new InMemoryStaffNotices();
    private final FakeStaffNotifier mail = new FakeStaffNotifier("email", MARTA);
    private final FakeStaffNotifier whatsApp = new FakeStaffNotifier("whatsapp", "+34600000009");
    private final List<StaffNoticeProcessed> published = new ArrayList<>();
    private StaffNoticeSender sender = started();
    private int said;

    private StaffNoticeSender started() {
        StaffNoticeSender made = new StaffNoticeSender(
                List.of(mail, whatsApp),
                notices,
                new StaffNoticeWriter(
                        desk.store,
                        BuiltInTexts.builtIn(Language.SPANISH),
                        new PublicIds(() -> new byte[32]),
                        "https://bot.example.com/"),
                new StaffNoticeSender.TimeSource(desk.clock, desk.timer),
                event -> {
                    if (event instanceof StaffNoticeProcessed processed) {
                        published.add(processed);
                    }
                },
                new Random(1));
        made.start();
        return made;
    }

    private StaffNoticeQueue queue() {
        StaffNoticeQueue queue = new StaffNoticeQueue(
                desk.store, notices, () -> List.of(mail, whatsApp), new PublicIds(() -> new byte[32]));
        queue.onStored(sender::wake);
        return queue;
    }

    private void says(String text) {
        desk.writes("SM" + ++said, ANA, text);
        desk.pass(A_WHILE);
    }

    private Conversation conversation() {
        return desk.store
                .find(Messages.text("SM0", ANA, "x", desk.clock.instant()).conversationId())
                .orElseThrow();
    }

    private void isTakenByMarta() {
        Conversation conversation = conversation();
        Ownership before = conversation.ownership();
        assertThat(desk.store.transfer(
                        conversation.id(),
                        before,
                        before.takenBy(new Author("marta", "Marta"), desk.clock.instant()),
                        List.of(),
                        desk.clock.instant()))
                .isTrue();
    }

    private List<BusinessEvent> happened(BusinessEvent.Type type) {
        return desk.businessEvents.stream()
                .filter(event -> event.type() == type)
                .distinct()
                .toList();
    }

    /// The user asks for a person, and the event is recorded.
    private List<BusinessEvent> anaAsksForAPerson() {
        says("mi hija tiene fiebre");
        says("/human");
        List<BusinessEvent> requested = happened(BusinessEvent.Type.HANDOFF_REQUESTED);
        queue().record(requested);
        return requested;
    }

    private BusinessEvent overdue() {
        return BusinessEvent.of(
                BusinessEvent.Type.HANDOFF_OVERDUE, "x@1", conversation().id(), desk.clock.instant(), Map.of());
    }

    @Test
    void everybodyIsToldOnceOnEveryWay() {
        mail.recipients.add(LUIS);
        List<BusinessEvent> requested = anaAsksForAPerson();
        desk.pass(A_WHILE);
        queue().record(requested);
        desk.pass(Duration.ofHours(1));

        assertThat(mail.asked).hasSize(2);
        assertThat(whatsApp.asked).singleElement().satisfies(notice -> {
            assertThat(notice.subject()).isEqualTo("Test User quiere hablar con una persona");
            assertThat(notice.body())
                    .contains("«mi hija tiene fiebre»")
                    .endsWith("https://bot.example.com/inbox/conversations/"
                            + new PublicIds(() -> new byte[32])
                                    .of(conversation().id()));
            assertThat(notice.id()).doesNotContain("34600000009");
        });
        assertThat(published).extracting(StaffNoticeProcessed::result).containsOnly(NoticeResult.TOLD);
    }

    @Test
    void whoStillWaitsIsToldWithTheMinutes() {
        anaAsksForAPerson();
        desk.pass(Duration.ofMinutes(12));
        queue().record(List.of(overdue()));
        desk.pass(A_WHILE);

        assertThat(mail.asked.getLast().subject()).isEqualTo("Test User sigue esperando a una persona");
        assertThat(mail.asked.getLast().body()).contains("Espera desde hace 12 minutos.");
    }

    @Test
    void otherEventsTellNobody() {
        says("hola");
        queue().record(happened(BusinessEvent.Type.MESSAGE_RECEIVED));
        desk.pass(A_WHILE);

        assertThat(notices.all()).isEmpty();
    }

    @Test
    void anEmergencyIsToldEvenWhenAPersonHasTheConversation() {
        says("hola");
        isTakenByMarta();
        BusinessEvent urgent = BusinessEvent.of(
                BusinessEvent.Type.HANDOFF_REQUESTED,
                "SM1",
                conversation().id(),
                desk.clock.instant(),
                Map.of("by", "urgent"));
        queue().record(List.of(urgent));
        desk.pass(A_WHILE);

        assertThat(mail.asked)
                .singleElement()
                .satisfies(notice -> assertThat(notice.subject()).isEqualTo("Test User ha escrito algo urgente"));
    }

    @Test
    void aRequestThatIsSettledMeanwhileTellsNobody() {
        says("/human");
        isTakenByMarta();
        queue().record(happened(BusinessEvent.Type.HANDOFF_REQUESTED));
        desk.pass(A_WHILE);

        assertThat(mail.asked).isEmpty();
        assertThat(notices.all())
                .extracting(Pending::id)
                .allSatisfy(id -> assertThat(notices.end(id)).contains(End.SETTLED));
    }

    @Test
    void whoIsNoLongerConfiguredIsNotTold() {
        says("/human");
        StaffNoticeQueue queue = queue();
        queue.onStored(() -> {});
        queue.record(happened(BusinessEvent.Type.HANDOFF_REQUESTED));
        mail.recipients.clear();
        desk.pass(Duration.ofMinutes(1));

        assertThat(mail.asked).isEmpty();
        assertThat(whatsApp.asked).hasSize(1);
    }

    @Test
    void aWayThatFailsIsTriedAgainAndHoldsUpNoOther() {
        mail.outcome = (_, _) -> new Outcome.NotTold("the server refused the connection");
        anaAsksForAPerson();
        desk.pass(Duration.ofMinutes(10));

        assertThat(whatsApp.asked).hasSize(1);
        assertThat(mail.asked).hasSizeBetween(4, 8);
        assertThat(sender.finding().up()).isTrue();
        assertThat(sender.finding().warnings())
                .containsExactly("people are not told by email: the server refused the connection");
        assertThat(sender.isTelling()).isTrue();

        mail.outcome = (_, _) -> new Outcome.Told();
        desk.pass(Duration.ofHours(1));
        assertThat(published)
                .filteredOn(e -> e.way().equals("email"))
                .last()
                .extracting(StaffNoticeProcessed::result)
                .isEqualTo(NoticeResult.TOLD);
        assertThat(sender.finding().warnings()).isEmpty();
    }

    @Test
    void whatIsNotToldWithinADayIsGivenUpLoudly() {
        mail.outcome = (_, _) -> new Outcome.NotTold("no answer");
        anaAsksForAPerson();
        desk.pass(Duration.ofHours(26));
        int tries = mail.asked.size();
        desk.pass(Duration.ofHours(5));

        assertThat(mail.asked).hasSize(tries);
        assertThat(published).filteredOn(e -> e.way().equals("email")).last().satisfies(last -> {
            assertThat(last.result()).isEqualTo(NoticeResult.FAILED);
            assertThat(last.reason()).isEqualTo("no answer");
        });
    }

    @Test
    void whatTheWayRefusesIsNotTriedAgain() {
        mail.outcome = (_, _) -> new Outcome.Refused("no such mailbox");
        anaAsksForAPerson();
        desk.pass(Duration.ofHours(1));

        assertThat(mail.asked).hasSize(1);
        assertThat(published)
                .filteredOn(e -> e.way().equals("email"))
                .singleElement()
                .extracting(StaffNoticeProcessed::result)
                .isEqualTo(NoticeResult.FAILED);
    }

    @Test
    void whatIsUnderWayIsAskedForUntilItIsTold() {
        mail.outcome =
                (_, _) -> mail.asked.size() < 3 ? new Outcome.UnderWay(Duration.ofSeconds(2)) : new Outcome.Told();
        anaAsksForAPerson();
        desk.pass(Duration.ofMinutes(1));

        assertThat(mail.asked)
                .hasSize(3)
                .extracting(StaffNotice::id)
                .containsOnly(mail.asked.getFirst().id());
        assertThat(published).filteredOn(e -> e.way().equals("email")).hasSize(1);
    }

    @Test
    void aRestartTellsWhatWaitsAndNothingTwice() {
        mail.outcome = (_, _) -> new Outcome.NotTold("no answer");
        anaAsksForAPerson();
        desk.pass(A_WHILE);
        sender.stop();
        int tries = mail.asked.size();
        desk.pass(Duration.ofMinutes(10));
        assertThat(mail.asked).hasSize(tries);

        mail.outcome = (_, _) -> new Outcome.Told();
        sender = started();
        desk.pass(Duration.ofHours(1));

        assertThat(mail.asked).hasSize(tries + 1);
        assertThat(whatsApp.asked).hasSize(1);
    }

    @Test
    void anEventIsRecordedOnlyOnceItsNoticesAreStored() {
        says("/human");
        BusinessEvent overdue = overdue();
        notices.gone = true;

        assertThatThrownBy(() -> queue().record(List.of(overdue))).isInstanceOf(PortUnavailableException.class);
        assertThat(desk.store.recordedEvents()).doesNotContain(overdue);

        notices.gone = false;
        assertThat(queue().record(List.of(overdue))).containsExactly(overdue);
        desk.pass(A_WHILE);
        assertThat(mail.asked).hasSize(1);
    }

    @Test
    void aMailNamesTheNumberToCallAndNoIdHoldsAnAddress() {
        anaAsksForAPerson();
        desk.pass(A_WHILE);

        assertThat(mail.asked).singleElement().satisfies(notice -> {
            assertThat(notice.body()).contains(ANA);
            assertThat(notice.id()).endsWith(">email:" + new PublicIds(() -> new byte[32]).sealedPlace(MARTA));
        });
        assertThat(whatsApp.asked)
                .singleElement()
                .satisfies(notice -> assertThat(notice.body()).doesNotContain(ANA));
    }

    @Test
    void peopleAreRemindedOncePerOpening() {
        anaAsksForAPerson();
        desk.pass(A_WHILE);
        Instant opening = desk.clock.instant();
        queue().remind(conversation(), opening);
        queue().remind(conversation(), opening);
        desk.pass(A_WHILE);

        assertThat(mail.asked).hasSize(2);
        assertThat(mail.asked.getLast().subject())
                .isEqualTo(mail.asked.getFirst().subject());
        isTakenByMarta();
        queue().remind(conversation(), opening.plusSeconds(60));
        desk.pass(A_WHILE);
        assertThat(mail.asked).hasSize(2);
    }

    @Test
    void wordsAreCutToOneLine() {
        says("x".repeat(200) + "\n" + "y".repeat(800) + "\nBcc: everybody@example.com");
        says("/human");
        queue().record(happened(BusinessEvent.Type.HANDOFF_REQUESTED));
        desk.pass(A_WHILE);

        assertThat(mail.asked)
                .singleElement()
                .satisfies(notice -> assertThat(notice.body().lines().findFirst())
                        .hasValueSatisfying(words -> assertThat(words)
                                .startsWith("«xxx")
                                .endsWith("…»")
                                .hasSizeLessThan(310)));
    }

    @Test
    void whereEveryWayFailsNobodyIsSaidToBeTold() {
        mail.outcome = (_, _) -> new Outcome.NotTold("no answer");
        whatsApp.outcome = (_, _) -> new Outcome.Refused("no template");
        assertThat(sender.isTelling()).isTrue();
        anaAsksForAPerson();
        desk.pass(A_WHILE);

        assertThat(sender.isTelling()).isFalse();
    }
}
