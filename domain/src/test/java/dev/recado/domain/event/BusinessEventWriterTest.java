package dev.recado.domain.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recado.domain.fake.Desk;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.UserAddress.Phone;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Business events reach the store after the turns, despite kills and outages.
class BusinessEventWriterTest {
    private static final String ANA = "+15550000001";

    private Desk desk = new Desk();

    private List<BusinessEvent.Type> recordedTypes() {
        return desk.store.recordedEvents().stream().map(BusinessEvent::type).toList();
    }

    private void turn() {
        desk.writes("SM1", ANA, "hola");
        desk.pass(Desk.QUIET);
    }

    @Test
    void theEventsOfATurnAreRecordedOnceAfterIt() {
        turn();
        assertThat(recordedTypes()).isEmpty();

        desk.pass(Duration.ofSeconds(1));

        assertThat(recordedTypes())
                .containsExactly(BusinessEvent.Type.MESSAGE_RECEIVED, BusinessEvent.Type.MESSAGE_SENT);
        assertThat(desk.store.unrecorded(10)).isEmpty();
        assertThat(desk.told(Event.BusinessEventsRecorded.class)).hasSize(1);
        desk.pass(Duration.ofMinutes(3));
        assertThat(desk.told(Event.BusinessEventsRecorded.class)).hasSize(1);
    }

    @Test
    void eventsNotRecordedBeforeAKillAreRecordedAfterIt() {
        turn();
        desk = desk.restarted();

        desk.pass(Duration.ofSeconds(1));

        assertThat(recordedTypes())
                .containsExactly(BusinessEvent.Type.MESSAGE_RECEIVED, BusinessEvent.Type.MESSAGE_SENT);
        assertThat(desk.store.unrecorded(10)).isEmpty();
    }

    @Test
    void pendingEventsAreRecordedAtTheStop() {
        turn();

        desk.businessEventWriter.stop();

        assertThat(recordedTypes())
                .containsExactly(BusinessEvent.Type.MESSAGE_RECEIVED, BusinessEvent.Type.MESSAGE_SENT);
    }

    @Test
    void eventsStayWithTheConversationsWhileTheStoreFails() {
        desk.store.failWhen("tell"::equals);
        turn();
        desk.pass(Duration.ofMinutes(10));
        assertThat(recordedTypes()).isEmpty();
        assertThat(desk.store.unrecorded(10)).hasSize(2);

        desk.store.failWhen(_ -> false);
        desk.pass(Duration.ofSeconds(3));

        assertThat(recordedTypes())
                .containsExactly(BusinessEvent.Type.MESSAGE_RECEIVED, BusinessEvent.Type.MESSAGE_SENT);
    }

    @Test
    void oneFailureDoesNotEndTheWriting() {
        List<BusinessEvent> kept = new ArrayList<>();
        BusinessEventWriter businessEventWriter = new BusinessEventWriter(
                new EventLog() {
                    @Override
                    public List<BusinessEvent> record(List<BusinessEvent> events) {
                        if (events.getFirst().id().endsWith("/bad")) {
                            throw new IllegalStateException("as ordered");
                        }
                        kept.addAll(events);
                        return events;
                    }

                    @Override
                    public List<BusinessEvent> unrecorded(int limit) {
                        return List.of();
                    }
                },
                desk.timer,
                desk.events::add);
        businessEventWriter.submit(List.of(event("bad")));
        assertThatThrownBy(() -> desk.pass(Duration.ofSeconds(1))).hasMessage("as ordered");

        businessEventWriter.submit(List.of(event("good")));
        desk.pass(Duration.ofSeconds(1));
        assertThat(kept).containsExactly(event("good"));
    }

    private BusinessEvent event(String of) {
        return BusinessEvent.of(
                BusinessEvent.Type.GUARD_TRIPPED, of, ConversationId.of(new Phone(ANA)), Instant.EPOCH, Map.of());
    }

    @Test
    void eventsAreRecordedOnceEvenIfTheResponseIsLost() {
        desk.store.loseAnswersWhen("tell"::equals);
        turn();
        desk.pass(Duration.ofSeconds(1));
        desk.store.loseAnswersWhen(_ -> false);
        desk.pass(Duration.ofMinutes(2));

        assertThat(recordedTypes())
                .containsExactly(BusinessEvent.Type.MESSAGE_RECEIVED, BusinessEvent.Type.MESSAGE_SENT);
        assertThat(desk.store.unrecorded(10)).isEmpty();
    }

    @Test
    void anotherProcessRecordsTheEventsOfADeadOne() {
        Desk other = desk.otherProcess();
        other.businessEventWriter.start();
        turn();
        desk.timer.stop();

        other.pass(Duration.ofMinutes(2));

        assertThat(recordedTypes())
                .containsExactly(BusinessEvent.Type.MESSAGE_RECEIVED, BusinessEvent.Type.MESSAGE_SENT);
        assertThat(other.told(Event.BusinessEventsRecorded.class)).hasSize(1);
    }

    @Test
    void eventsThatDoNotFitAreFoundInTheConversationsLater() {
        List<BusinessEvent> flood = IntStream.range(0, 10_001)
                .mapToObj(i -> BusinessEvent.of(
                        BusinessEvent.Type.GUARD_TRIPPED,
                        "n" + i,
                        ConversationId.of(new Phone("+15550000009")),
                        desk.clock.instant(),
                        Map.of()))
                .toList();
        turn();

        desk.businessEventWriter.submit(flood);
        assertThat(desk.store.recordedEvents()).isEmpty();
        desk.pass(Duration.ofSeconds(3));

        assertThat(recordedTypes())
                .as("the flood was not taken")
                .containsExactly(BusinessEvent.Type.MESSAGE_RECEIVED, BusinessEvent.Type.MESSAGE_SENT);
        desk.businessEventWriter.submit(flood.subList(0, 10_000));
        desk.pass(Duration.ofSeconds(1));
        assertThat(recordedTypes()).hasSize(10_002);
    }
}
