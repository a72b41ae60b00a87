package dev.recado.adapter.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recado.adapter.simulator.LoopbackServer.Incoming;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Stands in for a language model behind an OpenAI-compatible API: it does what its script says and remembers what
/// it was asked. Which script: the one queued first, else the one that the model's name asks for, else the
/// standing one (echo). Safe for many threads.
public final class ModelStandIn implements AutoCloseable {
    private static final int MOST_BODY = 26 << 20;
    private static final int MOST_REMEMBERED = 5_000;
    private static final String TRANSCRIPT = "Hola, ¿a qué hora abren los sábados?";
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition asked = lock.newCondition();
    private final Deque<ModelRequest> requests = new ArrayDeque<>();
    private final Deque<ModelScript> queued = new ArrayDeque<>();
    private final InstantSource clock;
    private final LoopbackServer server;
    private ModelScript standing = new ModelScript.Echo();
    private String transcript = TRANSCRIPT;
    private long answered;

    private ModelStandIn(int port, InstantSource clock) {
        this.clock = clock;
        server = LoopbackServer.start(port, "model-stand-in", MOST_BODY, this::answer);
    }

    /// Listens on `port` of the loopback address; 0 takes a free one.
    public static ModelStandIn start(int port, InstantSource clock) {
        return new ModelStandIn(port, clock);
    }

    /// The base URL of its API, for `OPENAI_BASE_URL`.
    public URI baseUrl() {
        return server.base().resolve("/v1");
    }

    /// From now on, every request whose model's name asks for nothing gets this script.
    public ModelStandIn answerWith(ModelScript script) {
        lock.lock();
        try {
            standing = script;
            return this;
        } finally {
            lock.unlock();
        }
    }

    /// The next `times` requests get this script, whatever their model's name.
    public ModelStandIn next(int times, ModelScript script) {
        lock.lock();
        try {
            for (int i = 0; i < times; i++) {
                queued.add(script);
            }
            return this;
        } finally {
            lock.unlock();
        }
    }

    /// What voice notes are heard as.
    public ModelStandIn hearing(String text) {
        lock.lock();
        try {
            transcript = text;
            return this;
        } finally {
            lock.unlock();
        }
    }

    /// What it was asked, oldest first; the newest 5,000.
    public List<ModelRequest> requests() {
        lock.lock();
        try {
            return List.copyOf(requests);
        } finally {
            lock.unlock();
        }
    }

    /// Waits until it was asked `count` times, and gives what.
    public List<ModelRequest> awaitRequests(int count, Duration atMost) throws InterruptedException {
        var left = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while (requests.size() < count) {
                if (left <= 0) {
                    throw new IllegalStateException(
                            "the model was asked " + requests.size() + " times of " + count + " in " + atMost);
                }
                left = asked.awaitNanos(left);
            }
            return List.copyOf(requests);
        } finally {
            lock.unlock();
        }
    }

    /// Forgets requests and scripts: echo again.
    public void reset() {
        lock.lock();
        try {
            requests.clear();
            queued.clear();
            standing = new ModelScript.Echo();
            transcript = TRANSCRIPT;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        server.close();
    }

    private Answer answer(Incoming incoming) throws InterruptedException {
        return switch (incoming.method() + " " + incoming.path()) {
            case "GET /v1/models" -> ChatCompletions.models();
            case "POST /v1/chat/completions" -> completion(incoming);
            case "POST /v1/audio/transcriptions" -> transcription(incoming);
            default ->
                ChatCompletions.error(
                        404, "invalid_request_error", "unknown_url", "Unknown request URL: " + incoming.path());
        };
    }

    private Answer completion(Incoming incoming) throws InterruptedException {
        Map<String, @Nullable Object> body;
        try {
            body = Json.readObject(incoming.text());
        } catch (IllegalArgumentException notJson) {
            return ChatCompletions.error(
                    400, "invalid_request_error", "invalid_json", "We could not parse the JSON body");
        }
        var request = new ModelRequest(
                clock.instant(),
                incoming.path(),
                Json.text(body, "model"),
                ChatCompletions.said(body),
                incoming.text());
        remember(request);
        if (request.model().isEmpty() || request.messages().isEmpty()) {
            return ChatCompletions.error(
                    400, "invalid_request_error", "missing_required_parameter", "model and messages are required");
        }
        if (Boolean.TRUE.equals(body.get("stream"))) {
            return ChatCompletions.error(
                    400, "invalid_request_error", "unsupported_value", "this stand-in does not stream");
        }
        return play(script(request.model()), request);
    }

    private Answer play(ModelScript script, ModelRequest request) throws InterruptedException {
        return switch (script) {
            case ModelScript.Echo() -> completed(request, request.lastUserText());
            case ModelScript.Canned(var text) -> completed(request, text);
            case ModelScript.Blank() -> completed(request, "  \n");
            case ModelScript.Garbled() ->
                new Answer.Reply(200, Map.of("Content-Type", "application/json"), "{\"choices\":[{".getBytes(UTF_8));
            case ModelScript.Slow(var time, var then) -> server.pause(time) ? play(then, request) : new Answer.Cut();
            case ModelScript.Hang() -> {
                server.pause(Duration.ofDays(1));
                yield new Answer.Cut();
            }
            case ModelScript.Fail(var status, var retryAfter, var code) -> {
                var type = status == 429 ? code : status >= 500 ? "server_error" : "invalid_request_error";
                var refusal = ChatCompletions.error(status, type, code, "The stand-in was told to fail with " + status);
                yield retryAfter == null ? refusal : refusal.with("Retry-After", Long.toString(retryAfter.toSeconds()));
            }
        };
    }

    private Answer transcription(Incoming incoming) throws InterruptedException {
        var request = new ModelRequest(clock.instant(), incoming.path(), "", List.of(), incoming.text());
        remember(request);
        if (!incoming.text().contains("filename=")) {
            return ChatCompletions.error(
                    400, "invalid_request_error", "missing_required_parameter", "a file is required");
        }
        lock.lock();
        try {
            return Answer.json(200, Json.object("text", transcript));
        } finally {
            lock.unlock();
        }
    }

    private ModelScript script(String model) {
        lock.lock();
        try {
            var first = queued.poll();
            if (first != null) {
                return first;
            }
            var named = ModelScript.named(model);
            return named == null ? standing : named;
        } finally {
            lock.unlock();
        }
    }

    private void remember(ModelRequest request) {
        lock.lock();
        try {
            requests.add(request);
            if (requests.size() > MOST_REMEMBERED) {
                requests.poll();
            }
            asked.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private Answer completed(ModelRequest request, String text) {
        return ChatCompletions.completed(request, text, number(), clock.instant());
    }

    private long number() {
        lock.lock();
        try {
            return ++answered;
        } finally {
            lock.unlock();
        }
    }
}
