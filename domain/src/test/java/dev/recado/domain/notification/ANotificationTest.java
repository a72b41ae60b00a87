package dev.recado.domain.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.delivery.MessageSender.SendOutcome;
import dev.recado.domain.delivery.Pacing;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.event.Event;
import dev.recado.domain.fake.Desk;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.UserAddress.BusinessScoped;
import dev.recado.domain.identity.UserAddress.Phone;
import dev.recado.domain.message.Author;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.Notification;
import dev.recado.domain.message.OutboundContent.Template;
import dev.recado.domain.notification.NotificationStateUseCase.State;
import dev.recado.domain.notification.Notifications.DueNotification;
import dev.recado.domain.notification.NotifyUseCase.NotifyResult;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Notifications are sent within the rules, once, and remembered.
class ANotificationTest {
    private static final Phone ANA = new Phone("+15550000001");
    private static final BusinessScoped SCOPED = new BusinessScoped("US.13491208655302741918");
    private static final String BODY = "Su cita es mañana a las 10:00.";
    private static final Template REMINDER = new Template("reminder", "es", List.of("10:00"), "Cita: 10:00");

    private Desk desk = new Desk();

    /// Ends a process; nothing in the core catches it.
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed", null, false, false);
        }
    }

    private Notification notification(String id, String body, @Nullable Template template) {
        return new Notification(id, ANA, null, "REMINDER", "Cita", body, template, desk.clock.instant());
    }

    private void anaWrites() {
        desk.writes("SM1", ANA.e164(), "hola");
        desk.pass(Duration.ofSeconds(5));
    }

    private String status(String id) {
        return desk.notify.state(id).map(State::status).orElseThrow();
    }

    private Conversation conversation() {
        return desk.store.find(ConversationId.of(ANA)).orElseThrow();
    }

    @Test
    void withinTheWindowTheBodyIsSentAndRemembered() {
        anaWrites();
        assertThat(desk.notify.notify(notification("n1", BODY, REMINDER))).isEqualTo(new NotifyResult.Queued());
        desk.pass(Duration.ofSeconds(5));

        assertThat(desk.sender.texts()).containsExactly("eco: hola", BODY);
        assertThat(status("n1")).isEqualTo("sent");
        assertThat(Objects.requireNonNull(conversation().lastNotice()).body()).isEqualTo(BODY);
        assertThat(conversation().turns().getLast().text()).isEqualTo(BODY);
        assertThat(desk.store.recordedEvents())
                .extracting(BusinessEvent::type)
                .containsOnlyOnce(BusinessEvent.Type.NOTIFICATION_SENT);

        desk.writes("SM2", ANA.e164(), "¿puede ser a las 11?");
        desk.pass(Duration.ofSeconds(5));
        assertThat(desk.sender.texts()).hasSize(3);
    }

    @Test
    void aRepeatSendsNothingAndAnotherNotificationWithTheIdIsAConflict() {
        anaWrites();
        Notification first = notification("n1", BODY, null);
        desk.notify.notify(first);
        desk.pass(Duration.ofSeconds(5));

        assertThat(desk.notify.notify(first)).isInstanceOf(NotifyResult.Known.class);
        assertThat(desk.notify.notify(notification("n1", "otra cosa", null))).isEqualTo(new NotifyResult.Conflict());
        desk.pass(Duration.ofMinutes(1));
        assertThat(desk.sender.texts()).containsExactly("eco: hola", BODY);
    }

    @Test
    void outsideTheWindowOnlyATemplateIsSent() {
        anaWrites();
        desk.pass(Duration.ofHours(25));
        int tries = desk.sender.attempts();
        desk.notify.notify(notification("n1", BODY, null));
        desk.pass(Duration.ofSeconds(5));
        assertThat(status("n1")).isEqualTo("refused");
        assertThat(desk.sender.attempts()).isEqualTo(tries);

        desk.notify.notify(notification("n2", BODY, REMINDER));
        desk.pass(Duration.ofSeconds(5));
        assertThat(status("n2")).isEqualTo("sent");
        assertThat(desk.sender.texts()).containsExactly("eco: hola", "Cita: 10:00");
    }

    @Test
    void aNewUserGetsTheTemplateAndARefusalCreatesNoConversation() {
        desk.notify.notify(notification("n1", BODY, null));
        desk.pass(Duration.ofSeconds(5));
        assertThat(status("n1")).isEqualTo("refused");
        assertThat(desk.store.conversations()).isEmpty();

        desk.notify.notify(notification("n2", "", REMINDER));
        desk.pass(Duration.ofSeconds(5));
        assertThat(desk.sender.texts()).containsExactly("Cita: 10:00");
    }

    @Test
    void aNotificationRefusedByTheProviderHasFailed() {
        anaWrites();
        desk.sender.nextOutcome(new SendOutcome.Refused("63016", "no"));
        desk.notify.notify(notification("n1", BODY, null));
        desk.pass(Duration.ofSeconds(5));

        assertThat(status("n1")).isEqualTo("failed");
        assertThat(desk.store.recordedEvents())
                .extracting(BusinessEvent::type)
                .doesNotContain(BusinessEvent.Type.NOTIFICATION_SENT);
    }

    @Test
    void aThrottledNotificationIsSentLater() {
        anaWrites();
        desk.sender.nextOutcome(new SendOutcome.Throttled(Duration.ofSeconds(2), "429"));
        desk.notify.notify(notification("n1", BODY, null));
        desk.pass(Duration.ofMinutes(1));

        assertThat(status("n1")).isEqualTo("sent");
        assertThat(desk.sender.texts()).containsExactly("eco: hola", BODY);
    }

    @Test
    void aNotificationInProgressIsNotRepeatedInTheMergedConversation() {
        desk.notifications.start();
        desk.sender.nextOutcome(new SendOutcome.Throttled(Duration.ofSeconds(2), "429"));
        desk.notify.notify(new Notification("n1", SCOPED, null, "REMINDER", "", "", REMINDER, desk.clock.instant()));
        desk.pass(Duration.ofMillis(100));
        desk.sender.nextOutcome(new SendOutcome.Throttled(Duration.ofSeconds(3), "429"));
        desk.sends(Messages.from("SM0", SCOPED, null, new Content.Text("hola"), desk.clock.instant()));
        desk.pass(Duration.ofMillis(100));
        desk.sender.nextOutcome(new SendOutcome.Throttled(Duration.ofSeconds(10), "429"));
        desk.sends(Messages.from("SM1", ANA, SCOPED, new Content.Text("soy Ana"), desk.clock.instant()));
        desk.pass(Duration.ofMillis(100));
        desk.sender.nextIsAcceptedButUnknown();
        desk.pass(Duration.ofMinutes(2));

        assertThat(desk.sender.texts()).startsWith("Cita: 10:00").containsOnlyOnce("Cita: 10:00");
        assertThat(status("n1")).isEqualTo("sent");
    }

    @Test
    void theConversationIsMergedBeforeTheNotificationIsSent() {
        desk.sends(Messages.from("SM0", SCOPED, null, new Content.Text("hola"), desk.clock.instant()));
        anaWrites();
        // as a process that was killed midway leaves it
        desk.store.assign(SCOPED, ConversationId.of(ANA));
        desk.notify.notify(new Notification("n1", SCOPED, null, "REMINDER", "", BODY, null, desk.clock.instant()));
        desk.pass(Duration.ofSeconds(30));

        assertThat(desk.sender.texts()).endsWith(BODY).containsOnlyOnce(BODY);
        assertThat(desk.store.conversations()).hasSize(1);
        assertThat(conversation().turns().getLast().text()).isEqualTo(BODY);
    }

    @Test
    void anAnswerLeavesBeforeWhatNobodyAskedFor() {
        anaWrites();
        for (int i = 0; i < 40; i++) {
            Phone to = new Phone("+155500001%02d".formatted(i));
            desk.store.put(new Notification("n" + i, to, null, "REMINDER", "", "", REMINDER, desk.clock.instant()));
        }
        desk.clock.advance(Duration.ofSeconds(1));
        Author marta = new Author("marta", "Marta");
        desk.store.put(new Notification(
                "m1", ANA, null, "AGENT_MESSAGE", "", "Sí, a las diez.", null, marta, desk.clock.instant()));
        desk = desk.restarted();
        desk.pass(Duration.ofSeconds(1));

        assertThat(desk.sender.texts().get(1)).isEqualTo("Sí, a las diez.");
        assertThat(desk.sender.texts()).as("the others follow without a pause").hasSize(42);
    }

    @Test
    void anAnswerWaitsForFewOfThoseThatAreOnTheirWay() {
        desk = new Desk(new Pacing.Limits(1, Duration.ZERO, 1));
        anaWrites();
        for (int i = 0; i < 40; i++) {
            Phone to = new Phone("+155500001%02d".formatted(i));
            desk.notify.notify(new Notification("n" + i, to, null, "REMINDER", "", "", REMINDER, desk.clock.instant()));
        }
        desk.notifications.start();
        desk.pass(Duration.ofSeconds(3));
        Author marta = new Author("marta", "Marta");
        desk.notify.notify(new Notification(
                "m1", ANA, null, "AGENT_MESSAGE", "", "Sí, a las diez.", null, marta, desk.clock.instant()));
        desk.pass(Duration.ofSeconds(15));

        assertThat(desk.sender.texts()).contains("Sí, a las diez.").hasSizeLessThan(25);
        desk.pass(Duration.ofMinutes(2));
        assertThat(desk.sender.texts()).hasSize(42);
    }

    @Test
    void aNotificationClaimedByAnotherProcessIsNotReportedAsRefused() {
        Desk other = desk.otherProcess();
        boolean[] slow = {false};
        desk.store.failWhen(method -> {
            if (method.equals("close") && !slow[0]) {
                slow[0] = true;
                other.writes("SM1", ANA.e164(), "hola");
                desk.pass(Duration.ofSeconds(20));
                other.pass(Duration.ofSeconds(1));
                other.notifications.wake(new DueNotification("n1", true));
                other.pass(Duration.ofSeconds(1));
            }
            return false;
        });
        desk.notify.notify(notification("n1", BODY, null));
        desk.pass(Duration.ofSeconds(1));
        other.pass(Duration.ofMinutes(1));

        assertThat(status("n1")).isEqualTo("sent");
        assertThat(desk.sender.texts()).containsExactly("eco: hola", BODY);
        assertThat(Stream.concat(desk.events.stream(), other.events.stream()))
                .filteredOn(Event.NotificationProcessed.class::isInstance)
                .extracting(event -> ((Event.NotificationProcessed) event).status())
                .containsExactly(Notification.Status.SENT);
    }

    /// Repeats the work after each kill, in a restarted process.
    private void restartWhenKilled(Consumer<Desk> work) {
        for (boolean done = false; !done; ) {
            try {
                work.accept(desk);
                done = true;
            } catch (Killed _) {
                desk = desk.restarted();
            }
        }
    }

    private int runWithAKill(int killAt, boolean before) {
        desk = new Desk();
        desk.recovery.start();
        desk.businessEventWriter.start();
        desk.notifications.start();
        anaWrites();
        int[] calls = {0};
        Predicate<String> kill = _ -> {
            if (++calls[0] == killAt) {
                throw new Killed();
            }
            return false;
        };
        if (before) {
            desk.store.failWhen(kill);
        } else {
            desk.store.loseAnswersWhen(kill);
        }
        Notification notification = notification("n1", BODY, null);
        restartWhenKilled(now -> now.notify.notify(notification));
        for (int i = 0; i < 60; i++) {
            restartWhenKilled(now -> now.pass(Duration.ofSeconds(1)));
        }
        desk.store.failWhen(_ -> false);
        desk.store.loseAnswersWhen(_ -> false);
        desk.writes("SM2", ANA.e164(), "gracias");
        desk.pass(Duration.ofSeconds(30));
        assertThat(desk.sender.texts()).containsExactly("eco: hola", BODY, "eco: gracias");
        assertThat(status("n1")).isEqualTo("sent");
        assertThat(desk.store.recordedEvents())
                .extracting(BusinessEvent::type)
                .containsOnlyOnce(BusinessEvent.Type.NOTIFICATION_SENT);
        return calls[0];
    }

    @Test
    void itIsSentOnceDespiteAKillAtAnyPoint() {
        int calls = runWithAKill(Integer.MAX_VALUE, true);
        for (int at = 1; at <= Math.min(calls, 60); at++) {
            for (boolean before : List.of(true, false)) {
                try {
                    runWithAKill(at, before);
                } catch (AssertionError e) {
                    throw new AssertionError("killed " + (before ? "before" : "after") + " call " + at, e);
                }
            }
        }
    }
}
