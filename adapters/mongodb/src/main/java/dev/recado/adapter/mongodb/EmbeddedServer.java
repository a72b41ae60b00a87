package dev.recado.adapter.mongodb;

import de.bwaldvogel.mongo.wire.MongoExceptionHandler;
import de.bwaldvogel.mongo.wire.MongoWireMessageEncoder;
import de.bwaldvogel.mongo.wire.MongoWireProtocolHandler;
import de.bwaldvogel.mongo.wire.MongoWireReplyEncoder;
import dev.recado.domain.port.ConfigurationException;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// MongoDB's wire protocol served in this process, on loopback, from one file. A write is answered when the disk has
/// it.
final class EmbeddedServer implements AutoCloseable {
    private final StoreFile file;
    private final GroupCommit commits;
    private final EventLoopGroup thread;
    private final ChannelGroup connections;
    private final InetSocketAddress address;

    private EmbeddedServer(StoreFile file) {
        this.file = file;
        ReentrantLock changes = new ReentrantLock();
        this.commits = new GroupCommit(file, changes);
        // one thread: documents are changed where they lie, so no command may run beside another
        this.thread = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("recado-store", true), NioIoHandler.newFactory());
        this.connections = new DefaultChannelGroup(thread.next());
        commits.start();
        Channel listening = new ServerBootstrap()
                .group(thread)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 128)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(new MongoWireReplyEncoder())
                                .addLast(new MongoWireMessageEncoder())
                                .addLast(new MongoWireProtocolHandler())
                                .addLast(new CommandHandler(file, connections, changes, commits))
                                .addLast(new MongoExceptionHandler());
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
        connections.add(listening);
        this.address = (InetSocketAddress) listening.localAddress();
    }

    /// Opens the store in a folder, which is made if need be, and listens.
    ///
    /// @throws ConfigurationException when the folder cannot be used; the message says why and names it
    static EmbeddedServer open(Path folder) {
        return new EmbeddedServer(StoreFile.in(folder));
    }

    /// Where a driver connects to.
    String connectionString() {
        return "mongodb://" + address.getAddress().getHostAddress() + ":" + address.getPort() + "/";
    }

    /// Whether the last commit reached the disk.
    boolean isWritable() {
        return commits.isWritable();
    }

    /// The size of the file in bytes.
    long fileSize() {
        return file.size();
    }

    @Override
    public void close() {
        connections.close().syncUninterruptibly();
        thread.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
        commits.close();
        file.close();
    }
}
