package dev.recado.adapter.download;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// A server on loopback that sends the next scripted answer to each connection.
final class ScriptedServer implements AutoCloseable {
    private record Script(String bytes, boolean drips) {}

    private final ServerSocket socket;
    private final BlockingQueue<Script> scripts = new LinkedBlockingQueue<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicBoolean hungUp = new AtomicBoolean();
    private volatile @Nullable SSLSession session;

    public ScriptedServer(@Nullable SSLContext tls) {
        try {
            InetAddress here = InetAddress.ofLiteral("127.0.0.1");
            socket = tls == null
                    ? new ServerSocket(0, 50, here)
                    : tls.getServerSocketFactory().createServerSocket(0, 50, here);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::serve);
    }

    public ScriptedServer answers(String bytes) {
        scripts.add(new Script(bytes, false));
        return this;
    }

    /// Starts with this, and then sends an `x` now and then without end.
    void drips(String beginning) {
        scripts.add(new Script(beginning, true));
    }

    int port() {
        return socket.getLocalPort();
    }

    List<String> requests() {
        return requests;
    }

    int connections() {
        return connections.get();
    }

    @Nullable
    SSLSession session() {
        return session;
    }

    /// Waits until the client has ended a drip.
    void awaitHungUp() {
        await().atMost(Duration.ofSeconds(20)).untilTrue(hungUp);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> answer(client));
            } catch (IOException _) {
                // closed
            }
        }
    }

    private void answer(Socket client) {
        try (client) {
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int read = client.getInputStream().read();
                if (read < 0) {
                    return;
                }
                head.append((char) read);
            }
            session = client instanceof SSLSocket secure ? secure.getSession() : null;
            requests.add(head.toString());
            Script script = scripts.take();
            client.getOutputStream().write(script.bytes().getBytes(ISO_8859_1));
            client.getOutputStream().flush();
            while (script.drips()) {
                client.getOutputStream().write('x');
                LockSupport.parkNanos(20_000_000);
            }
            if (script.bytes().isEmpty()) {
                int hang = client.getInputStream().read();
                assert hang < 0;
            }
        } catch (IOException _) {
            hungUp.set(true);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
