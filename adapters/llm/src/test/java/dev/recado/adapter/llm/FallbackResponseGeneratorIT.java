package dev.recado.adapter.llm;

import static dev.recado.adapter.llm.ScriptedServer.completes;
import static dev.recado.adapter.llm.ScriptedServer.error;
import static dev.recado.adapter.llm.ScriptedServer.says;
import static dev.recado.adapter.llm.ScriptedServer.saysAfter;
import static dev.recado.adapter.llm.ScriptedServer.status;
import static dev.recado.adapter.llm.TestGenerators.KEY;
import static dev.recado.adapter.llm.TestGenerators.NOW;
import static dev.recado.adapter.llm.TestGenerators.prompt;
import static dev.recado.adapter.llm.TestGenerators.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.answer.ResponseGenerator.Generation;
import dev.recado.domain.message.Role;
import dev.recado.domain.message.Usage;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@Timeout(30)
class FallbackResponseGeneratorIT {

    private final TestGenerators generators = new TestGenerators();

    private Generation ask(ScriptedServer server) {
        return generators.at(server.baseUrl()).generate(prompt());
    }

    private static String textOf(JsonNode content) {
        return content.isArray() ? content.path(content.size() - 1).path("text").asText() : content.asText();
    }

    private static String failure(Generation generation) {
        assertThat(generation).isInstanceOf(Generation.Failed.class);
        return ((Generation.Failed) generation).reason();
    }

    private static String answer(Generation generation) {
        assertThat(generation).isInstanceOf(Generation.Answer.class);
        return ((Generation.Answer) generation).text();
    }

    @Test
    void theHistoryIsSentInOrderBeforeTheMessage() {
        try (var server = new ScriptedServer(says("Sí, hasta las **20 h**."))) {
            Generation generation = generators
                    .at(server.baseUrl())
                    .generate(prompt(
                            turn(Role.USER, "Hola"),
                            turn(Role.ASSISTANT, "¿En qué ayudo?"),
                            turn(Role.USER, "Una duda"),
                            turn(Role.AGENT, "Soy Luis, diga")));

            assertThat(generation)
                    .isEqualTo(new Generation.Answer(
                            "Sí, hasta las **20 h**.",
                            List.of(),
                            List.of(),
                            new Usage(9, 3, new BigDecimal("0.000015")),
                            "test-model",
                            Duration.ZERO,
                            null));
            var sent = new ArrayList<String>();
            server.body(0)
                    .path("messages")
                    .forEach(message -> sent.add(message.path("role").asText() + ": "
                            + textOf(message.path("content"))
                                    .lines()
                                    .findFirst()
                                    .orElse("")));
            assertThat(sent)
                    .containsExactly(
                            "system: You are Recado.",
                            "user: Hola",
                            "assistant: ¿En qué ayudo?",
                            "user: Una duda",
                            "assistant: [a person of the business wrote] Soy Luis, diga",
                            "user: ¿Abren hoy?");
            assertThat(server.body(0).path("model").asText()).isEqualTo("test-model");
            assertThat(server.header(0, "Authorization")).containsExactly("Bearer " + KEY);
        }
    }

    @Test
    void aServerErrorIsRetriedWithGrowingWaits() {
        try (var server = new ScriptedServer(
                error(500, "server_error", ""), status(503, "<html>busy</html>"), status(529, ""), says("Sí."))) {
            assertThat(answer(ask(server))).isEqualTo("Sí.");
            assertThat(server.calls()).isEqualTo(4);
            assertThat(generators.waits)
                    .extracting(wait -> Math.round(wait.toMillis() / 10.0) * 10)
                    .containsExactly(500L, 1000L, 2000L);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 429, 500, 502, 503, 504})
    void aTransientFailureIsRetried(int status) {
        try (var server = new ScriptedServer(error(status, "requests", "rate_limit_exceeded"), says("Sí."))) {
            assertThat(answer(ask(server))).isEqualTo("Sí.");
            assertThat(server.calls()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "401, invalid_request_error, invalid_api_key",
        "402, invalid_request_error, billing_not_active",
        "403, permission_error, unsupported_country_region_territory",
        "404, invalid_request_error, model_not_found",
        "422, invalid_request_error, bad_value",
        "429, insufficient_quota, insufficient_quota",
        "429, billing_error, credit_balance_exhausted",
        "429, rate_limit_error, enforced_spend_limit_reached"
    })
    void aPermanentFailureIsNotRetried(int status, String type, String code) {
        try (var server = new ScriptedServer(error(status, type, code, "Retry-After", "0"), says("never"))) {
            assertThat(failure(ask(server))).startsWith(status + " " + type).contains(code);
            assertThat(server.calls()).isEqualTo(1);
        }
    }

    @Test
    void retryAfterInSecondsIsTheMinimumWait() {
        try (var server =
                new ScriptedServer(error(429, "requests", "rate_limit_exceeded", "Retry-After", "7"), says("Sí."))) {
            assertThat(answer(ask(server))).isEqualTo("Sí.");
            assertThat(generators.waits)
                    .singleElement()
                    .satisfies(wait -> assertThat(wait).isBetween(Duration.ofSeconds(7), Duration.ofMillis(7_500)));
        }
    }

    @Test
    void retryAfterAsADateIsTheMinimumWait() {
        try (var server = new ScriptedServer(
                error(503, "server_error", "", "Retry-After", "Sat, 21 Nov 2026 10:00:12 GMT"), says("Sí."))) {
            assertThat(answer(ask(server))).isEqualTo("Sí.");
            assertThat(generators.waits)
                    .singleElement()
                    .satisfies(wait -> assertThat(wait).isBetween(Duration.ofSeconds(12), Duration.ofMillis(12_500)));
        }
    }

    @Test
    void aRetryAfterBeyondTheDeadlineFailsAtOnce() {
        try (var server =
                new ScriptedServer(error(429, "requests", "rate_limit_exceeded", "Retry-After", "61"), says("never"))) {
            assertThat(failure(ask(server))).isEqualTo("429 requests rate_limit_exceeded");
            assertThat(server.calls()).isEqualTo(1);
            assertThat(generators.waits).isEmpty();
        }
    }

    @Test
    void retriesEndWhenEveryTryFails() {
        try (var server = new ScriptedServer(error(500, "server_error", ""))) {
            assertThat(failure(ask(server))).isEqualTo("500 server_error (5 tries)");
            assertThat(waited()).isLessThan(Duration.ofSeconds(8));
        }
    }

    private Duration waited() {
        return generators.waits.stream().reduce(Duration.ZERO, Duration::plus);
    }

    @Test
    void withoutAFallbackAProviderThatIsDownIsCalledOnce() {
        try (var server = new ScriptedServer(error(500, "server_error", ""))) {
            failure(ask(server));
            int before = server.calls();
            generators.waits.clear();

            assertThat(failure(ask(server))).isEqualTo("500 server_error");

            assertThat(server.calls()).isEqualTo(before + 1);
            assertThat(generators.waits).isEmpty();
        }
    }

    @Test
    void withAStandInRetriesAreFewAndThereAreNoneWhileTheProviderIsDown() {
        try (var server = new ScriptedServer(error(500, "server_error", ""))) {
            var generator = generators.at(server.baseUrl());
            assertThat(failure(generator.generate(prompt().withStandIn()))).isEqualTo("500 server_error (3 tries)");
            assertThat(waited()).isLessThan(Duration.ofSeconds(2));
            assertThat(failure(generator.generate(prompt().withStandIn()))).isEqualTo("500 server_error (2 tries)");
            int before = server.calls();
            generators.waits.clear();

            assertThat(failure(generator.generate(prompt().withStandIn())))
                    .isEqualTo("500 server_error (not asked again yet)");

            assertThat(server.calls()).isEqualTo(before);
            assertThat(generators.waits).isEmpty();
        }
    }

    @Test
    void aThrottlingProviderIsRetried() {
        try (var server = new ScriptedServer(
                error(429, "requests", "rate_limit_exceeded"),
                error(429, "requests", "rate_limit_exceeded", "Retry-After", "1"),
                error(503, "server_error", "", "Retry-After", "1"),
                status(529, ""),
                error(429, "requests", "rate_limit_exceeded"),
                error(429, "requests", "rate_limit_exceeded"),
                says("Sí."))) {
            assertThat(answer(ask(server))).isEqualTo("Sí.");
        }
    }

    @Test
    void noTryStartsAfterTheDeadline() {
        try (var server = new ScriptedServer(says("never"))) {
            assertThat(failure(generators.at(server.baseUrl()).generate(prompt(NOW))))
                    .isEqualTo("deadline passed");
            assertThat(server.calls()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCallThatHangsIsCancelledAtTheDeadline(boolean inTheBody) {
        try (var server = new ScriptedServer(says("unused"))) {
            server.then(inTheBody ? server.hangsInTheBody() : server.hangs());
            var generator = generators.at(server.baseUrl(), InstantSource.system(), Duration.ofSeconds(30));
            Instant deadline = InstantSource.system().instant().plusSeconds(10);
            assertThat(answer(generator.generate(prompt(deadline)))).isEqualTo("unused");

            assertThat(failure(generator.generate(
                            prompt(InstantSource.system().instant().plusMillis(200)))))
                    .isEqualTo("timeout");
            assertThat(generators.limit.inFlight()).isZero();
        }
    }

    @Test
    void aCancelledCallReleasesItsConnection() throws Exception {
        var closed = new CountDownLatch(1);
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (var connection = server.accept()) {
                    connection.getInputStream().transferTo(OutputStream.nullOutputStream());
                    closed.countDown();
                } catch (IOException _) {
                    closed.countDown(); // reset is closed, too
                }
            });
            String url = "http://127.0.0.1:" + server.getLocalPort() + "/v1";
            assertThat(failure(generators.at(url).generate(prompt(NOW.plusMillis(500)))))
                    .startsWith("timeout");
            assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aTryThatTimesOutIsFollowedByAnother() {
        try (var server = new ScriptedServer(says("first"))) {
            server.then(server.hangs());
            server.then(says("third"));
            assertThat(answer(ask(server))).isEqualTo("first");

            var hasty = generators.at(server.baseUrl(), generators.clock, Duration.ofMillis(300));
            assertThat(answer(hasty.generate(prompt()))).isEqualTo("third");
            assertThat(generators.waits).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \\n\\t ", "<think>what to say</think>", "<think>cut off in the middle"})
    void aBlankAnswerIsRetriedOnce(String blank) {
        var message = "{\"role\":\"assistant\",\"content\":\"%s\"}".formatted(blank);
        try (var server = new ScriptedServer(completes(message, "stop"), says("Sí."))) {
            assertThat(answer(ask(server))).isEqualTo("Sí.");
        }
        try (var server = new ScriptedServer(completes(message, "stop"))) {
            assertThat(failure(ask(server))).isEqualTo("blank answer (2 tries)");
            assertThat(server.calls()).isEqualTo(2);
        }
    }

    @Test
    void anAnswerWithoutContentIsBlank() {
        try (var server = new ScriptedServer(completes("{\"role\":\"assistant\",\"content\":null}", "stop"))) {
            assertThat(failure(ask(server))).isEqualTo("blank answer (2 tries)");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"choices\":[]}", "{\"choices\":[{}]}", "{}", "<html>login</html>", "[1]", "\"x\"", "null", ""
            })
    void anUnreadableAnswerIsRetriedOnce(String body) {
        try (var server = new ScriptedServer(status(200, body))) {
            assertThat(failure(ask(server))).startsWith("unreadable answer").endsWith("(2 tries)");
            assertThat(server.calls()).isEqualTo(2);
        }
    }

    @Test
    void aRefusalIsNotRetriedAndNotQuoted() {
        try (var server = new ScriptedServer(
                completes("{\"role\":\"assistant\",\"content\":null,\"refusal\":\"I cannot\"}", "stop"))) {
            assertThat(ask(server))
                    .isInstanceOfSatisfying(
                            Generation.Refusal.class,
                            refusal -> assertThat(refusal.reason()).isEqualTo("refusal"));
            assertThat(server.calls()).isEqualTo(1);
        }
    }

    @Test
    void aFilteredAnswerIsARefusal() {
        try (var server = new ScriptedServer(
                completes("{\"role\":\"assistant\",\"content\":\"half an ans\"}", "content_filter"))) {
            assertThat(ask(server))
                    .isInstanceOfSatisfying(
                            Generation.Refusal.class,
                            refusal -> assertThat(refusal.reason()).isEqualTo("content_filter"));
        }
        try (var server = new ScriptedServer(error(400, "invalid_request_error", "content_filter"))) {
            assertThat(ask(server))
                    .isInstanceOfSatisfying(
                            Generation.Refusal.class,
                            refusal ->
                                    assertThat(refusal.reason()).isEqualTo("400 invalid_request_error content_filter"));
        }
    }

    @Test
    void reasoningIsRemovedFromTheAnswer() {
        try (var server = new ScriptedServer(says("<think>\nOpen today?\n</think>\n\nSí, hasta las 20 h."))) {
            assertThat(answer(ask(server))).isEqualTo("Sí, hasta las 20 h.");
        }
    }

    @Test
    void aRefusedConnectionIsRetriedAndNamed() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertThat(failure(generators.at("http://127.0.0.1:" + port + "/v1").generate(prompt())))
                .isEqualTo("connection refused (5 tries)");
        assertThat(waited()).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void aBrokenConnectionIsRetried() {
        try (var server = new ScriptedServer(exchange -> exchange.sendResponseHeaders(200, 100), says("Sí."))) {
            assertThat(answer(ask(server))).isEqualTo("Sí.");
            assertThat(server.calls()).isEqualTo(2);
        }
    }

    @Test
    void anInterruptedWaitEndsInAnExceptionAndKeepsTheFlag() {
        generators.pausing(wait -> {
            throw new InterruptedException();
        });
        try (var server = new ScriptedServer(error(500, "server_error", ""))) {
            assertThatThrownBy(() -> ask(server))
                    .isInstanceOf(PortUnavailableException.class)
                    .hasMessageContaining("interrupted");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void anInterruptedCallEndsInAnExceptionAndKeepsTheFlag() throws InterruptedException {
        try (var server = new ScriptedServer(says("unused"))) {
            server.then(server.hangs());
            var generator = generators.at(server.baseUrl());
            generator.generate(prompt());
            var thrown = new AtomicReference<String>();
            Thread caller = Thread.ofVirtual().start(() -> {
                try {
                    generator.generate(prompt());
                } catch (PortUnavailableException e) {
                    thrown.set(e.getMessage() + " " + Thread.currentThread().isInterrupted());
                }
            });
            await().until(() -> server.calls() == 2);
            caller.interrupt();
            caller.join();
            assertThat(thrown.get()).isEqualTo("Language model: interrupted while it was asked true");
            assertThat(generators.limit.inFlight()).isZero();
        }
    }

    @Test
    void callsInFlightAreLimitedAndWaitingEndsAtTheDeadline() throws Exception {
        var two = new TestGenerators(2);
        var signal = new CountDownLatch(1);
        try (var server = new ScriptedServer(saysAfter(signal, "Sí."));
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var generator = two.at(server.baseUrl());
            Future<Generation> first = callers.submit(() -> generator.generate(prompt()));
            Future<Generation> second = callers.submit(() -> generator.generate(prompt()));
            await().until(() -> server.calls() == 2);
            assertThat(two.health.check().details()).containsEntry("in_flight", 2);

            assertThat(failure(generator.generate(prompt(NOW.plusMillis(100)))))
                    .isEqualTo("no free call before the deadline");
            assertThat(server.calls()).isEqualTo(2);

            signal.countDown();
            assertThat(answer(first.get())).isEqualTo("Sí.");
            assertThat(answer(second.get())).isEqualTo("Sí.");
        }
    }

    @Test
    void aThousandConcurrentCallsUseNoThreadEach() throws Exception {
        var signal = new CountDownLatch(1);
        // other test classes of this JVM leave threads behind
        int before = Thread.getAllStackTraces().size();
        try (var server = new ScriptedServer(saysAfter(signal, "Sí."));
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var generator = generators.at(server.baseUrl());
            List<Future<Generation>> calls = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                calls.add(callers.submit(() -> generator.generate(prompt())));
            }
            await().atMost(20, TimeUnit.SECONDS).until(() -> server.calls() == 1000);
            assertThat(Thread.getAllStackTraces()).hasSizeLessThan(before + 60); // platform threads only
            signal.countDown();
            for (Future<Generation> call : calls) {
                assertThat(answer(call.get())).isEqualTo("Sí.");
            }
        }
    }

    @Test
    void neitherKeyNorContentReachesLogsOrReasons() {
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        root.addAppender(lines);
        root.setLevel(Level.TRACE);
        try (var server = new ScriptedServer(
                error(503, "server_error", ""),
                status(429, "{\"error\":{\"type\":\"" + KEY + "\",\"code\":\"hola amigo\"}}"),
                error(401, "invalid_request_error", "invalid_api_key"))) {
            String reason = failure(ask(server));
            assertThat(reason).isEqualTo("401 invalid_request_error invalid_api_key (3 tries)");
            assertThat(generators.health.check().toString()).doesNotContain(KEY);
        } finally {
            root.setLevel(before);
            root.detachAppender(lines);
        }
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .noneMatch(line -> line.contains(KEY) || line.contains("hola") || line.contains("Abren"))
                .anyMatch(line -> line.startsWith("[LLM] RETRY model=test-model try=1 wait_ms=")
                        && line.endsWith("error=503_server_error"))
                .anyMatch(line -> line.endsWith("error=429"));
        assertThat(lines.list).allMatch(event -> event.getThrowableProxy() == null);
    }

    @Test
    void healthShowsTheLastOutcomes() {
        try (var server = new ScriptedServer(says("Sí."), error(401, "invalid_request_error", "invalid_api_key"))) {
            var generator = generators.at(server.baseUrl());
            generator.generate(prompt());
            assertThat(generators.health.check().details())
                    .containsEntry("last_outcome", "answered in 0 ms")
                    .containsEntry("last_at", NOW.toString());
            generator.generate(prompt());
            assertThat(generators.health.check().up()).as("a refused key").isFalse();
            assertThat(generators.health.check().warnings())
                    .singleElement()
                    .asString()
                    .contains("openai", "test-model", "401 invalid_request_error invalid_api_key", "check the key");
            generator.generate(prompt());
            generator.generate(prompt());
            assertThat(generators.health.check().up()).isFalse();
            assertThat(generators.health.check().details())
                    .containsEntry(
                            "last_outcome", "failed: 401 invalid_request_error invalid_api_key (not asked again yet)")
                    .containsEntry("breaker", "open")
                    .containsEntry("tokens_in_today", 9L)
                    .containsEntry("failures_in_a_row", 3);
        }
    }
}
