package dev.recado.adapter.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;

/// A server with OpenAI's API that sends scripted answers in order and repeats the last one.
final class ScriptedServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final BlockingDeque<Reply> script = new LinkedBlockingDeque<>();
    private final List<JsonNode> bodies = new CopyOnWriteArrayList<>();
    private final List<Map<String, List<String>>> headers = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    @FunctionalInterface
    public interface Reply {
        void give(HttpExchange exchange) throws IOException;
    }

    public ScriptedServer(Reply... replies) {
        script.addAll(List.of(replies));
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 2048);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/chat/completions", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            headers.add(Map.copyOf(exchange.getRequestHeaders()));
            bodies.add(JSON.readTree(exchange.getRequestBody()));
            Reply next;
            synchronized (script) {
                next = script.size() > 1 ? script.removeFirst() : script.getFirst();
            }
            next.give(exchange);
        }
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    public int calls() {
        return bodies.size();
    }

    public JsonNode body(int call) {
        return bodies.get(call);
    }

    /// The values of a request's header, such as `Authorization`.
    List<String> header(int call, String name) {
        return headers.get(call).getOrDefault(name, List.of());
    }

    static Reply says(String content) {
        return completes("{\"role\":\"assistant\",\"content\":%s,\"refusal\":null}".formatted(quoted(content)), "stop");
    }

    static Reply completes(String message, String finishReason) {
        return status(200, """
                {"id":"chatcmpl-1","object":"chat.completion","created":1795000000,"model":"gpt-6-luna-2026-09-22",
                 "choices":[{"index":0,"message":%s,"logprobs":null,"finish_reason":"%s"}],
                 "usage":{"prompt_tokens":9,"completion_tokens":3,"total_tokens":12,"future_field":{"a":1}},
                 "system_fingerprint":"fp_1","another_future_field":true}
                """.formatted(message, finishReason));
    }

    /// OpenAI's error body.
    static Reply error(int status, String type, String code, String... headersAndValues) {
        return status(status, """
                {"error":{"message":"Incorrect API key provided: %s. You said: hola","type":"%s","param":null,"code":"%s"}}
                """.formatted(TestGenerators.KEY, type, code), headersAndValues);
    }

    static Reply status(int status, String body, String... headersAndValues) {
        return exchange -> {
            for (int i = 0; i < headersAndValues.length; i += 2) {
                exchange.getResponseHeaders().add(headersAndValues[i], headersAndValues[i + 1]);
            }
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    /// Accepts the request and does not answer until the server closes.
    public Reply hangs() {
        return exchange -> await();
    }

    /// Sends the headers and half of the body, then nothing more.
    public Reply hangsInTheBody() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write("{\"id\":".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            await();
        };
    }

    private void await() throws IOException {
        try {
            closing.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /// Answers this once the other thread allows it.
    static Reply saysAfter(CountDownLatch signal, String content) {
        return exchange -> {
            try {
                signal.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            says(content).give(exchange);
        };
    }

    private static String quoted(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void then(Reply reply) {
        script.add(reply);
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}
