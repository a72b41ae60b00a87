package dev.recado.domain.media;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Asks a server on the web for a file.
public interface Download {

    /// Asks once, with GET, and follows nothing. The host's name is resolved once; an address that was judged fit
    /// is the one connected to, whatever the name resolves to by then.
    ///
    /// @throws PortUnavailableException when there was no answer; the message names no address
    Answer get(Request request);

    /// @param authorization the value of that header
    /// @param fit judges the addresses of the host
    /// @param limit for the whole exchange, to the last byte of the body
    record Request(URI address, @Nullable String authorization, Predicate<InetAddress> fit, Duration limit) {
        @Override
        public String toString() {
            return "Request[" + address.getHost() + (authorization == null ? "]" : ", with credentials]");
        }
    }

    /// What came of it.
    sealed interface Answer {
        /// None of the host's addresses is fit. Nothing was connected to.
        record Unfit() implements Answer {}

        /// To be closed; that ends the exchange, however much of the body is left.
        ///
        /// @param location the header of that name
        /// @param length of the body as announced; negative when it was not
        /// @param body breaks off with an [IOException] when the time is up
        record Given(int status, @Nullable String location, String contentType, long length, InputStream body)
                implements Answer, AutoCloseable {
            @Override
            public void close() {
                try {
                    body.close();
                } catch (IOException _) {
                    // what was read stays read
                }
            }
        }
    }
}
