package dev.recado.adapter.meta.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;

/// A server in place of the Graph API that sends scripted answers in order and repeats the last one.
public final class ScriptedServer implements AutoCloseable {
    private final HttpServer server;
    private final BlockingDeque<Reply> script = new LinkedBlockingDeque<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    @FunctionalInterface
    public interface Reply {
        void give(HttpExchange exchange) throws IOException;
    }

    /// @param body missing when there was none
    public record Call(String method, String uri, String authorization, JsonNode body) {}

    public ScriptedServer(Reply... replies) {
        script.addAll(List.of(replies));
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 2048);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            calls.add(new Call(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                    JsonFields.parse(new String(body, UTF_8))));
            Reply next;
            synchronized (script) {
                next = script.size() > 1 ? script.removeFirst() : script.getFirst();
            }
            next.give(exchange);
        }
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public List<Call> calls() {
        return calls;
    }

    public JsonNode body(int call) {
        return calls.get(call).body();
    }

    /// Meta's response to an accepted message.
    public static Reply takes() {
        return answers(200, Fixtures.response("example-response"));
    }

    public static Reply fails(int status, int code) {
        return answers(status, """
                {"error":{"message":"(#%d) no, +16505551234","type":"OAuthException","code":%d,
                 "error_data":{"messaging_product":"whatsapp","details":"not for 16505551234"},"fbtrace_id":"A"}}""".formatted(code, code).getBytes(UTF_8));
    }

    public static Reply answers(int status, byte[] body) {
        return exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json; charset=UTF-8");
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
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
            exchange.getResponseBody().write("{\"messages\":".getBytes(UTF_8));
            exchange.getResponseBody().flush();
            await();
        };
    }

    /// Accepts the request and closes the connection.
    public static Reply breaksOff() {
        return HttpExchange::close;
    }

    private void await() throws IOException {
        try {
            closing.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}
