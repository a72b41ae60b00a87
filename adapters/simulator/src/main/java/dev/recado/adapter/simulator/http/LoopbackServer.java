package dev.recado.adapter.simulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// A small HTTP server on loopback, a virtual thread for each request.
public final class LoopbackServer implements AutoCloseable {
    /// A request as it came, its body read.
    public record Incoming(String method, String path, Form query, Map<String, String> headers, String text) {
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    @FunctionalInterface
    public interface Handler {
        StandInResponse answer(Incoming incoming) throws InterruptedException;
    }

    private static final int MOST_WAITING = 4_096;

    static {
        // Without it, every answer on a kept connection waits 40 ms for the client's delayed acknowledgement.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private static final Duration BETWEEN_DROPS = Duration.ofMillis(50);

    private final HttpServer server;
    private final ExecutorService threads;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final int mostBody;
    private final Handler handler;

    private LoopbackServer(HttpServer server, ExecutorService threads, int mostBody, Handler handler) {
        this.server = server;
        this.threads = threads;
        this.mostBody = mostBody;
        this.handler = handler;
    }

    /// Listens on `port` of the loopback address; 0 takes a free one.
    public static LoopbackServer start(int port, String name, int mostBody, Handler handler) {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            var server = HttpServer.create(address, MOST_WAITING);
            var threads = Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name(name + "-", 0).factory());
            var loopback = new LoopbackServer(server, threads, mostBody, handler);
            server.setExecutor(threads);
            server.createContext("/", loopback::handle);
            server.start();
            return loopback;
        } catch (IOException e) {
            throw new UncheckedIOException("could not listen on port " + port + " of the loopback address", e);
        }
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// Waits for `time`, or less when the server is closed.
    ///
    /// @return false when it is being closed
    public boolean pause(Duration time) throws InterruptedException {
        return !closing.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readNBytes(mostBody + 1);
            var answer = body.length > mostBody ? StandInResponse.empty(413) : handler.answer(incoming(exchange, body));
            switch (answer) {
                case StandInResponse.Cut() -> {} // closing the exchange without an answer closes the connection
                case StandInResponse.Drip() -> drip(exchange);
                case StandInResponse.Reply reply -> {
                    var content = reply.body();
                    reply.headers().forEach(exchange.getResponseHeaders()::set);
                    exchange.sendResponseHeaders(reply.status(), content.length == 0 ? -1 : content.length);
                    if (content.length > 0) {
                        exchange.getResponseBody().write(content);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void drip(HttpExchange exchange) throws IOException, InterruptedException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        while (pause(BETWEEN_DROPS)) {
            exchange.getResponseBody().write(' ');
            exchange.getResponseBody().flush();
        }
    }

    private static Incoming incoming(HttpExchange exchange, byte[] body) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        var uri = exchange.getRequestURI();
        return new Incoming(
                exchange.getRequestMethod(),
                uri.getPath(),
                Form.parse(uri.getRawQuery()),
                headers,
                new String(body, UTF_8));
    }
}
