package dev.recado.domain.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.event.Event.Pushed.Result;
import dev.recado.domain.event.EventReceiver.Answer;
import dev.recado.domain.event.EventReceiver.Answer.NotTaken;
import dev.recado.domain.event.EventReceiver.Answer.Taken;
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
    private final List<String> heard = new ArrayList<>();
    private final List<Instant> when = new ArrayList<>();
    private final List<Event.Pushed> told = new ArrayList<>();
    private Function<BusinessEvent, Answer> server = event -> new Taken();
    private EventWebhookPublisher push = started();

    private EventWebhookPublisher started() {
        EventSink sink = event -> {
            if (event instanceof Event.Pushed pushed) {
                told.add(pushed);
            }
        };
        EventWebhookPublisher fresh = new EventWebhookPublisher(outbox, this::hear, timer, sink, clock, new Random(7));
        fresh.start();
        return fresh;
    }

    private Answer hear(BusinessEvent event) {
        heard.add(event.id());
        when.add(clock.instant());
        return server.apply(event);
    }

    private BusinessEvent happens(String of) {
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
    void whatHappensIsToldOnceInItsOrder() {
        BusinessEvent one = happens("1");
        clock.advance(Duration.ofMillis(1));
        BusinessEvent two = happens("2");
        push.wake();

        timer.advance(Duration.ofHours(1));

        assertThat(heard).containsExactly(one.id(), two.id());
        assertThat(told).extracting(Event.Pushed::result).containsExactly(Result.TAKEN, Result.TAKEN);
        assertThat(outbox.count().waiting()).isZero();
    }

    @Test
    void manyAreToldWithoutWaitingForTheNextLook() {
        IntStream.range(0, 100).forEach(i -> happens("n" + i));
        push.wake();

        timer.advance(Duration.ofMillis(1));

        assertThat(heard).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void whatIsNotTakenIsToldAgainEverMoreSeldom() {
        server = event -> new NotTaken("HTTP 500", null);
        happens("1");

        timer.advance(Duration.ofMinutes(1));

        assertThat(heard).hasSizeBetween(4, 8);
        List<Long> gaps = IntStream.range(1, when.size())
                .mapToObj(i -> Duration.between(when.get(i - 1), when.get(i)).toMillis())
                .toList();
        assertThat(gaps).isSorted();
        server = event -> new Taken();
        timer.advance(Duration.ofMinutes(2));
        assertThat(outbox.count().waiting()).isZero();
        assertThat(told.getLast().result()).isEqualTo(Result.TAKEN);
        assertThat(told.getLast().attempt()).isEqualTo(heard.size());
    }

    @Test
    void aServerThatAsksToBeLeftAloneIsLeftAlone() {
        server = event -> new NotTaken("HTTP 429", Duration.ofMinutes(5));
        happens("1");
        timer.advance(Duration.ofSeconds(10));
        happens("2");

        timer.advance(Duration.ofSeconds(289));
        assertThat(heard).hasSize(1);

        server = event -> new Taken();
        timer.advance(Duration.ofSeconds(5));
        assertThat(heard).hasSize(3);
    }

    @Test
    void oneThatIsNeverTakenDoesNotHoldTheOthersUp() {
        server = event -> event.id().endsWith("/1") ? new NotTaken("HTTP 400", null) : new Taken();
        happens("1");
        timer.advance(Duration.ofSeconds(5));
        BusinessEvent two = happens("2");

        timer.advance(Duration.ofSeconds(6));

        assertThat(heard).contains(two.id());
        assertThat(outbox.count().waiting()).isEqualTo(1);
    }

    @Test
    void whatCouldNotBeToldWithinADayIsSetAside() {
        server = event -> new NotTaken("HTTP 500", null);
        happens("1");

        timer.advance(DAY.minusMinutes(15));
        assertThat(outbox.count().setAside()).isZero();
        timer.advance(Duration.ofMinutes(40));

        assertThat(outbox.count().waiting()).isZero();
        assertThat(outbox.count().setAside()).isEqualTo(1);
        assertThat(told.getLast().result()).isEqualTo(Result.SET_ASIDE);
        int before = heard.size();
        timer.advance(DAY);
        assertThat(heard).hasSize(before);
    }

    @Test
    void whatWasSetAsideIsToldAtOnceWhenItIsAskedFor() {
        server = event -> new NotTaken("HTTP 500", null);
        BusinessEvent one = happens("1");
        timer.advance(DAY.plusHours(1));
        server = event -> new Taken();

        assertThat(push.tellAgain()).isEqualTo(1);
        assertThat(push.tellAgain()).as("a repeat").isZero();
        timer.advance(Duration.ofSeconds(1));

        assertThat(heard).endsWith(one.id());
        assertThat(told.getLast().result()).isEqualTo(Result.TAKEN);
        assertThat(outbox.count()).isEqualTo(new EventOutbox.Count(0, Optional.empty(), 0));
    }

    @Test
    void whoeverAsksForItIsNotKeptWaitingByWhatFailedJustNow() {
        server = event -> new NotTaken("HTTP 500", null);
        BusinessEvent one = happens("1");
        timer.advance(DAY.plusHours(1));
        for (int i = 2; i < 9; i++) {
            happens(Integer.toString(i));
            timer.advance(Duration.ofSeconds(9));
        }
        server = event -> new Taken();
        heard.clear();

        push.tellAgain();
        timer.advance(Duration.ofMillis(100));

        assertThat(heard).contains(one.id());
    }

    @Test
    void whatAStoppedProcessLeftIsToldByTheNext() {
        server = event -> new NotTaken("no answer", null);
        BusinessEvent one = happens("1");
        timer.advance(Duration.ofSeconds(1));
        push.stop();
        server = event -> new Taken();
        timer.advance(Duration.ofMinutes(5));
        assertThat(outbox.count().waiting()).isEqualTo(1);

        push = started();
        timer.advance(Duration.ofSeconds(1));

        assertThat(heard).last().isEqualTo(one.id());
        assertThat(outbox.count().waiting()).isZero();
    }
}
