package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recado.adapter.simulator.message.TwilioInboundWebhook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Many users who each write many messages, one after another, while Recado is killed. What got no 2xx is delivered
/// again later, as a provider does.
final class MessageBurst {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Pattern NAME = Pattern.compile("u\\d+m\\d+");

    private final ProcessTestSetup testSetup;
    private final long seed = Long.getLong("recado.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<User> users;
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicLong slowest = new AtomicLong();

    /// @param waiting what was not acknowledged yet, in the order written
    private record User(String address, List<String> said, List<TwilioInboundWebhook> waiting) {}

    MessageBurst(ProcessTestSetup testSetup, int users, int messages) {
        this.testSetup = testSetup;
        this.users = IntStream.range(0, users)
                .mapToObj(u -> {
                    String address = "whatsapp:+15550120%03d".formatted(u);
                    List<String> said = IntStream.range(0, messages)
                            .mapToObj("u%dm%%d".formatted(u)::formatted)
                            .toList();
                    List<TwilioInboundWebhook> waiting = new ArrayList<>(said.stream()
                            .map(text -> testSetup.message(address, text))
                            .toList());
                    return new User(address, said, waiting);
                })
                .toList();
    }

    /// Delivers what waits, and ends the process when a random number of messages were acknowledged.
    void killAtARandomMoment(RecadoProcess process, Consumer<RecadoProcess> end) throws InterruptedException {
        int waiting = users.stream().mapToInt(user -> user.waiting().size()).sum();
        int moment = waiting == 0 ? 0 : random.nextInt(waiting);
        CountDownLatch until = new CountDownLatch(moment);
        deliver(until, () -> end.accept(process));
    }

    /// Delivers the rest, and waits until everything was answered.
    void finish() throws InterruptedException {
        deliver(new CountDownLatch(0), () -> {});
        assertThat(users).allSatisfy(user -> assertThat(user.waiting()).isEmpty());
        boolean all = testSetup.twilio.await(
                _ -> users.stream().allMatch(user -> answers(user).containsAll(user.said())), SOON);
        assertThat(all).as("all are answered, %s; missing: %s", this, missing()).isTrue();
        testSetup.awaitQuiet(users.stream().map(User::address).toList());
    }

    void assertEachAnsweredOnceInOrder() {
        for (User user : users) {
            assertThat(answers(user)).as("%s, %s", user.address(), this).containsExactlyElementsOf(user.said());
        }
    }

    /// Delivers what waits, and does something when so many messages were acknowledged.
    void during(int acknowledged, Runnable then) throws InterruptedException {
        deliver(new CountDownLatch(acknowledged), then);
    }

    /// Waits until so many messages were acknowledged in all.
    void awaitAcknowledged(int messages) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(10)).until(() -> accepted.get() >= messages);
    }

    /// How long the slowest webhook took.
    Duration slowest() {
        return Duration.ofNanos(slowest.get());
    }

    private boolean deliver(TwilioInboundWebhook webhook) {
        long start = System.nanoTime();
        boolean taken = testSetup.twilio.deliver(webhook).accepted();
        slowest.accumulateAndGet(System.nanoTime() - start, Math::max);
        if (taken) {
            accepted.incrementAndGet();
        }
        return taken;
    }

    private void deliver(CountDownLatch acknowledged, Runnable then) throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (User user : users) {
                threads.execute(() -> {
                    while (!user.waiting().isEmpty() && deliver(user.waiting().getFirst())) {
                        user.waiting().removeFirst();
                        acknowledged.countDown();
                    }
                });
            }
            assertThat(acknowledged.await(SOON.toSeconds(), TimeUnit.SECONDS))
                    .as("the messages are acknowledged, %s", this)
                    .isTrue();
            then.run();
        }
    }

    /// The names of the messages that were answered, in the order in which the answers were sent.
    private List<String> answers(User user) {
        return testSetup.heardBy(user.address()).stream()
                .flatMap(body -> NAME.matcher(body).results().map(found -> found.group()))
                .toList();
    }

    private List<String> missing() {
        return users.stream()
                .flatMap(user -> {
                    List<String> answered = answers(user);
                    return user.said().stream().filter(name -> !answered.contains(name));
                })
                .toList();
    }

    @Override
    public String toString() {
        return "with -Drecado.seed=" + seed;
    }
}
