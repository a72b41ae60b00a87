package dev.recado.adapter.download;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// What a server sends, as long as it is in time. Its close ends the exchange: what is left is not waited for.
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

    /// A connection that was cut may look like the end.
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
