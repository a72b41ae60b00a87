package dev.recado.application;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// One address before several processes, as a load balancer: each connection goes to one that listens, by chance.
/// Where none does, the connection is closed.
final class LoadBalancer implements AutoCloseable {
    private final ServerSocket front;
    private final List<Integer> ports;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    LoadBalancer(int port, List<Integer> ports) {
        try {
            this.front = new ServerSocket(port, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.ports = List.copyOf(ports);
        threads.execute(this::accept);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = front.accept();
                threads.execute(() -> join(client));
            }
        } catch (IOException e) {
            // It was closed.
        }
    }

    private void join(Socket client) {
        Socket server = connected();
        open.add(client);
        if (server == null) {
            close(client);
            return;
        }
        open.add(server);
        threads.execute(() -> pour(client, server));
        pour(server, client);
    }

    private @Nullable Socket connected() {
        int first = ThreadLocalRandom.current().nextInt(ports.size());
        for (int i = 0; i < ports.size(); i++) {
            try {
                return new Socket(InetAddress.getLoopbackAddress(), ports.get((first + i) % ports.size()));
            } catch (IOException e) {
                // It is down: the next.
            }
        }
        return null;
    }

    /// When either side ends, both do.
    private void pour(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // A side is gone.
        } finally {
            close(from);
            close(to);
        }
    }

    private void close(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed.
        }
    }

    @Override
    public void close() {
        try {
            front.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(this::close);
        threads.shutdownNow();
    }
}
