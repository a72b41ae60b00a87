package dev.recado.domain.contract;

import static dev.recado.domain.contract.StoreContract.claimed;
import static dev.recado.domain.contract.StoreContract.decision;
import static dev.recado.domain.contract.StoreContract.sent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.conversation.ClaimedConversation;
import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.conversation.Utterance;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.event.BusinessRecords;
import dev.recado.domain.event.EventLog;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.UserAddress.Phone;
import dev.recado.domain.message.Author;
import dev.recado.domain.message.Consent;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.MessageLog;
import dev.recado.domain.message.Notification;
import dev.recado.domain.notification.Notifications;
import dev.recado.domain.notification.Notifications.ClaimedNotification;
import dev.recado.domain.privacy.ExpiredRecords;
import dev.recado.domain.privacy.ExpiredRecords.Place;
import dev.recado.domain.privacy.ExpiredRecords.Step;
import dev.recado.domain.privacy.OptOuts;
import dev.recado.domain.privacy.RetentionKind;
import dev.recado.domain.privacy.UserKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The contract of every [ExpiredRecords].
public interface ExpiredRecordsContract extends StoreContract {
    ConversationId ANAS_OWN = ConversationId.of(new Phone(ANA));
    ConversationId BRUNOS_OWN = ConversationId.of(new Phone(BRUNO));
    /// When everything that was made at noon is too old.
    Instant LATER = NOON.plus(Duration.ofDays(2));

    ExpiredRecords expired();

    OptOuts optOuts();

    Notifications notifications();

    EventLog eventLog();

    BusinessRecords records();

    private int erase(RetentionKind kind, Instant before, int limit) {
        int erased = 0;
        @Nullable Place place = null;
        do {
            Step step = expired().erase(kind, before, limit, place);
            erased += step.erased();
            place = step.next();
        } while (place != null);
        return erased;
    }

    private InboundMessage answered(String externalId, String phone, Instant at) {
        InboundMessage message = Messages.text(externalId, phone, "hola " + externalId, at);
        stores().inbox().append(message);
        ClaimedConversation claim =
                claimed(stores().sessions().claim(message, at, LEASE)).conversation();
        stores().sessions().commit(claim, decision(message, "Sí"));
        stores().log()
                .record(List.of(sent(Messages.part(message, 0, 1, "Sí"), externalId + "a")), List.of(message.id()), at);
        stores().sessions().release(claim, null, at);
        return message;
    }

    private List<String> contents(ConversationId id) {
        return stores().log().history(id, 50).stream()
                .map(MessageLog.Entry::content)
                .toList();
    }

    @Test
    default void oldMessagesAreErasedInStepsAndNewOnesStay() {
        for (int i = 0; i < 7; i++) {
            answered("SM" + i, ANA, NOON.plusSeconds(i));
        }
        answered("SM8", ANA, LATER);

        assertThat(expired().erase(RetentionKind.MESSAGES, LATER, 3, null).erased())
                .isEqualTo(3);
        erase(RetentionKind.MESSAGES, LATER, 3);

        assertThat(contents(ANAS_OWN)).contains("hola SM8").doesNotContain("hola SM0", "hola SM6");
        assertThat(stores().sessions().find(ANAS_OWN).orElseThrow().turns())
                .extracting(Utterance::text)
                .contains("hola SM8")
                .doesNotContain("hola SM0");
    }

    @Test
    default void aConversationInWhichNothingHappenedSinceIsErasedButNotARefusal() {
        InboundMessage message = answered("SM1", ANA, NOON);
        stores().sessions()
                .refuseUnasked(
                        message.conversationId(),
                        BusinessEvent.of(BusinessEvent.Type.OPTED_OUT, "x", ANAS_OWN, NOON, Map.of()));
        eventLog().record(stores().sessions().find(ANAS_OWN).orElseThrow().happened());

        erase(RetentionKind.MESSAGES, NOON, 10);
        assertThat(stores().sessions().find(ANAS_OWN))
                .as("it is not old enough")
                .isPresent();
        erase(RetentionKind.MESSAGES, LATER, 10);

        assertThat(stores().sessions().find(ANAS_OWN)).isEmpty();
        assertThat(contents(ANAS_OWN)).isEmpty();
        assertThat(optOuts().of(UserKeys.of(ANAS_OWN, List.of(new Phone(ANA))))).contains(Consent.ANSWERS_ALONE);
    }

    @Test
    default void nothingIsErasedThatIsNotAnsweredOrThatAPersonHas() {
        stores().inbox().append(Messages.text("SM1", ANA, "¿y yo?", NOON));
        answered("SM2", BRUNO, NOON);
        Conversation his = stores().sessions().find(BRUNOS_OWN).orElseThrow();
        stores().sessions()
                .transfer(
                        BRUNOS_OWN,
                        his.ownership(),
                        his.ownership().takenBy(new Author("marta", "Marta"), NOON),
                        List.of(),
                        NOON);

        assertThat(erase(RetentionKind.MESSAGES, LATER, 10)).isZero();

        assertThat(contents(ANAS_OWN)).containsExactly("¿y yo?");
        assertThat(contents(BRUNOS_OWN)).contains("hola SM2");
        assertThat(stores().sessions().find(BRUNOS_OWN)).isPresent();
    }

    @Test
    default void leadsAreErasedByThemselves() {
        Map<String, String> who = Map.of("phone", ANA);
        eventLog()
                .record(List.of(
                        BusinessEvent.of(BusinessEvent.Type.LEAD_CREATED, "old", ANAS_OWN, NOON, who),
                        BusinessEvent.of(BusinessEvent.Type.LEAD_CREATED, "new", ANAS_OWN, LATER, who)));

        assertThat(erase(RetentionKind.LEADS, LATER, 10)).isOne();

        assertThat(records().leads(new BusinessRecords.Page(10, null))).hasSize(1);
    }

    @Test
    default void notificationsThatWaitStay() {
        notifications().put(notification("waits"));
        notifications().put(notification("sent"));
        ClaimedNotification claim =
                notifications().claim("sent", NOON, NOON.plusSeconds(9)).orElseThrow();
        notifications().close(claim, Notification.Status.SENT, null, NOON);

        assertThat(erase(RetentionKind.NOTIFICATIONS, LATER, 10)).isOne();

        assertThat(notifications().find("waits")).isPresent();
        assertThat(notifications().find("sent")).isEmpty();
    }

    private static Notification notification(String id) {
        return new Notification(id, new Phone(ANA), null, "REMINDER", "", "Su cita", null, NOON);
    }
}
