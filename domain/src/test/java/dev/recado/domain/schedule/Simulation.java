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
final class Simulation {
    /// The text with which a user opts out of notifications.
    static final String OPT_OUT_TEXT = "m1";

    /// The text that kills the process each time.
    static final String POISON_TEXT = "m2";

    private static final int STEPS = 20_000;
    /// This many kills within this time do not lead to giving up a message.
    private static final int QUICK_KILLS = 5;

    private static final Duration QUICK = Duration.ofSeconds(75);
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(10);

    final Scheduler scheduler;
    final Faults faults;
    final InMemoryStore store = new InMemoryStore();
    final Invariants invariants = new Invariants(this);
    final Provider provider = new Provider(this);
    final Business business;
    final Colleagues colleagues;

    private final Instant startedAt;
    private final List<ProcessInstance> processes = new ArrayList<>();
    private final List<String> dead = new ArrayList<>();
    /// The messages that the users wrote and the provider has no 2xx for, oldest first.
    private final List<Written> written = new ArrayList<>();
    private final List<String> trace = new ArrayList<>();
    private final boolean verbose = Long.getLong("recado.seed") != null;
    final KillMode killMode;
    private int killed;
    private int steps;

    /// How processes are killed.
    enum KillMode {
        /// At any time; nothing is ever given up.
        CHANCE,
        /// A few times in a row, with the usual limit of attempts.
        RESTARTS,
        /// By one message that kills each process that handles it.
        POISON
    }

    /// A user who shows a phone number, an id, or both, at random.
    private final @Nullable UserWithTwoAddresses twoAddressUser;

    private record Written(
            String externalId, UserAddress from, @Nullable UserAddress other, String text) {}

    private record UserWithTwoAddresses(Phone phone, BusinessScoped id) {
        Written writes(String externalId, String text, int how) {
            return switch (how) {
                case 0 -> new Written(externalId, phone, null, text);
                case 1 -> new Written(externalId, id, null, text);
                default -> new Written(externalId, phone, id, text);
            };
        }
    }

    Simulation(long seed) {
        scheduler = new Scheduler(seed);
        startedAt = scheduler.clock.instant();
        faults = new Faults(scheduler);
        killMode =
                scheduler.chance(0.6) ? KillMode.CHANCE : scheduler.chance(0.5) ? KillMode.RESTARTS : KillMode.POISON;
        int users = 1 + scheduler.random.nextInt(2);
        twoAddressUser = scheduler.chance(0.5)
                ? new UserWithTwoAddresses(new Phone("+15550000000"), new BusinessScoped("US.13491208655302741918"))
                : null;
        IntStream.range(0, 3 + scheduler.random.nextInt(6)).forEach(i -> written.add(write(i, users)));
        business = new Business(this, addresses(users));
        colleagues = new Colleagues(this, addresses(users));
        int processCount = scheduler.chance(0.3) ? 3 : 2;
        IntStream.range(0, processCount).forEach(i -> processes.add(new ProcessInstance("process-" + i, this)));
    }

    private List<UserAddress> addresses(int users) {
        List<UserAddress> addresses = new ArrayList<>();
        IntStream.range(0, users).forEach(user -> addresses.add(new Phone("+1555000000" + user)));
        if (twoAddressUser != null) {
            addresses.add(twoAddressUser.id());
        }
        return addresses;
    }

    private Written write(int i, int users) {
        String externalId = "SM" + scheduler.random.nextInt(10) + i;
        int user = scheduler.random.nextInt(users);
        return twoAddressUser != null && user == 0
                ? twoAddressUser.writes(externalId, "m" + i, scheduler.random.nextInt(3))
                : new Written(externalId, new Phone("+1555000000" + user), null, "m" + i);
    }

    /// Records an event, for the analysis of one schedule.
    void log(Supplier<String> what) {
        if (verbose) {
            trace.add(scheduler.clock.instant() + " " + what.get());
        }
    }

    String trace() {
        return String.join("\n", trace);
    }

    /// Runs the schedule to its end.
    ///
    /// @return the number of steps
    int run() {
        try {
            while (!written.isEmpty() || business.isWaiting() || colleagues.isWaiting() || scheduler.chance(0.98)) {
                step();
            }
            faults.stop();
            dead.forEach(name -> processes.add(new ProcessInstance(name, this)));
            dead.clear();
            runToTheEnd();
            if (twoAddressUser != null) {
                assertOneConversation(twoAddressUser);
            }
            business.reportedStatusesAreTrue(colleagues.accepted());
            invariants.hold(store.states(invariants.parts()));
            assertThat(store.backlog().waiting()).as("nothing waits").isZero();
            if (killMode == KillMode.POISON) {
                invariants.poisonWasGivenUp(POISON_TEXT);
            }
            assertThat(processes)
                    .allSatisfy(process -> assertThat(process.dispatcher.held()).isZero());
            return steps;
        } finally {
            scheduler.close(processes);
        }
    }

    private void runToTheEnd() {
        Instant end = scheduler.clock.instant().plus(LONG_ENOUGH);
        while (!isDone() && scheduler.clock.instant().isBefore(end)) {
            advance();
        }
    }

    /// Asserts that a user who has shown both addresses, and wrote once more, has one conversation.
    private void assertOneConversation(UserWithTwoAddresses user) {
        for (int how : List.of(2, 1)) {
            // the lease of a killed process has expired by then
            scheduler.advance(ProcessInstance.LEASE.plusMillis(1));
            Written last = user.writes("SMlast" + how, "last" + how, how);
            deliver(List.of(last));
            MessageId id = MessageId.of(Channel.TWILIO, last.externalId());
            while (store.conversationOf(id).isEmpty()) {
                advance();
            }
            runToTheEnd();
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
                && !provider.hasReceipts()
                && business.isDone()
                && colleagues.isDone()
                && processes.stream()
                        .allMatch(process -> process.dispatcher.held() == 0 && process.unanswered.isEmpty());
    }

    private void step() {
        removeKilled();
        if (!processes.isEmpty() && kills()) {
            anyProcess().killed = true;
            removeKilled();
        }
        if (!dead.isEmpty() && scheduler.chance(0.1)) {
            processes.add(new ProcessInstance(dead.removeFirst(), this));
        }
        if (!written.isEmpty() && !processes.isEmpty() && scheduler.chance(0.1)) {
            deliver(nextBatch());
        }
        if (business.isWaiting() && !processes.isEmpty() && scheduler.chance(0.03)) {
            business.sendRequest();
        }
        if (colleagues.isWaiting() && !processes.isEmpty() && scheduler.chance(0.03)) {
            colleagues.act();
        }
        if (scheduler.chance(0.05)) {
            scheduler.advance(Duration.ofMillis(scheduler.random.nextInt(scheduler.chance(0.1) ? 12_000 : 500)));
        }
        advance();
    }

    private boolean kills() {
        return switch (killMode) {
            case CHANCE -> faults.kills();
            case RESTARTS ->
                scheduler.clock.instant().isBefore(startedAt.plus(QUICK))
                        && killed < QUICK_KILLS
                        && faults.killsOften();
            case POISON -> false;
        };
    }

    /// Removes the processes that were killed since the last step.
    private void removeKilled() {
        for (ProcessInstance process : processes.stream().filter(l -> l.killed).toList()) {
            log(() -> process + " is killed");
            killed++;
            scheduler.kill(process);
            process.unanswered.forEach(provider::requeue);
            processes.remove(process);
            dead.add(process.process);
        }
    }

    private void advance() {
        assertThat(++steps).as("it ends").isLessThan(STEPS);
        removeKilled();
        if (killMode == KillMode.POISON && !dead.isEmpty() && scheduler.chance(0.1)) {
            processes.add(new ProcessInstance(dead.removeFirst(), this));
        }
        if (provider.hasReceipts() && !processes.isEmpty() && faults.receiptComes()) {
            report(provider.nextReceipt());
        }
        if ((scheduler.chance(0.3) && scheduler.fire()) || scheduler.step() || scheduler.fire()) {
            return;
        }
        scheduler.advance(scheduler.untilNext());
    }

    /// Repeated until it is applied: a receipt that cannot be applied yet is kept in memory only, and a kill
    /// loses it.
    private void report(DeliveryReceipt receipt) {
        ProcessInstance process = anyProcess();
        process.unanswered.add(receipt);
        scheduler.start(process, () -> {
            try {
                process.receipts.record(receipt);
            } catch (PortUnavailableException _) {
                // the webhook is answered 503
                process.unanswered.remove(receipt);
                provider.requeue(receipt);
            }
        });
    }

    /// Takes one message, or a few that the provider delivers together.
    private List<Written> nextBatch() {
        List<Written> together = new ArrayList<>(List.of(written.removeFirst()));
        while (!written.isEmpty() && scheduler.chance(0.2)) {
            together.add(written.removeFirst());
        }
        return together;
    }

    /// Delivers to any process, or to two at once; repeated until there is a 2xx.
    private void deliver(List<Written> messages) {
        Instant now = scheduler.clock.instant();
        List<InboundMessage> inbound = IntStream.range(0, messages.size())
                .mapToObj(i -> inbound(messages.get(i), now.plusNanos(i)))
                .toList();
        int times = faults.deliversAgain() ? 2 : 1;
        for (int i = 0; i < times; i++) {
            ProcessInstance process = anyProcess();
            boolean[] accepted = new boolean[1];
            scheduler.start(process, () -> {
                try {
                    tolerant(() -> {
                        process.accept.acceptAll(inbound);
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
        } catch (PortUnavailableException _) {
            // the webhook is answered 503
        }
    }

    ProcessInstance anyProcess() {
        return processes.get(scheduler.random.nextInt(processes.size()));
    }
}
