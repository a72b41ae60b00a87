package dev.recado.domain.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.fake.Desk;
import dev.recado.domain.handoff.StaffNotice.Kind;
import dev.recado.domain.handoff.StaffNotifier.Outcome;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.UserAddress.Phone;
import dev.recado.domain.message.Notification;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Notices to people of the business by the queue of notifications.
class WhatsAppStaffNotifierTest {
    private static final String MARTA = "+34600000009";

    private final Desk desk = new Desk();
    private final WhatsAppStaffNotifier whatsApp =
            new WhatsAppStaffNotifier(List.of(new Phone(MARTA)), desk.notify, desk.notify, desk.clock);

    private static StaffNotice notice(String body) {
        return new StaffNotice(
                "n1", Kind.REQUESTED, ConversationId.of(new Phone("+34600000001")), "Ana quiere hablar", body);
    }

    private Outcome toldOf(String body) {
        return whatsApp.tell(notice(body), MARTA);
    }

    private void martaWroteToday() {
        desk.writes("SM1", MARTA, "hola");
        desk.pass(Duration.ofSeconds(3));
    }

    @Test
    void aNoticeIsUnderWayUntilItIsSentAndLeavesOnce() {
        martaWroteToday();
        assertThat(toldOf("«hola»")).isInstanceOf(Outcome.UnderWay.class);
        desk.pass(Duration.ofSeconds(3));
        assertThat(toldOf("«hola», a minute later")).isEqualTo(new Outcome.Told());
        desk.pass(Duration.ofSeconds(3));

        assertThat(desk.sender.texts())
                .filteredOn(text -> text.startsWith("*Ana"))
                .containsExactly("*Ana quiere hablar*\n«hola»");
    }

    @Test
    void theWindowBeingClosedIsSaidAndNotTriedAgain() {
        toldOf("«hola»");
        desk.pass(Duration.ofSeconds(3));

        assertThat(toldOf("«hola»"))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.reason())
                                .contains("window is closed", "RECADO_TEMPLATES_FILE", "STAFF_NOTICE"));
        assertThat(desk.sender.texts()).isEmpty();
    }

    @Test
    void itIsNoLastNoticeOfTheConversation() {
        martaWroteToday();
        toldOf("«hola»");
        desk.pass(Duration.ofSeconds(3));

        assertThat(desk.store
                        .find(ConversationId.of(new Phone(MARTA)))
                        .orElseThrow()
                        .lastNotice())
                .isNull();
        assertThat(desk.store.find("staff/n1").map(kept -> kept.status())).contains(Notification.Status.SENT);
    }
}
