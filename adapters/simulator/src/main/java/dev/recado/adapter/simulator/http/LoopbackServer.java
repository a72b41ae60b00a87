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

/// A small HTTP server on loopback with a virtual thread per request.
public final class LoopbackServer implements AutoCloseable {
    /// A request with its body.
    public record Incoming(String method, String path, Form query, Map<String, String> headers, String text) {
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    @FunctionalInterface
    public interface Handler {
        StandInResponse answer(Incoming incoming) throws InterruptedException;
    }

    private static final int BACKLOG = 4_096;

    static {
        // Without it, every response on a kept-alive connection waits 40 ms for the client's delayed
        // acknowledgement.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private static final Duration DRIP_INTERVAL = Duration.ofMillis(50);

    private final HttpServer server;
    private final ExecutorService threads;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final int maxBody;
    private final Handler handler;

    private LoopbackServer(HttpServer server, ExecutorService threads, int maxBody, Handler handler) {
        this.server = server;
        this.threads = threads;
        this.maxBody = maxBody;
        this.handler = handler;
    }

    /// Listens on `port` of the loopback address; 0 takes a free one.
    public static LoopbackServer start(int port, String name, int maxBody, Handler handler) {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            var server = HttpServer.create(address, BACKLOG);
            var threads = Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name(name + "-", 0).factory());
            var loopback = new LoopbackServer(server, threads, maxBody, handler);
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

    /// Waits for `time`, or until the server is closed.
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
            var body = exchange.getRequestBody().readNBytes(maxBody + 1);
            var answer = body.length > maxBody ? StandInResponse.empty(413) : handler.answer(incoming(exchange, body));
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
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void drip(HttpExchange exchange) throws IOException, InterruptedException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        while (pause(DRIP_INTERVAL)) {
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
