package dev.recado.adapter.mongodb.embedded;

import com.mongodb.ServerAddress;
import com.mongodb.connection.AsyncCompletionHandler;
import com.mongodb.internal.connection.OperationContext;
import com.mongodb.internal.connection.PowerOfTwoBufferPool;
import com.mongodb.internal.connection.Stream;
import de.bwaldvogel.mongo.wire.MongoWireProtocolHandler;
import de.bwaldvogel.mongo.wire.message.ClientRequest;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bson.ByteBuf;
import org.jspecify.annotations.Nullable;

/// A connection of the driver to the embedded store. What is written is a command, executed by the writing
/// thread; what is read is its answer.
///
/// The driver uses a connection from one thread at a time. Only answers and the end come from other threads.
final class InProcessStream implements Stream {
    private static final byte[] END = {};

    private final ServerAddress address;
    private final CommandHandler commands;
    /// Decodes requests, and identifies the connection to the store. Nothing is written to it.
    private final EmbeddedChannel requests = new EmbeddedChannel(new MongoWireProtocolHandler());
    private final BlockingQueue<byte[]> answers = new LinkedBlockingQueue<>();
    private volatile boolean closed;
    private byte[] answer = END;
    private int read;

    InProcessStream(ServerAddress address, CommandHandler commands) {
        this.address = address;
        this.commands = commands;
    }

    @Override
    public void open(OperationContext context) {
        // There is no server to connect to.
    }

    @Override
    public void write(List<ByteBuf> buffers, OperationContext context) throws IOException {
        ClientRequest request = request(buffers);
        if (request != null) {
            commands.answer(request, answers::add);
        }
    }

    /// @return null when more of the request is to come
    private @Nullable ClientRequest request(List<ByteBuf> buffers) throws IOException {
        io.netty.buffer.ByteBuf whole =
                Unpooled.buffer(buffers.stream().mapToInt(ByteBuf::remaining).sum());
        buffers.forEach(buffer -> whole.writeBytes(buffer.asNIO().duplicate()));
        try {
            requests.writeInbound(whole);
            return requests.readInbound();
        } catch (DecoderException e) {
            throw new IOException("not a request of a driver", e);
        }
    }

    @Override
    public ByteBuf read(int length, OperationContext context) throws IOException {
        ByteBuf buffer = getBuffer(length);
        try {
            while (buffer.hasRemaining()) {
                if (read == answer.length) {
                    answer = await(context.getTimeoutContext().getReadTimeoutMS());
                    read = 0;
                }
                int next = Math.min(buffer.remaining(), answer.length - read);
                buffer.put(answer, read, next);
                read += next;
            }
            return buffer.flip();
        } catch (IOException e) {
            buffer.release();
            throw e;
        }
    }

    /// @param millis 0 for no limit
    private byte[] await(long millis) throws IOException {
        try {
            byte[] next = answers.poll(millis == 0 ? Long.MAX_VALUE : millis, TimeUnit.MILLISECONDS);
            if (next == null) {
                throw new SocketTimeoutException("the embedded store did not answer in " + millis + " ms");
            }
            if (closed) {
                throw new IOException("the connection is closed");
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted");
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    @Override
    public ByteBuf getBuffer(int size) {
        return PowerOfTwoBufferPool.DEFAULT.getBuffer(size);
    }

    @Override
    public ServerAddress getAddress() {
        return address;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            answers.add(END);
            commands.disconnect(requests);
        }
    }

    @Override
    public void openAsync(OperationContext context, AsyncCompletionHandler<Void> handler) {
        handler.failed(blockingOnly());
    }

    @Override
    public void writeAsync(List<ByteBuf> buffers, OperationContext context, AsyncCompletionHandler<Void> handler) {
        handler.failed(blockingOnly());
    }

    @Override
    public void readAsync(int length, OperationContext context, AsyncCompletionHandler<ByteBuf> handler) {
        handler.failed(blockingOnly());
    }

    private static UnsupportedOperationException blockingOnly() {
        return new UnsupportedOperationException("the embedded store is asked by the blocking driver alone");
    }
}
