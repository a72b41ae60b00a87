package dev.recado.application.bench;

import dev.recado.adapter.simulator.TwilioStandIn;
import dev.recado.adapter.simulator.account.TwilioAccount;
import dev.recado.adapter.simulator.core.StandInOptions;
import dev.recado.adapter.simulator.message.StandInMessage;
import dev.recado.adapter.simulator.model.ModelScript;
import dev.recado.adapter.simulator.model.ModelStandIn;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/// A thousand users write at once, the model takes two seconds: what Recado adds to that, from the moment a
/// webhook is posted to the moment the answer reaches the stand-in.
final class Conversations {
    private static final int USERS = 1_000;
    private static final Duration MODEL = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Conversations() {}

    static void measure(Path jar, String store, Map<String, String> settings) throws IOException, InterruptedException {
        TwilioAccount account = new TwilioAccount(Child.SID, Child.TOKEN, TwilioAccount.SANDBOX_SENDER);
        StandInOptions options = StandInOptions.of(InstantSource.system(), new Random());
        try (TwilioStandIn twilio = TwilioStandIn.start(options, account);
                ModelStandIn model = ModelStandIn.start(0, InstantSource.system())
                        .answerWith(new ModelScript.Slow(MODEL, new ModelScript.Echo()))) {
            Map<String, String> all = new HashMap<>(settings);
            all.put("RECADO_QUIET_TIME", "0");
            // what is measured is Recado, not what WhatsApp allows one sender
            all.put("RECADO_SENDER_PER_SECOND", "0");
            all.put("RECADO_USER_EVERY", "0");
            all.put("RECADO_LIMIT_PER_MINUTE", "0");
            all.put("RECADO_LIMIT_PER_DAY", "0");
            all.put("RECADO_REPEATS", "0");
            all.put("RECADO_TYPING", "false");
            all.put("TWILIO_API_BASE", twilio.baseUrl().toString());
            all.put("OPENAI_BASE_URL", model.baseUrl().toString());
            all.put("OPENAI_API_KEY", "none");
            all.put("OPENAI_MODEL", "slow");
            try (Child recado = Child.start(jar, List.of(), all)) {
                twilio.pointAt(URI.create(recado.url("/webhooks/twilio")));
                round(twilio, "2");
                round(twilio, "3");
                Duration before = recado.processorTime();
                Map<String, Instant> posted = round(twilio, "4");
                Duration taken = recado.processorTime().minus(before);
                long[] added = posted.entrySet().stream()
                        .mapToLong(e -> Duration.between(e.getValue(), answered(twilio, e.getKey()))
                                .minus(MODEL)
                                .toMillis())
                        .toArray();
                Arrays.sort(added);
                Table.row(
                        "(c) 1,000 conversations at once, " + store,
                        String.format(
                                Locale.ROOT,
                                "added p50 %d ms · p99 %d ms · %.1f ms of processor time each · resident %d MiB, at most %d MiB · %d threads",
                                added[added.length / 2],
                                added[added.length * 99 / 100],
                                taken.toMillis() / (double) USERS,
                                recado.memory("VmRSS"),
                                recado.memory("VmHWM"),
                                recado.threads()));
            }
        }
    }

    private static Map<String, Instant> round(TwilioStandIn twilio, String prefix) throws InterruptedException {
        Map<String, Instant> posted = new ConcurrentHashMap<>();
        List<Future<?>> posts = new ArrayList<>();
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < USERS; i++) {
                LockSupport.parkNanos(start + MODEL.toNanos() * i / USERS - System.nanoTime());
                String user = String.format(Locale.ROOT, "whatsapp:+155%s%06d", prefix, i);
                posts.add(threads.submit(() -> {
                    posted.put(user, Instant.now());
                    twilio.deliver(twilio.webhooks().from(user).text("mensaje número uno de " + user));
                }));
            }
        }
        boolean all = twilio.await(
                messages -> messages.stream()
                                .filter(m -> !m.inbound() && m.to().startsWith("whatsapp:+155" + prefix))
                                .count()
                        == USERS,
                PATIENCE);
        if (!all || posts.size() != USERS) {
            throw new IllegalStateException("not every conversation was answered");
        }
        return posted;
    }

    private static Instant answered(TwilioStandIn twilio, String user) {
        return twilio.sentTo(user).stream()
                .map(StandInMessage::progress)
                .map(StandInMessage.Progress::created)
                .findFirst()
                .orElseThrow();
    }
}
