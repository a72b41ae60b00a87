package dev.recado.application.http;

import dev.recado.application.http.OpenConnections.State;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.Future;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Bounds what unauthenticated clients can make the server hold: connections, bytes of unanswered requests, and
/// the time from a request's first byte to its answer. What exceeds a bound is closed, the connection that has
/// been idle for longest first; small requests on other connections are served meanwhile. It also refuses new
/// requests before a stop.
@Singleton
public final class ConnectionGuard implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
    private static final Logger LOG = LoggerFactory.getLogger("recado");
    private static final String CODEC = ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC;
    private static final long HINT_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final MeterRegistry meters;
    private final Limits limits;
    private final OpenConnections open;
    private final AtomicInteger unanswered = new AtomicInteger();
    private final CountDownLatch idle = new CountDownLatch(1);
    private final AtomicLong held = new AtomicLong();
    private final AtomicLong hinted = new AtomicLong(System.nanoTime() - HINT_NANOS);
    private volatile boolean closed;

    /// @param connections open at the same time
    /// @param perAddress connections of one client; 0 for no limit
    /// @param bytes of incomplete and unanswered requests, over all connections
    /// @param small bytes that one connection may always hold: more than an ordinary webhook
    /// @param patience the time from a request's first byte to its answer's first byte
    record Limits(int connections, int perAddress, long bytes, int small, Duration patience) {}

    @Inject
    ConnectionGuard(MeterRegistry meters, ConnectionSettings settings) {
        this(
                meters,
                new Limits(
                        OpenConnections.most(),
                        settings.connectionsPerAddress(),
                        24L << 20,
                        16 << 10,
                        Duration.ofMinutes(1)));
    }

    ConnectionGuard(MeterRegistry meters, Limits limits) {
        this.meters = meters;
        this.limits = limits;
        this.open = new OpenConnections(limits.connections(), limits.perAddress());
        meters.gauge("recado.connections.open", open, OpenConnections::size);
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new Customizer(null));
        return event.getBean();
    }

    private final class Customizer implements NettyServerCustomizer {
        private final @Nullable Channel channel;

        private Customizer(@Nullable Channel channel) {
            this.channel = channel;
        }

        @Override
        public NettyServerCustomizer specializeForChannel(Channel specialized, ChannelRole role) {
            if (role == ChannelRole.LISTENER) {
                specialized.pipeline().addLast("room-for-newcomers", new AcceptFailures());
            }
            return new Customizer(specialized);
        }

        @Override
        public void onInitialPipelineBuilt() {
            if (channel != null) {
                Watch watch = watch();
                channel.pipeline().addFirst("connection-guard", watch);
                if (channel.pipeline().get(CODEC) != null) {
                    channel.pipeline().addAfter(CODEC, "request-end", new RequestEndHandler(watch));
                }
            }
        }
    }

    /// Closes idle connections when the process has no file descriptor left: until one is closed, no client can
    /// connect, and nothing can be stored or sent.
    final class AcceptFailures extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            if (cause instanceof IOException) {
                open.takeIdle().forEach(channel -> cut(channel, "files"));
            }
            if (context.pipeline().last() != this) {
                // Netty's acceptor pauses for a second; passed on, the exception would only print a stack trace
                context.fireExceptionCaught(cause);
            }
        }
    }

    Watch watch() {
        return new Watch();
    }

    /// Refuses new requests, and waits until those received are answered. Connections stay open: an idle one is
    /// closed at its next request. A repeat waits again.
    ///
    /// @return whether all were answered
    public boolean close(Duration atMost) throws InterruptedException {
        closed = true;
        return unanswered.get() == 0 || idle.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Whether a request may be received. It is counted first, so that a close at the same time either sees it
    /// or is seen by it.
    private boolean begins() {
        unanswered.incrementAndGet();
        if (closed) {
            ended();
            return false;
        }
        return true;
    }

    private void ended() {
        if (unanswered.decrementAndGet() == 0 && closed) {
            idle.countDown();
        }
    }

    private void cut(Channel channel, String reason) {
        meters.counter("recado.connections.cut", "reason", reason).increment();
        long last = hinted.get();
        if (System.nanoTime() - last > HINT_NANOS && hinted.compareAndSet(last, System.nanoTime())) {
            // not on the connection's thread, which must not wait for the log
            Thread.startVirtualThread(
                    () -> LOG.warn("[CONNECTION] CUT reason={} (more within a minute are counted, not told)", reason));
        }
        var _ = channel.close();
    }

    /// One connection; called on its own thread only.
    final class Watch extends ChannelDuplexHandler {
        private int mine;
        private OpenConnections.@Nullable Connection connection;
        private @Nullable Future<?> late;

        private Watch() {}

        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            connection = open.add(context.channel());
            open.roomFor(connection).ifPresent(cut -> cut(cut.channel(), cut.reason()));
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
            if (message instanceof ByteBuf bytes) {
                if (late == null) {
                    if (!begins()) {
                        bytes.release();
                        var _ = context.close();
                        return;
                    }
                    become(State.INCOMPLETE);
                    late = context.executor()
                            .schedule(
                                    () -> cut(context.channel(), "slow"),
                                    limits.patience().toMillis(),
                                    TimeUnit.MILLISECONDS);
                }
                mine += bytes.readableBytes();
                if (held.addAndGet(bytes.readableBytes()) > limits.bytes() && mine > limits.small()) {
                    bytes.release();
                    cut(context.channel(), "bytes");
                    return;
                }
            }
            super.channelRead(context, message);
        }

        /// The request is complete.
        void complete() {
            if (late != null) {
                become(State.AT_WORK);
            }
        }

        /// The answer is written.
        void answered() {
            if (connection != null && connection.state() == State.ANSWERING) {
                become(State.IDLE);
            }
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
            letGo();
            super.write(context, message, promise);
        }

        @Override
        public void handlerRemoved(ChannelHandlerContext context) {
            letGo();
            if (connection != null) {
                open.remove(connection);
            }
        }

        private void become(State state) {
            if (connection != null) {
                open.change(connection, state);
            }
        }

        private void letGo() {
            held.addAndGet(-mine);
            mine = 0;
            if (late != null) {
                late.cancel(false);
                late = null;
                become(State.ANSWERING);
                ended();
            }
        }
    }
}
