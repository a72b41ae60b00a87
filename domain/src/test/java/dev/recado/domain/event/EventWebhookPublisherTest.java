package dev.recado.domain.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.event.Event.BusinessEventSent.Result;
import dev.recado.domain.event.EventReceiver.Response;
import dev.recado.domain.event.EventReceiver.Response.Accepted;
import dev.recado.domain.event.EventReceiver.Response.NotAccepted;
import dev.recado.domain.fake.InMemoryEventOutbox;
import dev.recado.domain.fake.InMemoryStore;
import dev.recado.domain.fake.ManualTimer;
import dev.recado.domain.fake.SettableClock;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.UserAddress.Phone;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Business events are delivered to the business's server at least once, with retries, but not forever.
class EventWebhookPublisherTest {
    private static final Duration DAY = Duration.ofHours(24);

    private final SettableClock clock = new SettableClock();
    private final ManualTimer timer = new ManualTimer(clock);
    private final InMemoryStore store = new InMemoryStore();
    private final InMemoryEventOutbox outbox = new InMemoryEventOutbox(store);
    private final List<String> received = new ArrayList<>();
    private final List<Instant> when = new ArrayList<>();
    private final List<Event.BusinessEventSent> published = new ArrayList<>();
    private Function<BusinessEvent, Response> server = _ -> new Accepted();
    private EventWebhookPublisher publisher = started();

    private EventWebhookPublisher started() {
        EventSink sink = event -> {
            if (event instanceof Event.BusinessEventSent pushed) {
                published.add(pushed);
            }
        };
        EventWebhookPublisher fresh =
                new EventWebhookPublisher(outbox, this::receive, timer, sink, clock, new Random(7));
        fresh.start();
        return fresh;
    }

    private Response receive(BusinessEvent event) {
        received.add(event.id());
        when.add(clock.instant());
        return server.apply(event);
    }

    private BusinessEvent record(String of) {
        BusinessEvent event = BusinessEvent.of(
                BusinessEvent.Type.MESSAGE_SENT,
                of,
                ConversationId.of(new Phone("+15550000001")),
                clock.instant(),
                Map.of());
        store.record(List.of(event));
        return event;
    }

    @Test
    void eventsAreDeliveredOnceInOrder() {
        BusinessEvent one = record("1");
        clock.advance(Duration.ofMillis(1));
        BusinessEvent two = record("2");
        publisher.wake();

        timer.advance(Duration.ofHours(1));

        assertThat(received).containsExactly(one.id(), two.id());
        assertThat(published).extracting(Event.BusinessEventSent::result).containsExactly(Result.TAKEN, Result.TAKEN);
        assertThat(outbox.count().waiting()).isZero();
    }

    @Test
    void manyEventsAreDeliveredWithoutWaitingForTheNextPoll() {
        IntStream.range(0, 100).forEach(i -> record("n" + i));
        publisher.wake();

        timer.advance(Duration.ofMillis(1));

        assertThat(received).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void anEventThatBecomesDueDuringAPollIsNotLeftToTheNextSweep() {
        outbox.duringNextClaim(() -> {
            record("late");
            publisher.wake();
            timer.advance(Duration.ZERO);
        });
        publisher.wake();

        timer.advance(Duration.ZERO);

        assertThat(received).containsExactly("message_sent/late");
    }

    @Test
    void aRefusedEventIsRetriedWithGrowingWaits() {
        server = _ -> new NotAccepted("HTTP 500", null);
        record("1");

        timer.advance(Duration.ofMinutes(1));

        assertThat(received).hasSizeBetween(4, 8);
        List<Long> gaps = IntStream.range(1, when.size())
                .mapToObj(i -> Duration.between(when.get(i - 1), when.get(i)).toMillis())
                .toList();
        assertThat(gaps).isSorted();
        server = _ -> new Accepted();
        timer.advance(Duration.ofMinutes(2));
        assertThat(outbox.count().waiting()).isZero();
        assertThat(published.getLast().result()).isEqualTo(Result.TAKEN);
        assertThat(published.getLast().attempt()).isEqualTo(received.size());
    }

    @Test
    void retryAfterIsRespected() {
        server = _ -> new NotAccepted("HTTP 429", Duration.ofMinutes(5));
        record("1");
        timer.advance(Duration.ofSeconds(10));
        record("2");

        timer.advance(Duration.ofSeconds(289));
        assertThat(received).hasSize(1);

        server = _ -> new Accepted();
        timer.advance(Duration.ofSeconds(5));
        assertThat(received).hasSize(3);
    }

    @Test
    void anEventThatIsAlwaysRefusedDoesNotBlockOthers() {
        server = event -> event.id().endsWith("/1") ? new NotAccepted("HTTP 400", null) : new Accepted();
        record("1");
        timer.advance(Duration.ofSeconds(5));
        BusinessEvent two = record("2");

        timer.advance(Duration.ofSeconds(6));

        assertThat(received).contains(two.id());
        assertThat(outbox.count().waiting()).isEqualTo(1);
    }

    @Test
    void anEventNotDeliveredWithinADayIsSetAside() {
        server = _ -> new NotAccepted("HTTP 500", null);
        record("1");

        timer.advance(DAY.minusMinutes(15));
        assertThat(outbox.count().setAside()).isZero();
        timer.advance(Duration.ofMinutes(40));

        assertThat(outbox.count().waiting()).isZero();
        assertThat(outbox.count().setAside()).isEqualTo(1);
        assertThat(published.getLast().result()).isEqualTo(Result.SET_ASIDE);
        int before = received.size();
        timer.advance(DAY);
        assertThat(received).hasSize(before);
    }

    @Test
    void aReplayDeliversEventsSetAsideAtOnce() {
        server = _ -> new NotAccepted("HTTP 500", null);
        BusinessEvent one = record("1");
        timer.advance(DAY.plusHours(1));
        server = _ -> new Accepted();

        assertThat(publisher.replay()).isEqualTo(1);
        assertThat(publisher.replay()).as("a repeat").isZero();
        timer.advance(Duration.ofSeconds(1));

        assertThat(received).endsWith(one.id());
        assertThat(published.getLast().result()).isEqualTo(Result.TAKEN);
        assertThat(outbox.count()).isEqualTo(new EventOutbox.Count(0, Optional.empty(), 0));
    }

    @Test
    void aReplayEndsThePauseAfterFailures() {
        server = _ -> new NotAccepted("HTTP 500", null);
        BusinessEvent one = record("1");
        timer.advance(DAY.plusHours(1));
        for (int i = 2; i < 9; i++) {
            record(Integer.toString(i));
            timer.advance(Duration.ofSeconds(9));
        }
        server = _ -> new Accepted();
        received.clear();

        publisher.replay();
        timer.advance(Duration.ofMillis(100));

        assertThat(received).contains(one.id());
    }

    @Test
    void theNextProcessDeliversWhatAStoppedOneLeft() {
        server = _ -> new NotAccepted("no answer", null);
        BusinessEvent one = record("1");
        timer.advance(Duration.ofSeconds(1));
        publisher.stop();
        server = _ -> new Accepted();
        timer.advance(Duration.ofMinutes(5));
        assertThat(outbox.count().waiting()).isEqualTo(1);

        publisher = started();
        timer.advance(Duration.ofSeconds(1));

        assertThat(received).last().isEqualTo(one.id());
        assertThat(outbox.count().waiting()).isZero();
    }
}
