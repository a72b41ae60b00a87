package dev.recado.domain.media;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Sends one HTTP request for a file on the web.
public interface Download {

    /// Sends one GET request and follows no redirect. Resolves the host's name once and connects to the address
    /// that was checked, whatever the name resolves to later. Thread-safe.
    /// @throws dev.recado.domain.PortUnavailableException when there was no response; a retry may help; the
    ///     message contains no address
    Answer get(Request request);

    /// @param authorization the value of that header
    /// @param fit decides whether an address of the host is allowed
    /// @param limit for the whole exchange, until the last byte of the body
    record Request(URI address, @Nullable String authorization, Predicate<InetAddress> fit, Duration limit) {
        @Override
        public String toString() {
            return "Request[" + address.getHost() + (authorization == null ? "]" : ", with credentials]");
        }
    }

    /// The result of the request.
    sealed interface Answer {
        /// None of the host's addresses is allowed. No connection was made.
        record Unfit() implements Answer {}

        /// A response. Closing it ends the exchange, however much of the body is left.
        ///
        /// @param location the header of that name
        /// @param length of the body as announced; negative when it was not
        /// @param body throws an [IOException] when the time limit is reached
        record Given(int status, @Nullable String location, String contentType, long length, InputStream body)
                implements Answer, AutoCloseable {
            @Override
            public void close() {
                try {
                    body.close();
                } catch (IOException _) {
                    // the bytes already read remain valid
                }
            }
        }
    }
}
