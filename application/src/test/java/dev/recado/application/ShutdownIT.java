package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recado.adapter.simulator.message.StandInMessage;
import dev.recado.adapter.simulator.message.TwilioInboundWebhook;
import dev.recado.adapter.simulator.model.ModelScript;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// How a life ends, and what the next one takes up.
class ShutdownIT {
    private static final int WRITERS = 8;
    private static final String RECEIPT =
            "MessageSid=SM00000000000000000000000000000001&MessageStatus=read&To=whatsapp%3A%2B15550100001&From=whatsapp%3A%2B15550100000";

    @Test
    void aRunningTurnFinishesAndWhatWaitsIsAnsweredByTheNextLife() throws Exception {
        try (BotUnderTest bot = BotUnderTest.start(Map.of(
                "RECADO_VALIDATE_SIGNATURES", "false",
                "RECADO_QUIET_TIME", "2s",
                "OPENAI_BASE_URL", "MODEL",
                "OPENAI_API_KEY", "a-key-for-the-model"))) {
            String early = bot.newUser();
            String late = bot.newUser();
            bot.model.next(
                    1, new ModelScript.Slow(Duration.ofMillis(1500), new ModelScript.Canned("Aún llegué a tiempo.")));
            bot.model.answerWith(new ModelScript.Canned("Ahora sí."));
            bot.deliver(bot.text(early, "¿Llega esta respuesta a tiempo?"));
            bot.model.awaitRequests(1, BotUnderTest.SOON);
            TwilioInboundWebhook waiting = bot.text(late, "Este mensaje espera a la próxima vida");
            bot.deliver(waiting);

            bot.stop();

            assertThat(bot.byRest(early)).extracting(StandInMessage::body).containsExactly("Aún llegué a tiempo.");
            assertThat(bot.byRest(late)).isEmpty();
            assertThat(bot.log.with("[STOP] DONE", "waiting=1", "spooled=0", "ms="))
                    .singleElement()
                    .asString()
                    .startsWith("INFO");
            assertThat(bot.twilio.deliver(bot.text(late, "hola")).accepted()).isFalse();

            bot.startAgain();

            assertThat(bot.awaitByRest(late, 1))
                    .extracting(StandInMessage::body)
                    .containsExactly("Ahora sí.");
            bot.awaitInbound(waiting.messageSid(), "answered");
            bot.staysQuiet(late, 1);
            bot.staysQuiet(early, 1);
            assertThat(bot.get("/health").body()).contains("RECADO_VALIDATE_SIGNATURES is false");
            assertThat(bot.post("/webhooks/twilio", waiting.body(), "application/x-www-form-urlencoded", "")
                            .statusCode())
                    .isEqualTo(200);
            bot.keptThingsToItself();
        }
    }

    @Test
    void whoeverWritesWhileItStopsIsTurnedAwayOrAnsweredByTheNextLife() throws Exception {
        try (BotUnderTest bot =
                BotUnderTest.start(Map.of("OPENAI_BASE_URL", "MODEL", "OPENAI_API_KEY", "a-key-for-the-model"))) {
            bot.model.answerWith(new ModelScript.Canned("Ahora sí."));
            Set<String> accepted = ConcurrentHashMap.newKeySet();
            whileMany(() -> writes(bot, accepted), bot::stop);
            assertThat(accepted).hasSizeGreaterThanOrEqualTo(WRITERS);

            bot.startAgain();

            await().atMost(BotUnderTest.SOON)
                    .until(() ->
                            accepted.stream().noneMatch(user -> bot.byRest(user).isEmpty()));
            assertThat(accepted)
                    .allSatisfy(user -> assertThat(bot.byRest(user))
                            .extracting(StandInMessage::body)
                            .containsExactly("Ahora sí."));
        }
    }

    /// A request that was still at work when its beans were gone made them anew, and a store that nobody closed held
    /// the data folder.
    @RepeatedTest(5)
    void aReceiptThatComesInWhileItStopsLeavesNothingOpen() throws Exception {
        try (BotUnderTest bot = BotUnderTest.start(Map.of("RECADO_VALIDATE_SIGNATURES", "false"))) {
            AtomicBoolean stopped = new AtomicBoolean();
            whileMany(() -> receiptArrives(bot, stopped), () -> {
                bot.stop();
                stopped.set(true);
            });

            bot.startAgain();

            assertThat(bot.get("/health/readiness").statusCode()).isEqualTo(200);
        }
    }

    /// Does something while several others repeat a step for as long as it says so, and waits until all have ended.
    private static void whileMany(BooleanSupplier step, Runnable something) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(WRITERS);
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < WRITERS; i++) {
                writers.execute(() -> {
                    boolean again = step.getAsBoolean();
                    begun.countDown();
                    while (again) {
                        again = step.getAsBoolean();
                    }
                });
            }
            begun.await();
            something.run();
        }
    }

    /// A message of a new user; whether it was accepted.
    private static boolean writes(BotUnderTest bot, Set<String> accepted) {
        String user = bot.newUser();
        if (!bot.twilio.deliver(bot.text(user, "¿Quién responde?")).accepted()) {
            return false;
        }
        return accepted.add(user);
    }

    /// Whether another shall come.
    private static boolean receiptArrives(BotUnderTest bot, AtomicBoolean stopped) {
        try {
            bot.post("/webhooks/twilio/status", RECEIPT, "application/x-www-form-urlencoded", "");
        } catch (UncheckedIOException turnedAway) {
            Thread.onSpinWait();
        }
        return !stopped.get();
    }
}
