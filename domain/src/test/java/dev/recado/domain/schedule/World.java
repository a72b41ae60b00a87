package dev.recado.domain.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.fake.InMemoryStore;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.identity.UserAddress.BusinessScoped;
import dev.recado.domain.identity.UserAddress.Phone;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.DeliveryReceipt;
import dev.recado.domain.message.InboundMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One schedule: a few users and processes with random events.
final class World {
    /// The text with which a user opts out of notifications.
    static final String ENOUGH = "m1";

    /// The text that kills the process each time.
    static final String POISON = "m2";

    private static final int STEPS = 20_000;
    /// This many kills within this time do not lead to giving up a message.
    private static final int QUICK_KILLS = 5;

    private static final Duration QUICK = Duration.ofSeconds(75);
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(10);

    final Stage stage;
    final Faults faults;
    final InMemoryStore store = new InMemoryStore();
    final Promises promises = new Promises(this);
    final Provider provider = new Provider(this);
    final Business business;

    private final Instant began;
    private final List<Life> lives = new ArrayList<>();
    private final List<String> dead = new ArrayList<>();
    /// The messages that the users wrote and the provider has no 2xx for, oldest first.
    private final List<Written> written = new ArrayList<>();
    private final List<String> story = new ArrayList<>();
    private final boolean told = Long.getLong("recado.seed") != null;
    final Deaths deaths;
    private int killed;
    private int steps;

    /// How processes are killed.
    enum Deaths {
        /// At any time; nothing is ever given up.
        CHANCE,
        /// A few times in a row, with the usual limit of attempts.
        RESTARTS,
        /// By one message that kills each process that handles it.
        POISON
    }

    /// A user who shows a phone number, an id, or both, at random.
    private final @Nullable Manifold manifold;

    private record Written(
            String externalId, UserAddress from, @Nullable UserAddress other, String text) {}

    private record Manifold(Phone phone, BusinessScoped id) {
        Written writes(String externalId, String text, int how) {
            return switch (how) {
                case 0 -> new Written(externalId, phone, null, text);
                case 1 -> new Written(externalId, id, null, text);
                default -> new Written(externalId, phone, id, text);
            };
        }
    }

    World(long seed) {
        stage = new Stage(seed);
        began = stage.clock.instant();
        faults = new Faults(stage);
        deaths = stage.chance(0.6) ? Deaths.CHANCE : stage.chance(0.5) ? Deaths.RESTARTS : Deaths.POISON;
        int users = 1 + stage.random.nextInt(2);
        manifold = stage.chance(0.5)
                ? new Manifold(new Phone("+15550000000"), new BusinessScoped("US.13491208655302741918"))
                : null;
        IntStream.range(0, 3 + stage.random.nextInt(6)).forEach(i -> written.add(write(i, users)));
        business = new Business(this, addresses(users));
        int processes = stage.chance(0.3) ? 3 : 2;
        IntStream.range(0, processes).forEach(i -> lives.add(new Life("process-" + i, this)));
    }

    private List<UserAddress> addresses(int users) {
        List<UserAddress> addresses = new ArrayList<>();
        IntStream.range(0, users).forEach(user -> addresses.add(new Phone("+1555000000" + user)));
        if (manifold != null) {
            addresses.add(manifold.id());
        }
        return addresses;
    }

    private Written write(int i, int users) {
        String externalId = "SM" + stage.random.nextInt(10) + i;
        int user = stage.random.nextInt(users);
        return manifold != null && user == 0
                ? manifold.writes(externalId, "m" + i, stage.random.nextInt(3))
                : new Written(externalId, new Phone("+1555000000" + user), null, "m" + i);
    }

    /// Records an event, for the analysis of one schedule.
    void tell(Supplier<String> what) {
        if (told) {
            story.add(stage.clock.instant() + " " + what.get());
        }
    }

    String story() {
        return String.join("\n", story);
    }

    /// Runs the schedule to its end.
    ///
    /// @return the number of steps
    int run() {
        try {
            while (!written.isEmpty() || business.isWaiting() || stage.chance(0.98)) {
                step();
            }
            faults.stop();
            dead.forEach(name -> lives.add(new Life(name, this)));
            dead.clear();
            goOnToTheEnd();
            if (manifold != null) {
                assertOneConversation(manifold);
            }
            business.isToldTheTruth();
            promises.areKept(store.states(promises.parts()));
            assertThat(store.backlog().waiting()).as("nothing waits").isZero();
            if (deaths == Deaths.POISON) {
                promises.gaveUp(POISON);
            }
            assertThat(lives)
                    .allSatisfy(life -> assertThat(life.dispatcher.held()).isZero());
            return steps;
        } finally {
            stage.close(lives);
        }
    }

    private void goOnToTheEnd() {
        Instant end = stage.clock.instant().plus(LONG_ENOUGH);
        while (!isDone() && stage.clock.instant().isBefore(end)) {
            goOn();
        }
    }

    /// Asserts that a user who has shown both addresses, and wrote once more, has one conversation.
    private void assertOneConversation(Manifold user) {
        for (int how : List.of(2, 1)) {
            // the lease of a killed process has expired by then
            stage.advance(Life.LEASE.plusMillis(1));
            Written last = user.writes("SMlast" + how, "last" + how, how);
            deliver(List.of(last));
            MessageId id = MessageId.of(Channel.TWILIO, last.externalId());
            while (store.conversationOf(id).isEmpty()) {
                goOn();
            }
            goOnToTheEnd();
        }
        assertThat(store.history(ConversationId.of(user.id()), 10))
                .as("messages under the id alone")
                .isEmpty();
        assertThat(store.find(ConversationId.of(user.id())))
                .as("a conversation under the id alone")
                .isEmpty();
    }

    private boolean isDone() {
        return store.backlog().waiting() == 0
                && !provider.owesReceipts()
                && business.isServed()
                && lives.stream().allMatch(life -> life.dispatcher.held() == 0 && life.unanswered.isEmpty());
    }

    private void step() {
        bury();
        if (!lives.isEmpty() && kills()) {
            any().killed = true;
            bury();
        }
        if (!dead.isEmpty() && stage.chance(0.1)) {
            lives.add(new Life(dead.removeFirst(), this));
        }
        if (!written.isEmpty() && !lives.isEmpty() && stage.chance(0.1)) {
            deliver(some());
        }
        if (business.isWaiting() && !lives.isEmpty() && stage.chance(0.03)) {
            business.asks();
        }
        if (stage.chance(0.05)) {
            stage.advance(Duration.ofMillis(stage.random.nextInt(stage.chance(0.1) ? 12_000 : 500)));
        }
        goOn();
    }

    private boolean kills() {
        return switch (deaths) {
            case CHANCE -> faults.kills();
            case RESTARTS ->
                stage.clock.instant().isBefore(began.plus(QUICK)) && killed < QUICK_KILLS && faults.killsOften();
            case POISON -> false;
        };
    }

    /// Removes the processes that were killed since the last step.
    private void bury() {
        for (Life life : lives.stream().filter(l -> l.killed).toList()) {
            tell(() -> life + " is killed");
            killed++;
            stage.kill(life);
            life.unanswered.forEach(provider::owes);
            lives.remove(life);
            dead.add(life.process);
        }
    }

    private void goOn() {
        assertThat(++steps).as("it ends").isLessThan(STEPS);
        bury();
        if (deaths == Deaths.POISON && !dead.isEmpty() && stage.chance(0.1)) {
            lives.add(new Life(dead.removeFirst(), this));
        }
        if (provider.owesReceipts() && !lives.isEmpty() && faults.receiptComes()) {
            report(provider.nextReceipt());
        }
        if ((stage.chance(0.3) && stage.fire()) || stage.step() || stage.fire()) {
            return;
        }
        stage.advance(stage.untilNext());
    }

    /// Repeated until there is a 2xx.
    private void report(DeliveryReceipt receipt) {
        if (provider.isTooEarly(receipt)) {
            provider.owes(receipt);
            return;
        }
        Life life = any();
        life.unanswered.add(receipt);
        stage.begin(life, () -> {
            boolean taken = false;
            try {
                life.receipts.record(receipt);
                taken = true;
            } catch (PortUnavailableException e) {
                // the webhook is answered 503
            }
            life.unanswered.remove(receipt);
            if (!taken) {
                provider.owes(receipt);
            }
        });
    }

    /// Takes one message, or a few that the provider delivers together.
    private List<Written> some() {
        List<Written> together = new ArrayList<>(List.of(written.removeFirst()));
        while (!written.isEmpty() && stage.chance(0.2)) {
            together.add(written.removeFirst());
        }
        return together;
    }

    /// Delivers to any process, or to two at once; repeated until there is a 2xx.
    private void deliver(List<Written> messages) {
        Instant now = stage.clock.instant();
        List<InboundMessage> inbound = IntStream.range(0, messages.size())
                .mapToObj(i -> inbound(messages.get(i), now.plusNanos(i)))
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

    private static InboundMessage inbound(Written message, Instant at) {
        return Messages.from(
                message.externalId(), message.from(), message.other(), new Content.Text(message.text()), at);
    }

    private static void tolerant(Runnable work) {
        try {
            work.run();
        } catch (PortUnavailableException e) {
            // the webhook is answered 503
        }
    }

    Life any() {
        return lives.get(stage.random.nextInt(lives.size()));
    }
}
