package dev.recado.domain.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.event.Event;
import dev.recado.domain.fake.Desk;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.intake.ReconcileUseCase.Reconciliation;
import dev.recado.domain.message.InboundMessage;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AReconciliationTest {
    private static final String ANA = "+15550000001";
    private static final Duration A_WHILE = Duration.ofSeconds(2);

    private final Desk desk = new Desk();

    /// Adds a message to the provider's list without a webhook.
    private InboundMessage missed(String externalId, String text) {
        InboundMessage message = Messages.text(externalId, ANA, text, desk.clock.instant());
        desk.received.add(message);
        return message;
    }

    private void delivered(String externalId, String text) {
        desk.sends(missed(externalId, text));
    }

    private Instant anHourAgo() {
        return desk.clock.instant().minus(Duration.ofHours(1));
    }

    @Test
    void missedMessagesAreAcceptedOnceAndInOrder() {
        delivered("SM1", "uno");
        desk.pass(A_WHILE);
        missed("SM2", "dos");
        desk.pass(Duration.ofMillis(10));
        missed("SM3", "tres");

        Instant since = anHourAgo();
        assertThat(desk.reconcile.reconcile(since)).isEqualTo(new Reconciliation.Done(since, 3, 2, true));
        desk.pass(A_WHILE);
        assertThat(desk.reconcile.reconcile(since)).isEqualTo(new Reconciliation.Done(since, 3, 0, true));
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactly("eco: uno", "eco: dos", "tres");
        assertThat(desk.told(Event.Duplicate.class)).isEmpty();
        assertThat(desk.told(Event.Reconciled.class)).hasSize(2);
    }

    @Test
    void aLateWebhookIsADuplicate() {
        InboundMessage late = missed("SM1", "uno");
        desk.reconcile.reconcile(anHourAgo());
        desk.sends(late);
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactly("eco: uno");
    }

    @Test
    void manyMessagesAreComparedInBatches() {
        for (int i = 0; i < 1_201; i++) {
            missed("SM" + i, "n" + i);
        }
        assertThat(desk.reconcile.reconcile(anHourAgo())).isInstanceOfSatisfying(Reconciliation.Done.class, done -> {
            assertThat(done.accepted()).isEqualTo(1_201);
            assertThat(done.known()).isZero();
        });
    }

    @Test
    void anIncompleteListIsReported() {
        desk.received.listsIncompletely();

        assertThat(desk.reconcile.reconcile(anHourAgo()))
                .isInstanceOfSatisfying(
                        Reconciliation.Done.class,
                        done -> assertThat(done.complete()).isFalse());
    }

    @Test
    void aFailureIsReportedAndTheNextReconciliationContinues() {
        missed("SM1", "uno");
        desk.received.failing(true);
        assertThatThrownBy(() -> desk.reconcile.reconcile(anHourAgo())).isInstanceOf(PortUnavailableException.class);
        desk.received.failing(false);
        desk.store.failWhen("append"::equals);
        desk.spool.refuses(true);
        assertThatThrownBy(() -> desk.reconcile.reconcile(anHourAgo())).isInstanceOf(PortUnavailableException.class);
        desk.spool.refuses(false);
        desk.store.failWhen(_ -> false);

        desk.reconcile.reconcile(anHourAgo());
        desk.pass(A_WHILE);
        assertThat(desk.sender.texts()).containsExactly("eco: uno");
        assertThat(desk.told(Event.ReconcileFailed.class)).hasSize(2);
    }

    @Test
    void onlyOneReconciliationRunsAtATime() {
        missed("SM1", "uno");
        Reconciliation[] second = new Reconciliation[1];
        Reconcile reconcile = new Reconcile(
                java.util.List.of(desk.received),
                desk.store,
                message -> {
                    second[0] = this.again(message);
                    return dev.recado.domain.message.Inbox.Appended.STORED;
                },
                _ -> false,
                _ -> {});
        running = reconcile;
        reconcile.reconcile(anHourAgo());

        assertThat(second[0]).isInstanceOf(Reconciliation.Busy.class);
        assertThat(reconcile.reconcile(anHourAgo())).isInstanceOf(Reconciliation.Done.class);
    }

    private Reconcile running = desk.reconcile;

    private Reconciliation again(InboundMessage message) {
        return running.reconcile(message.receivedAt());
    }

    @Test
    void whatWasErasedDoesNotComeBack() {
        missed("SM1", "uno");
        missed("SM2", "dos");
        Reconcile reconcile = new Reconcile(
                java.util.List.of(desk.received),
                desk.store,
                desk.accept,
                message -> message.id().value().endsWith("SM1"),
                _ -> {});

        reconcile.reconcile(anHourAgo());
        desk.pass(A_WHILE);

        assertThat(desk.sender.texts()).containsExactly("eco: dos");
    }

    @Test
    void aFirstStartDoesNotAnswerOldMessages() {
        missed("SM1", "uno");
        desk.pass(Duration.ofMinutes(1));
        desk.outages.start();
        desk.pass(Duration.ofHours(1));

        assertThat(desk.received.requests()).isEmpty();
        assertThat(desk.sender.texts()).isEmpty();
    }

    @Test
    void messagesMissedDuringADowntimeAreAcceptedAtTheStart() {
        delivered("SM1", "uno");
        desk.pass(A_WHILE);
        Instant last = desk.clock.instant();
        desk.clock.advance(Duration.ofHours(3));
        missed("SM2", "dos");
        desk.clock.advance(Duration.ofHours(3));

        Desk next = desk.restarted();
        next.pass(Duration.ofSeconds(20));

        assertThat(desk.sender.texts()).containsExactly("eco: uno", "eco: dos");
        assertThat(desk.received.requests())
                .singleElement()
                .satisfies(since -> assertThat(since).isBetween(last.minus(Duration.ofMinutes(3)), last));
        next.pass(Duration.ofHours(2));
        assertThat(desk.received.requests())
                .as("every five minutes for half an hour")
                .hasSizeBetween(6, 8);
    }

    @Test
    void aStartLooksBackADayAtMost() {
        delivered("SM1", "uno");
        desk.pass(A_WHILE);
        desk.clock.advance(Duration.ofDays(9));
        Desk next = desk.restarted();
        next.pass(Duration.ofSeconds(10));

        assertThat(desk.received.requests())
                .singleElement()
                .isEqualTo(next.clock.instant().minus(Duration.ofHours(24)).minus(Duration.ofSeconds(5)));
    }

    @Test
    void aStartThatIsActiveBeforeItCanLookGoesBackTheWholeDay() {
        delivered("SM1", "uno");
        desk.pass(A_WHILE);
        desk.clock.advance(Duration.ofHours(1));
        missed("SM2", "dos");
        desk.clock.advance(Duration.ofHours(1));
        Instant started = desk.clock.instant();
        desk.store.failWhen("lastActivity"::equals);
        Desk next = desk.restarted();
        next.sends(Messages.text("SM3", ANA, "tres", started));
        next.pass(Duration.ofSeconds(5));
        assertThat(desk.sender.texts()).containsExactly("eco: uno", "eco: tres");
        desk.store.failWhen(_ -> false);
        next.pass(Duration.ofMinutes(1));

        assertThat(desk.sender.texts()).containsExactly("eco: uno", "eco: tres", "eco: dos");
        assertThat(desk.received.requests().getFirst()).isBefore(started.minus(Duration.ofHours(23)));
    }

    @Test
    void aFailingProviderIsAskedUntilItAnswers() {
        delivered("SM1", "uno");
        desk.pass(A_WHILE);
        desk.clock.advance(Duration.ofHours(1));
        missed("SM2", "dos");
        desk.received.failing(true);
        Desk next = desk.restarted();
        next.pass(Duration.ofMinutes(50));
        desk.received.failing(false);
        next.pass(Duration.ofMinutes(1));

        assertThat(desk.sender.texts()).containsExactly("eco: uno", "eco: dos");
    }

    @Test
    void aStoreUnavailableAtTheStartIsAskedAgain() {
        delivered("SM1", "uno");
        desk.pass(A_WHILE);
        desk.clock.advance(Duration.ofHours(1));
        missed("SM2", "dos");
        desk.store.failWhen(_ -> true);
        Desk next = desk.restarted();
        next.pass(Duration.ofMinutes(2));
        assertThat(desk.received.requests()).isEmpty();
        desk.store.failWhen(_ -> false);
        next.pass(Duration.ofMinutes(1));

        assertThat(desk.sender.texts()).containsExactly("eco: uno", "eco: dos");
    }

    @Test
    void refusedWebhooksAreReconciledUntilTheStoreIsBackAndAWhileLonger() {
        desk.store.failWhen(_ -> true);
        missed("SM1", "uno");
        desk.outages.webhookRefused();
        desk.pass(Duration.ofMinutes(4));
        desk.outages.webhookRefused();
        assertThat(desk.sender.texts()).isEmpty();
        desk.store.failWhen(_ -> false);
        desk.pass(Duration.ofSeconds(30));
        assertThat(desk.sender.texts()).containsExactly("eco: uno");

        missed("SM2", "dos");
        desk.pass(Duration.ofMinutes(6));
        assertThat(desk.sender.texts()).containsExactly("eco: uno", "eco: dos");
        desk.pass(Duration.ofHours(1));
        int asked = desk.received.requests().size();
        desk.pass(Duration.ofHours(1));
        assertThat(desk.received.requests()).hasSize(asked);
    }

    @Test
    void aDisabledReconciliationNeverRuns() {
        delivered("SM1", "uno");
        desk.pass(A_WHILE);
        ReconcileAfterOutages off =
                new ReconcileAfterOutages(desk.reconcile, desk.store, Duration.ZERO, desk.timer, desk.clock);
        off.start();
        off.webhookRefused();
        desk.pass(Duration.ofHours(1));

        assertThat(desk.received.requests()).isEmpty();
    }
}
