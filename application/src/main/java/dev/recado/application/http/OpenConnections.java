package dev.recado.application.http;

import com.sun.management.UnixOperatingSystemMXBean;
import io.netty.channel.Channel;
import java.lang.management.ManagementFactory;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// The open connections, and which of them is closed for a new one: the one idle for longest, else the one
/// whose request has been incomplete for longest, else the one whose client has been reading an answer for
/// longest; never one that waits for an answer.
final class OpenConnections {
    private static final int MOST = 2_000;
    private static final int LEAST = 8;
    /// Files kept for the store, for requests to the providers, and for libraries.
    private static final int OTHER_FILES = 256;
    private static final int NETWORK_BYTES = 8;
    private static final Comparator<Connection> GIVES_WAY =
            Comparator.comparing(Connection::state).thenComparingLong(Connection::changed);

    private final int most;
    private final int perAddress;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong changes = new AtomicLong();

    /// @param perAddress connections of one IPv4 address or IPv6 network; 0 for no limit
    OpenConnections(int most, int perAddress) {
        this.most = most;
        this.perAddress = perAddress;
    }

    /// How many connections may be open in this process.
    static int most() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? mostOf(system.getMaxFileDescriptorCount())
                : MOST;
    }

    /// How many connections may be open under a limit of open files (`ulimit -n`). Without a file left nothing
    /// could be stored or sent until idle connections time out.
    static int mostOf(long files) {
        return Math.clamp((files - OTHER_FILES) / 2, LEAST, MOST);
    }

    /// What a connection waits for. Connections in the earlier states are closed first.
    enum State {
        IDLE,
        INCOMPLETE,
        /// The first bytes of the answer are written, the last ones are not.
        ANSWERING,
        AT_WORK
    }

    /// A connection to be closed.
    record Cut(Channel channel, String reason) {}

    /// One connection. Changed on its own thread, read on all.
    static final class Connection {
        private final Channel channel;
        private final String address;
        private volatile State state = State.IDLE;
        private volatile long changed;

        private Connection(Channel channel, String address) {
            this.channel = channel;
            this.address = address;
        }

        State state() {
            return state;
        }

        private long changed() {
            return changed;
        }
    }

    int size() {
        return open.size();
    }

    Connection add(Channel channel) {
        Connection connection = new Connection(channel, address(channel.remoteAddress()));
        change(connection, State.IDLE);
        open.add(connection);
        return connection;
    }

    void change(Connection connection, State state) {
        connection.state = state;
        connection.changed = changes.incrementAndGet();
    }

    /// A repeat does nothing.
    void remove(Connection connection) {
        open.remove(connection);
    }

    /// All idle connections; they are no longer counted.
    List<Channel> takeIdle() {
        List<Connection> idle =
                open.stream().filter(each -> each.state == State.IDLE).toList();
        return idle.stream().filter(open::remove).map(each -> each.channel).toList();
    }

    /// Makes room for a connection that was added.
    ///
    /// @return the connection to close, which may be the new one; it is no longer counted. Empty while there is
    /// room
    Optional<Cut> roomFor(Connection newcomer) {
        if (perAddress > 0) {
            List<Connection> neighbours = open.stream()
                    .filter(each -> each.address.equals(newcomer.address))
                    .toList();
            if (neighbours.size() > perAddress) {
                return Optional.of(cut(neighbours, newcomer, "address"));
            }
        }
        return open.size() > most ? Optional.of(cut(open, newcomer, "connections")) : Optional.empty();
    }

    private Cut cut(Collection<Connection> among, Connection newcomer, String reason) {
        Connection chosen;
        do {
            chosen = among.stream()
                    .filter(each -> each != newcomer && each.state != State.AT_WORK && open.contains(each))
                    .min(GIVES_WAY)
                    .orElse(newcomer);
            // another new connection may have chosen the same one
        } while (!open.remove(chosen) && chosen != newcomer);
        return new Cut(chosen.channel, reason);
    }

    /// The key of one client: for IPv6, the network.
    private static String address(SocketAddress from) {
        if (!(from instanceof InetSocketAddress socket) || socket.getAddress() == null) {
            return "";
        }
        InetAddress address = socket.getAddress();
        byte[] bytes = address.getAddress();
        return HexFormat.of().formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes);
    }
}
