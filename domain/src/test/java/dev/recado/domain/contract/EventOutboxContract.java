package dev.recado.domain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.event.EventLog;
import dev.recado.domain.event.EventOutbox;
import dev.recado.domain.event.EventOutbox.Count;
import dev.recado.domain.event.EventOutbox.Due;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.UserAddress.Phone;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The contract of every [EventOutbox], with a receiver configured.
public interface EventOutboxContract extends StoreContract {

    /// On the store under test.
    EventLog eventLog();

    /// On the store under test.
    EventOutbox outbox();

    private BusinessEvent event(String of, Instant at) {
        return BusinessEvent.of(
                BusinessEvent.Type.LEAD_CREATED,
                of,
                ConversationId.of(new Phone(ANA)),
                at,
                Map.of("name", "Ana Pérez", "source", "whatsapp"));
    }

    @Test
    default void recordedEventsAreDueOnceOldestFirst() {
        BusinessEvent one = event("SM1", NOON);
        BusinessEvent two = event("SM2", NOON.plusSeconds(1));
        BusinessEvent three = event("SM3", NOON.plusSeconds(2));
        eventLog().record(List.of(three, one, two));
        eventLog().record(List.of(one));
        assertThat(outbox().count()).isEqualTo(new Count(3, Optional.of(NOON), 0));

        assertThat(outbox().claim(NOON.minusMillis(1), NOON.plusSeconds(60), 9)).isEmpty();
        assertThat(outbox().claim(NOON.plusSeconds(2), NOON.plusSeconds(60), 2))
                .containsExactlyInAnyOrder(new Due(one, 1), new Due(two, 1));
        assertThat(outbox().claim(NOON.plusSeconds(2), NOON.plusSeconds(60), 2)).containsExactly(new Due(three, 1));
        assertThat(outbox().claim(NOON.plusSeconds(59), NOON.plusSeconds(99), 9))
                .isEmpty();
    }

    @Test
    default void aClaimedEventThatIsNotSettledIsDueAgain() {
        BusinessEvent one = event("SM1", NOON);
        eventLog().record(List.of(one));
        outbox().claim(NOON, NOON.plusSeconds(60), 9);

        assertThat(outbox().claim(NOON.plusSeconds(60), NOON.plusSeconds(120), 9))
                .containsExactly(new Due(one, 2));
        outbox().postpone(one.id(), NOON.plusSeconds(70), "HTTP 500");
        assertThat(outbox().claim(NOON.plusSeconds(69), NOON.plusSeconds(120), 9))
                .isEmpty();
        assertThat(outbox().claim(NOON.plusSeconds(70), NOON.plusSeconds(120), 9))
                .containsExactly(new Due(one, 3));
    }

    @Test
    default void aDeliveredEventIsNeverDueAgain() {
        BusinessEvent one = event("SM1", NOON);
        eventLog().record(List.of(one));
        outbox().claim(NOON, NOON.plusSeconds(60), 9);
        outbox().delivered(one.id(), NOON);

        outbox().delivered(one.id(), NOON);
        outbox().postpone(one.id(), NOON, "late");
        outbox().setAside(one.id(), "late", NOON);
        eventLog().record(List.of(one));

        assertThat(outbox().claim(NOON.plusSeconds(999), NOON.plusSeconds(1_000), 9))
                .isEmpty();
        assertThat(outbox().count()).isEqualTo(new Count(0, Optional.empty(), 0));
    }

    @Test
    default void anEventSetAsideIsCountedAndNotDue() {
        BusinessEvent one = event("SM1", NOON);
        eventLog().record(List.of(one, event("SM2", NOON.plusSeconds(1))));
        outbox().setAside(one.id(), "HTTP 500", NOON);

        assertThat(outbox().claim(NOON, NOON.plusSeconds(60), 9)).isEmpty();
        assertThat(outbox().count()).isEqualTo(new Count(1, Optional.of(NOON.plusSeconds(1)), 1));

        outbox().delivered(one.id(), NOON);
        assertThat(outbox().count().setAside()).isZero();
    }

    @Test
    default void aRequeuedEventIsDueAsIfNeverTried() {
        BusinessEvent one = event("SM1", NOON);
        BusinessEvent taken = event("SM2", NOON);
        eventLog().record(List.of(one, taken, event("SM3", NOON.plusSeconds(90))));
        outbox().claim(NOON, NOON.plusSeconds(60), 9);
        outbox().setAside(one.id(), "HTTP 500", NOON);
        outbox().delivered(taken.id(), NOON);

        assertThat(outbox().requeue(NOON.plusSeconds(5))).isEqualTo(1);

        assertThat(outbox().count()).isEqualTo(new Count(2, Optional.of(NOON.plusSeconds(5)), 0));
        assertThat(outbox().claim(NOON.plusSeconds(4), NOON.plusSeconds(60), 9)).isEmpty();
        assertThat(outbox().claim(NOON.plusSeconds(5), NOON.plusSeconds(60), 9)).containsExactly(new Due(one, 1));
        assertThat(outbox().requeue(NOON.plusSeconds(6))).as("a repeat").isZero();
    }
}
