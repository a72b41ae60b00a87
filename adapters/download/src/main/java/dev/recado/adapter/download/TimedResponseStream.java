package dev.recado.adapter.download;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// The response body, readable until the deadline. Closing it ends the exchange without reading the rest.
final class TimedResponseStream extends FilterInputStream {
    private final ExchangeTimeout limit;
    private final Closeable exchange;

    TimedResponseStream(InputStream content, ExchangeTimeout limit, Closeable exchange) {
        super(content);
        this.limit = limit;
        this.exchange = exchange;
    }

    @Override
    public int read() throws IOException {
        return inTime(super.read());
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        return inTime(super.read(bytes, from, length));
    }

    /// A connection that was cancelled may look like the end of the stream.
    private int inTime(int read) throws IOException {
        if (limit.isUp()) {
            throw new IOException("the time is up");
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        limit.close();
        exchange.close();
    }
}
