package dev.recado.application;

import dev.recado.adapter.simulator.fault.CallbackFault;
import dev.recado.adapter.simulator.fault.Fault;
import dev.recado.adapter.simulator.message.TwilioInboundWebhook;
import dev.recado.adapter.simulator.model.ModelScript;
import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.text.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Users who write and write while the processes that answer them are killed, over and over: at each named point of a
/// message's way, and at any moment. The provider misbehaves all the while: it throttles, fails before and after
/// it took a message, cuts connections, delivers twice, and its receipts are late, early, doubled or missing. In the
/// end the provider's own record says what became of every message that got its 2xx.
final class KillRun {
    private static final Pattern NAME = Pattern.compile("u\\d+m\\d+[ab]?");
    private static final Pattern DEAD_LETTERS = Pattern.compile("\"dead_letters\":\\{[^}]*\"count\":(\\d+)");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LONGEST_LIFE = Duration.ofSeconds(8);
    /// More than one part of an answer holds.
    private static final String FILLER = " y algo más".repeat(160) + " ";
    private static final int BETWEEN_LONG_ONES = 12;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration SLOW_MODEL = Duration.ofSeconds(2);
    private static final int BETWEEN_FAILOVERS = 5_000;
    private static final Set<String> APOLOGIES =
            Language.SHIPPED.stream().map(BuiltInText.APOLOGY::in).collect(Collectors.toUnmodifiableSet());

    private final ProcessTestSetup testSetup;
    private final Plan plan;
    private final List<User> users;
    private final List<Integer> ports;
    private final Runnable failover;
    private final AtomicInteger deaths = new AtomicInteger();
    private volatile boolean ended;

    /// @param processes how many answer at the same time
    /// @param kills how often one of them is killed
    /// @param within how long each process is restarted so often
    record Plan(int users, int processes, int kills, long seed, Kind kind, Duration within) {
        Plan(int users, int processes, int kills, long seed, Kind kind) {
            this(users, processes, kills, seed, kind, MINUTE);
        }
    }

    /// What is killed.
    enum Kind {
        /// A process, at the named points and at any moment.
        POINTS,
        /// Each process, again and again while the model is slow: whatever it has in hand dies with it.
        RESTARTS,
        /// The store's primary; the processes live on.
        FAILOVERS
    }

    /// What the provider's record says.
    ///
    /// @param accepted messages that got a 2xx
    /// @param answered those of them that were answered at least once
    /// @param lost neither answered nor followed by an apology
    /// @param doubled answers that were given before
    /// @param reordered answers given after that to a later message of the same user
    /// @param apologised not answered, but followed by an apology
    /// @param apologies that users got
    /// @param dead dead letters at the end
    /// @param findings the names of what went wrong
    record Verdict(
            int killed,
            int accepted,
            int answered,
            int lost,
            int doubled,
            int reordered,
            int apologised,
            int apologies,
            int dead,
            List<String> findings) {
        @Override
        public String toString() {
            return ("killed %,d, accepted %,d, answered %,d, lost %,d, doubled %,d, reordered %,d, apologised %,d"
                            + " (apologies %,d, dead letters %,d)")
                    .formatted(killed, accepted, answered, lost, doubled, reordered, apologised, apologies, dead);
        }

        boolean good() {
            return findings.isEmpty();
        }
    }

    /// @param said what was acknowledged, in the order written
    private record User(int number, String address, List<Said> said) {
        private List<String> names() {
            return said.stream().map(Said::name).toList();
        }
    }

    private record Said(String name, Instant at) {}

    /// @param testSetup with one address before all processes, see [LoadBalancer]
    /// @param ports where the processes listen
    /// @param failover kills the store's primary, and returns when all is as before
    KillRun(ProcessTestSetup testSetup, Plan plan, List<Integer> ports, Runnable failover) {
        this.failover = failover;
        this.testSetup = testSetup;
        this.plan = plan;
        this.ports = List.copyOf(ports);
        this.users = IntStream.range(0, plan.users())
                .mapToObj(u -> new User(u, "whatsapp:+15550140%03d".formatted(u), new CopyOnWriteArrayList<>()))
                .toList();
    }

    /// Kills until the plan's number is reached, lets the last processes finish, and counts.
    Verdict run() throws Exception {
        Duration thought = plan.kind() == Kind.RESTARTS ? SLOW_MODEL : Duration.ofMillis(30);
        testSetup.model.answerWith(new ModelScript.Slow(thought, new ModelScript.Echo()));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> lives = new ArrayList<>();
            for (int i = 0; i < plan.processes(); i++) {
                int process = i;
                lives.add(threads.submit(() -> {
                    switch (plan.kind()) {
                        case POINTS -> liveAndDie(process);
                        case RESTARTS -> restart(process);
                        case FAILOVERS -> live(process);
                    }
                }));
            }
            users.forEach(user -> threads.execute(() -> write(user)));
            threads.execute(this::misbehave);
            try {
                for (Future<?> life : lives) {
                    life.get();
                }
            } finally {
                ended = true;
            }
            for (int i = 0; plan.kind() != Kind.FAILOVERS && i < plan.processes(); i++) {
                launch(i).awaitReady();
            }
        }
        testSetup.twilio.faults().clear();
        awaitAnswers();
        testSetup.awaitQuiet(users.stream().map(User::address).toList());
        return verdict();
    }

    /// Lives on while the first of the processes' threads has the store fail over.
    private void live(int process) {
        launch(process).awaitReady();
        for (int i = 0; process == 0 && i < plan.kills(); i++) {
            pause(BETWEEN_FAILOVERS);
            failover.run();
            deaths.incrementAndGet();
        }
    }

    /// Kills the process so often within the time.
    private void restart(int process) {
        Random chance = new Random(plan.seed() + process);
        int life = (int) plan.within().toMillis() / plan.kills();
        for (int i = 0; i < plan.kills(); i++) {
            RecadoProcess doomed = launch(process).awaitReady();
            pause(life / 2 + chance.nextInt(life / 2));
            doomed.kill();
            deaths.incrementAndGet();
        }
    }

    private void liveAndDie(int process) {
        Random chance = new Random(plan.seed() + process);
        List<String> points = new ArrayList<>(KillSwitch.POINTS);
        Collections.shuffle(points, chance);
        for (int i = 0; deaths.getAndIncrement() < plan.kills(); i++) {
            // each second death, and every one of a short run, is at a named point
            boolean named = i < points.size() || i % 2 == 0;
            if (named) {
                String point = points.get(i % points.size()) + " " + (1 + chance.nextInt(5));
                RecadoProcess doomed = launch(process, KillSwitch.VARIABLE, point);
                if (!doomed.endsWithin(LONGEST_LIFE)) {
                    doomed.kill();
                }
            } else {
                RecadoProcess doomed = launch(process).awaitReady();
                pause(chance.nextInt(900));
                doomed.kill();
            }
        }
    }

    private RecadoProcess launch(int process, String... more) {
        List<String> settings = new ArrayList<>(List.of(
                "RECADO_PORT",
                ports.get(process).toString(),
                "RECADO_DATA_DIR",
                testSetup.folder().resolve("data-" + process).toString()));
        if (plan.kind() == Kind.POINTS) {
            // killed hundreds of times, and never for what a message is
            settings.addAll(List.of("RECADO_TURN_ATTEMPTS", "100"));
        }
        settings.addAll(List.of(more));
        return testSetup.launch(settings.toArray(String[]::new));
    }

    /// One message after another, each delivered until it is acknowledged, and some once more.
    private void write(User user) {
        Random chance = new Random(plan.seed() * 31 + user.number());
        int sinceLong = chance.nextInt(BETWEEN_LONG_ONES);
        for (int m = 0; !ended; m++) {
            String name = "u" + user.number() + "m" + m;
            boolean isLong = sinceLong++ >= BETWEEN_LONG_ONES;
            sinceLong = isLong ? 0 : sinceLong;
            List<String> names = isLong ? List.of(name + "a", name + "b") : List.of(name);
            Instant now = Instant.now();
            TwilioInboundWebhook webhook = testSetup.message(user.address(), String.join(FILLER, names));
            while (!testSetup.twilio.deliver(webhook).accepted()) {
                pause(50);
            }
            user.said().addAll(names.stream().map(each -> new Said(each, now)).toList());
            if (chance.nextInt(10) == 0) {
                testSetup.twilio.deliver(webhook);
            }
            pause(150 + chance.nextInt(500));
        }
    }

    private void misbehave() {
        Random chance = new Random(plan.seed() * 37);
        List<Fault> faults = List.of(
                new Fault.Throttle(Duration.ofSeconds(1)),
                new Fault.FailBefore(503),
                new Fault.FailAfter(503),
                new Fault.CutBefore(),
                new Fault.CutAfter(),
                new Fault.Slow(Duration.ZERO, Duration.ofMillis(400)),
                new Fault.Slow(Duration.ofMillis(400), Duration.ZERO));
        while (!ended) {
            pause(chance.nextInt(400));
            if (testSetup.twilio.faults().pending() < 4) {
                testSetup.twilio.faults().nextCreates(1, faults.get(chance.nextInt(faults.size())));
                CallbackFault[] callbacks = CallbackFault.values();
                testSetup.twilio.faults().nextCallbacks(1, callbacks[chance.nextInt(callbacks.length)]);
            }
        }
    }

    private void awaitAnswers() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end && verdict().lost() > 0) {
            pause(500);
        }
    }

    private Verdict verdict() {
        int accepted = 0;
        int answered = 0;
        int lost = 0;
        int doubled = 0;
        int reordered = 0;
        int apologies = 0;
        List<String> findings = new ArrayList<>();
        for (User user : users) {
            List<Instant> apologised = apologisedAt(user);
            if (!apologised.isEmpty()) {
                apologies += apologised.size();
                findings.add("u" + user.number() + " got " + apologised.size() + " apologies");
            }
            List<String> said = user.names();
            Set<String> heard = new HashSet<>();
            int furthest = -1;
            for (String name : answers(user)) {
                int place = said.indexOf(name);
                if (!heard.add(name)) {
                    doubled++;
                    findings.add(name + " doubled");
                } else if (place < furthest) {
                    reordered++;
                    findings.add(name + " late");
                }
                furthest = Math.max(furthest, place);
            }
            accepted += said.size();
            for (Said each : user.said()) {
                if (heard.contains(each.name())) {
                    answered++;
                } else if (apologised.stream().noneMatch(at -> at.isAfter(each.at()))) {
                    lost++;
                    findings.add(each.name() + " lost");
                } else {
                    findings.add(each.name() + " only apologised for");
                }
            }
        }
        int killed = plan.kind() == Kind.POINTS ? plan.kills() : deaths.get();
        int unanswered = accepted - answered - lost;
        int dead = ended ? deadLetters() : 0;
        if (ended && dead != unanswered) {
            findings.add("%d dead letters for %d messages".formatted(dead, unanswered));
        }
        return new Verdict(killed, accepted, answered, lost, doubled, reordered, unanswered, apologies, dead, findings);
    }

    private List<Instant> apologisedAt(User user) {
        return testSetup.twilio.sentTo(user.address()).stream()
                .filter(message -> APOLOGIES.contains(message.body()))
                .map(message -> message.progress().created())
                .toList();
    }

    private int deadLetters() {
        Matcher count = DEAD_LETTERS.matcher(testSetup.health());
        return count.find() ? Integer.parseInt(count.group(1)) : 0;
    }

    private List<String> answers(User user) {
        return testSetup.heardBy(user.address()).stream()
                .flatMap(body -> NAME.matcher(body).results().map(MatchResult::group))
                .toList();
    }

    private static void pause(int millis) {
        LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
    }
}
