package dev.recado.adapter.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// A server that writes scripted bytes, in order, and repeats the last script.
final class RawServer implements AutoCloseable {
    private final ServerSocket server;
    private final Queue<Script> scripts = new ArrayDeque<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final AtomicInteger ended = new AtomicInteger();

    /// Answers one request on an open connection.
    interface Script {
        void run(Socket connection, OutputStream out) throws IOException, InterruptedException;
    }

    RawServer(Script... scripts) throws IOException {
        this(new ServerSocket(0, 2_000, InetAddress.getLoopbackAddress()), scripts);
    }

    RawServer(ServerSocket server, Script... scripts) {
        this.server = server;
        this.scripts.addAll(List.of(scripts));
        Thread.ofVirtual().start(this::accept);
    }

    /// Writes these characters, with the line ends of HTTP, and waits for the next request.
    static Script writes(String response) {
        return (_, out) -> out.write(bytes(response));
    }

    /// A response with this status, these header lines and body.
    static Script answers(String status, String headers, String body) {
        return writes("HTTP/1.1 " + status + "\n" + headers + "Content-Length: " + body.length() + "\n\n" + body);
    }

    /// Writes this, and closes the connection.
    static Script breaksOffAfter(String start) {
        return (connection, out) -> {
            out.write(bytes(start));
            connection.close();
        };
    }

    /// Writes the start, and then more of the same until the client closes.
    static Script repeats(String start, String more) {
        return (_, out) -> {
            out.write(bytes(start));
            while (true) {
                out.write(bytes(more));
            }
        };
    }

    static byte[] bytes(String text) {
        return text.replace("\n", "\r\n").getBytes(ISO_8859_1);
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + path);
    }

    List<String> requests() {
        return requests;
    }

    int connections() {
        return connections.size();
    }

    /// How many connections have ended.
    int endedConnections() {
        return ended.get();
    }

    int port() {
        return server.getLocalPort();
    }

    void closeConnections() throws IOException {
        for (Socket connection : connections) {
            connection.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = server.accept();
                connections.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            for (String request = read(in); !request.isEmpty(); request = read(in)) {
                requests.add(request);
                Script script;
                synchronized (scripts) {
                    script = scripts.size() > 1 ? scripts.remove() : scripts.element();
                }
                script.run(connection, connection.getOutputStream());
            }
        } catch (IOException | InterruptedException _) {
            // The client or the test ended the connection.
        } finally {
            ended.incrementAndGet();
        }
    }

    /// One request, empty at the end of the connection.
    private static String read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        int length = head.toString()
                .toLowerCase(Locale.ROOT)
                .lines()
                .filter(line -> line.startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
        return head + new String(in.readNBytes(length), ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            server.close();
            closeConnections();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
