package dev.recado.domain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.UserAddress.Phone;
import dev.recado.domain.message.Author;
import dev.recado.domain.message.Notification;
import dev.recado.domain.message.Notification.Status;
import dev.recado.domain.message.OutboundContent.Template;
import dev.recado.domain.notification.Notifications;
import dev.recado.domain.notification.Notifications.ClaimedNotification;
import dev.recado.domain.notification.Notifications.DueNotification;
import dev.recado.domain.notification.Notifications.StoredNotification;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The contract of every [Notifications].
public interface NotificationsContract extends StoreContract {

    /// On the store under test.
    Notifications notifications();

    private Notification one(String id, Instant at) {
        Template template = new Template("reminder", "es", List.of("10:00"), "Cita: 10:00");
        return new Notification(
                id, new Phone(ANA), Channel.TWILIO, "REMINDER", "Cita", "Mañana a las 10:00", template, at);
    }

    @Test
    default void aNotificationIsStoredOnceAndDueAtOnce() {
        Notification first = one("n1", NOON);
        assertThat(notifications().put(first)).isEmpty();
        assertThat(notifications().put(one("n1", NOON.plusSeconds(9))))
                .contains(new StoredNotification(first, Status.QUEUED, null));

        assertThat(notifications().find("n1")).contains(new StoredNotification(first, Status.QUEUED, null));
        assertThat(notifications().find("n2")).isEmpty();
        assertThat(due(NOON.minusMillis(1), 9)).isEmpty();
        assertThat(due(NOON, 9)).containsExactly("n1");
    }

    @Test
    default void aClaimedNotificationIsNotClaimedAgainUntilItIsDue() {
        notifications().put(one("n1", NOON));

        assertThat(notifications().claim("n1", NOON, NOON.plusSeconds(10)))
                .contains(new ClaimedNotification(one("n1", NOON), NOON.plusSeconds(10)));
        assertThat(notifications().claim("n1", NOON.plusSeconds(9), NOON.plusSeconds(20)))
                .isEmpty();
        assertThat(due(NOON.plusSeconds(9), 9)).isEmpty();
        ClaimedNotification again = claimed(NOON.plusSeconds(10), NOON.plusSeconds(20));
        notifications().postpone(again, NOON.plusSeconds(11));
        assertThat(due(NOON.plusSeconds(11), 9)).containsExactly("n1");
    }

    @Test
    default void aSentNotificationIsDueAgainOnceReopened() {
        notifications().put(one("n1", NOON));
        notifications().close(claimed(NOON, NOON.plusSeconds(10)), Status.SENT, null, NOON);
        assertThat(due(NOON.plusSeconds(99), 9)).isEmpty();

        notifications().reopen("n1", NOON.plusSeconds(20));
        assertThat(due(NOON.plusSeconds(20), 9)).containsExactly("n1");
        assertThat(notifications().find("n1")).contains(new StoredNotification(one("n1", NOON), Status.QUEUED, null));
        notifications().close(claimed(NOON.plusSeconds(20), NOON.plusSeconds(30)), Status.FAILED, "provider", NOON);
        notifications().reopen("n1", NOON);
        notifications().reopen("n2", NOON);
        assertThat(due(NOON.plusSeconds(99), 9)).isEmpty();
    }

    private static Notification written(String id, String to, Instant at) {
        return new Notification(
                id, new Phone(to), null, "AGENT_MESSAGE", "", "hola", null, new Author("marta", "Marta"), at);
    }

    @Test
    default void aMessageOfAPersonKeepsItsAuthor() {
        Notification message = written("m1", ANA, NOON);
        notifications().put(message);

        assertThat(notifications().find("m1")).contains(new StoredNotification(message, Status.QUEUED, null));
        assertThat(claimedOne("m1", NOON, NOON.plusSeconds(10)).notification()).isEqualTo(message);
    }

    @Test
    default void messagesOfPeopleToOneUserFollowEachOther() {
        Notification first = written("m2", ANA, NOON);
        Notification sameTime = written("m3", ANA, NOON);
        Notification later = written("m1", ANA, NOON.plusSeconds(1));
        List.of(one("n0", NOON.minusSeconds(9)), written("b1", BRUNO, NOON.minusSeconds(9)), later, sameTime, first)
                .forEach(notifications()::put);

        assertThat(notifications().followsAnOpenOne(first)).isFalse();
        assertThat(notifications().followsAnOpenOne(sameTime)).isTrue();
        assertThat(notifications().followsAnOpenOne(later)).isTrue();

        ClaimedNotification claim = claimedOne("m2", NOON, NOON.plusSeconds(10));
        assertThat(notifications().followsAnOpenOne(sameTime)).isTrue();
        notifications().close(claim, Status.SENT, null, NOON);
        assertThat(notifications().followsAnOpenOne(sameTime)).isFalse();
        assertThat(notifications().followsAnOpenOne(later)).isTrue();
    }

    private ClaimedNotification claimedOne(String id, Instant now, Instant until) {
        return notifications().claim(id, now, until).orElseThrow();
    }

    @Test
    default void aClosedNotificationStaysClosed() {
        notifications().put(one("n1", NOON));
        ClaimedNotification claim = claimed(NOON, NOON.plusSeconds(10));
        assertThat(notifications().close(claim, Status.REFUSED, "opted_out", NOON))
                .isTrue();

        assertThat(notifications().close(claim, Status.SENT, null, NOON)).isFalse();
        notifications().postpone(claim, NOON);

        assertThat(due(NOON.plusSeconds(99), 9)).isEmpty();
        assertThat(notifications().claim("n1", NOON.plusSeconds(99), NOON.plusSeconds(100)))
                .isEmpty();
        assertThat(notifications().find("n1"))
                .contains(new StoredNotification(one("n1", NOON), Status.REFUSED, "opted_out"));
    }

    @Test
    default void aLostClaimChangesNothing() {
        notifications().put(one("n1", NOON));
        ClaimedNotification lost = claimed(NOON, NOON.plusSeconds(10));
        ClaimedNotification current = claimed(NOON.plusSeconds(10), NOON.plusSeconds(20));

        assertThat(notifications().close(lost, Status.REFUSED, "opted_out", NOON.plusSeconds(11)))
                .isFalse();
        notifications().postpone(lost, NOON.plusSeconds(11));

        assertThat(due(NOON.plusSeconds(19), 9)).isEmpty();
        assertThat(notifications().close(current, Status.SENT, null, NOON.plusSeconds(12)))
                .isTrue();
        assertThat(notifications().find("n1")).contains(new StoredNotification(one("n1", NOON), Status.SENT, null));
    }

    private ClaimedNotification claimed(Instant now, Instant until) {
        return notifications().claim("n1", now, until).orElseThrow();
    }

    @Test
    default void theOldestAreDueFirst() {
        notifications().put(one("n2", NOON.plusSeconds(2)));
        notifications().put(one("n1", NOON.plusSeconds(1)));
        notifications().put(one("n3", NOON.plusSeconds(3)));

        assertThat(due(NOON.plusSeconds(9), 2)).containsExactly("n1", "n2");
    }

    private List<String> due(Instant now, int limit) {
        return notifications().due(now, limit).stream().map(DueNotification::id).toList();
    }

    @Test
    default void whatPeopleWriteIsDueBeforeWhatNobodyAskedFor() {
        notifications().put(one("n1", NOON));
        notifications().put(one("n2", NOON));
        notifications().put(written("m2", ANA, NOON.plusSeconds(2)));
        notifications().put(written("m1", BRUNO, NOON.plusSeconds(1)));

        assertThat(notifications().due(NOON.plusSeconds(9), 3))
                .containsExactly(
                        new DueNotification("m1", false),
                        new DueNotification("m2", false),
                        new DueNotification("n1", true));
        notifications().close(claimedOne("m1", NOON.plusSeconds(9), NOON.plusSeconds(20)), Status.SENT, null, NOON);
        assertThat(due(NOON.plusSeconds(9), 1)).containsExactly("m2");

        notifications().reopen("m1", NOON.plusSeconds(1));
        assertThat(due(NOON.plusSeconds(9), 1)).containsExactly("m1");
        assertThat(notifications().followsAnOpenOne(written("m3", BRUNO, NOON.plusSeconds(5))))
                .isTrue();
    }
}
