package dev.recado.domain.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.fake.InMemoryStore;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.model.DeliveryReceipt;
import dev.recado.domain.model.InboundMessage;
import dev.recado.domain.port.PortUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// One schedule: a few users, a few processes, and what chance makes of them.
final class World {
    private static final int STEPS = 20_000;
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(10);

    final Stage stage;
    final Faults faults;
    final InMemoryStore store = new InMemoryStore();
    final Promises promises = new Promises(this);
    final Provider provider = new Provider(this);

    private final List<Life> lives = new ArrayList<>();
    private final List<String> dead = new ArrayList<>();
    /// What the users wrote and the provider has no 2xx for, oldest first.
    private final List<Written> written = new ArrayList<>();
    private final List<String> story = new ArrayList<>();
    private final boolean told = Long.getLong("recado.seed") != null;
    private int steps;

    private record Written(String externalId, String user, String text) {}

    World(long seed) {
        stage = new Stage(seed);
        faults = new Faults(stage);
        int users = 1 + stage.random.nextInt(2);
        IntStream.range(0, 3 + stage.random.nextInt(6))
                .forEach(i -> written.add(new Written(
                        "SM" + stage.random.nextInt(10) + i, "+1555000000" + stage.random.nextInt(users), "m" + i)));
        int processes = stage.chance(0.3) ? 3 : 2;
        IntStream.range(0, processes).forEach(i -> lives.add(new Life("process-" + i, this)));
    }

    /// Notes what happened, for whoever looks into one schedule.
    void tell(Supplier<String> what) {
        if (told) {
            story.add(stage.clock.instant() + " " + what.get());
        }
    }

    String story() {
        return String.join("\n", story);
    }

    /// Runs it to its end.
    ///
    /// @return how many steps that took
    int run() {
        try {
            while (!written.isEmpty() || stage.chance(0.98)) {
                step();
            }
            faults.stop();
            dead.forEach(name -> lives.add(new Life(name, this)));
            Instant end = stage.clock.instant().plus(LONG_ENOUGH);
            while (!isDone() && stage.clock.instant().isBefore(end)) {
                goOn();
            }
            promises.areKept(store.states(promises.parts()));
            assertThat(store.backlog().waiting()).as("nothing waits").isZero();
            assertThat(lives)
                    .allSatisfy(life -> assertThat(life.dispatcher.held()).isZero());
            return steps;
        } finally {
            stage.close(lives);
        }
    }

    private boolean isDone() {
        return store.backlog().waiting() == 0
                && !provider.owesReceipts()
                && lives.stream().allMatch(life -> life.dispatcher.held() == 0);
    }

    private void step() {
        if (faults.kills() && !lives.isEmpty()) {
            Life life = any();
            tell(() -> life + " is killed");
            stage.kill(life);
            lives.remove(life);
            dead.add(life.process);
        }
        if (!dead.isEmpty() && stage.chance(0.1)) {
            lives.add(new Life(dead.removeFirst(), this));
        }
        if (!written.isEmpty() && !lives.isEmpty() && stage.chance(0.1)) {
            deliver(some());
        }
        if (stage.chance(0.05)) {
            stage.advance(Duration.ofMillis(stage.random.nextInt(stage.chance(0.1) ? 12_000 : 500)));
        }
        goOn();
    }

    private void goOn() {
        assertThat(++steps).as("it ends").isLessThan(STEPS);
        if (provider.owesReceipts() && !lives.isEmpty() && faults.receiptComes()) {
            DeliveryReceipt receipt = provider.nextReceipt();
            Life life = any();
            stage.begin(life, () -> tolerant(() -> life.receipts.record(receipt)));
        }
        if ((stage.chance(0.3) && stage.fire()) || stage.step() || stage.fire()) {
            return;
        }
        stage.advance(stage.untilNext());
    }

    /// One message, or a few that the provider brings together.
    private List<Written> some() {
        List<Written> together = new ArrayList<>(List.of(written.removeFirst()));
        while (!written.isEmpty() && stage.chance(0.2)) {
            together.add(written.removeFirst());
        }
        return together;
    }

    /// To any process, or to two at once; again when there is no 2xx.
    private void deliver(List<Written> messages) {
        Instant now = stage.clock.instant();
        List<InboundMessage> inbound = IntStream.range(0, messages.size())
                .mapToObj(i -> {
                    Written message = messages.get(i);
                    return Messages.text(message.externalId(), message.user(), message.text(), now.plusNanos(i));
                })
                .toList();
        int times = faults.deliversAgain() ? 2 : 1;
        for (int i = 0; i < times; i++) {
            Life life = any();
            boolean[] accepted = new boolean[1];
            stage.begin(life, () -> {
                try {
                    tolerant(() -> {
                        life.accept.acceptAll(inbound);
                        accepted[0] = true;
                    });
                } finally {
                    if (!accepted[0] || faults.deliversAgain()) {
                        written.addAll(messages);
                    }
                }
            });
        }
    }

    private static void tolerant(Runnable work) {
        try {
            work.run();
        } catch (PortUnavailableException e) {
            // the webhook is answered 503
        }
    }

    private Life any() {
        return lives.get(stage.random.nextInt(lives.size()));
    }
}
