package dev.recado.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.event.Event;
import dev.recado.domain.fake.Desk;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.fake.SettableClock;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.OutboundMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PacingTest {
    private static final String ANA = "+15550000001";

    private static OutboundMessage part(int number, String to) {
        InboundMessage answered = Messages.text("SM" + number, to, "x", Instant.EPOCH);
        return Messages.part(answered, 0, 1, "x");
    }

    /// One part and when it was let through.
    private record Passed(int number, String user, Instant at) {}

    /// Parts are asked for at random; whoever is early comes back exactly when it was told to.
    private static List<Passed> run(Pacing.Limits limits, int parts, int users, int spreadMillis, long seed) {
        SettableClock clock = new SettableClock();
        Duration[] pause = {Duration.ZERO};
        // each part has a thread of its own: the others do not wait along
        Pacing pacing = new Pacing(limits, clock, time -> pause[0] = time);
        Random random = new Random(seed);
        TreeMap<Instant, List<Integer>> due = new TreeMap<>();
        for (int i = 0; i < parts; i++) {
            Instant at = clock.instant().plusMillis(random.nextInt(spreadMillis));
            due.computeIfAbsent(at, _ -> new ArrayList<>()).add(i);
        }
        Map<Integer, Integer> tries = new HashMap<>();
        List<Passed> passed = new ArrayList<>();
        while (!due.isEmpty()) {
            Map.Entry<Instant, List<Integer>> next = due.pollFirstEntry();
            if (next.getKey().isAfter(clock.instant())) {
                clock.advance(Duration.between(clock.instant(), next.getKey()));
            }
            for (int number : next.getValue()) {
                String user = "+1555000" + (1000 + number % users);
                pause[0] = Duration.ZERO;
                Duration early = pacing.early(part(number, user));
                assertThat(tries.merge(number, 1, Integer::sum))
                        .as("no second wait")
                        .isLessThanOrEqualTo(2);
                if (early.isZero()) {
                    passed.add(new Passed(number, user, clock.instant().plus(pause[0])));
                } else {
                    due.computeIfAbsent(clock.instant().plus(early), _ -> new ArrayList<>())
                            .add(number);
                }
            }
        }
        return passed;
    }

    private static void neverMoreThan(List<Instant> times, int most, Duration window) {
        for (int i = most; i < times.size(); i++) {
            assertThat(Duration.between(times.get(i - most), times.get(i))).isGreaterThanOrEqualTo(window);
        }
    }

    @Property(tries = 60)
    void noSenderAndNoUserEverGetsMoreAndNobodyIsForgotten(
            @ForAll @IntRange(min = 1, max = 100) int perSecond,
            @ForAll @IntRange(min = 1, max = 6) int burst,
            @ForAll @IntRange(min = 1, max = 40) int users,
            @ForAll @IntRange(min = 1, max = 5_000) int spreadMillis,
            @ForAll long seed) {
        Pacing.Limits limits = new Pacing.Limits(perSecond, Duration.ofSeconds(6), burst);
        List<Passed> passed = run(limits, 300, users, spreadMillis, seed);

        assertThat(passed).hasSize(300);
        List<Instant> all = passed.stream().map(Passed::at).sorted().toList();
        // the first after a silence may come at any time of its own moment
        neverMoreThan(all, perSecond + 1, Duration.ofSeconds(1));
        passed.stream().collect(Collectors.groupingBy(Passed::user)).values().forEach(own -> {
            List<Instant> times = own.stream().map(Passed::at).sorted().toList();
            for (int n = burst; n < times.size(); n++) {
                // burst + k parts take k times six seconds at least
                for (int i = 0; i + n < times.size(); i++) {
                    assertThat(Duration.between(times.get(i), times.get(i + n)))
                            .isGreaterThanOrEqualTo(Duration.ofSeconds(6).multipliedBy(n - burst + 1L));
                }
            }
        });
        long last = IntStream.range(0, users)
                .map(user -> (300 - user + users - 1) / users)
                .max()
                .orElse(0);
        Duration longest = Duration.ofSeconds(6 * last + 300 / perSecond + 6);
        assertThat(Duration.between(all.getFirst(), all.getLast())).isLessThanOrEqualTo(longest);
    }

    @Test
    void whoAskedFirstGoesFirst() {
        List<Passed> passed = run(new Pacing.Limits(80, Duration.ZERO, 1), 500, 500, 1, 7);

        assertThat(passed).extracting(Passed::number).isSorted();
    }

    @Test
    void withoutLimitsNobodyWaits() {
        List<Passed> passed = run(Pacing.Limits.NONE, 500, 1, 1, 7);

        assertThat(passed.getLast().at()).isEqualTo(passed.getFirst().at());
    }

    @Test
    void anAnswerOfManyPartsIsSpreadInOrderAndNoLeaseIsHeldMeanwhile() {
        Desk desk = new Desk(new Pacing.Limits(0, Duration.ofSeconds(6), 3));
        desk.writes("SM1", ANA, "a\nb\nc\nd\ne");
        desk.pass(Duration.ofSeconds(2));

        assertThat(desk.sender.texts()).containsExactly("eco: a", "b", "c");
        assertThat(desk.told(Event.PartRetried.class))
                .singleElement()
                .satisfies(e -> assertThat(e.after()).isEqualTo(Duration.ofSeconds(6)));
        InboundMessage probe = Messages.text("SM9", ANA, "x", desk.clock.instant());
        assertThat(desk.otherProcess().store.claimedElsewhere(List.of(probe.conversationId()), desk.clock.instant()))
                .isEmpty();
        desk.pass(Duration.ofSeconds(6));
        assertThat(desk.sender.texts()).hasSize(4);
        desk.pass(Duration.ofSeconds(6));

        assertThat(desk.sender.texts()).containsExactly("eco: a", "b", "c", "d", "e");
        assertThat(desk.sender.attempts()).isEqualTo(5);
        assertThat(desk.store.backlog().waiting()).isZero();
    }

    @Test
    void aMomentIsWaitedOutWhereOneStands() {
        Desk desk = new Desk(new Pacing.Limits(80, Duration.ZERO, 1));
        for (int i = 0; i < 10; i++) {
            desk.writes("SM" + i, "+155500000" + (10 + i), "hola");
        }
        desk.pass(Duration.ofSeconds(2));

        assertThat(desk.sender.texts()).hasSize(10);
        assertThat(desk.told(Event.PartRetried.class)).isEmpty();
    }

    @Test
    void aNumberThatThePhoneAppUsesTooIsPacedAtTwentyASecond() {
        SettableClock clock = new SettableClock();
        Pacing pacing = new Pacing(new Pacing.Limits(80, Duration.ZERO, 1), clock, time -> {});
        OutboundMessage first = part(0, ANA);
        pacing.sharedWithApp(first.channel(), first.businessAddress());
        pacing.sharedWithApp(first.channel(), first.businessAddress());
        assertThat(pacing.perSecond(first.channel(), first.businessAddress())).isEqualTo(20);
        assertThat(pacing.perSecond(first.channel(), "another")).isEqualTo(80);
        Duration last = Duration.ZERO;
        for (int i = 0; i < 41; i++) {
            Duration early = pacing.early(part(i, "+1555000" + (2000 + i)));
            last = early.compareTo(last) > 0 ? early : last;
        }

        assertThat(last).isBetween(Duration.ofMillis(1_950), Duration.ofMillis(2_050));
    }
}
