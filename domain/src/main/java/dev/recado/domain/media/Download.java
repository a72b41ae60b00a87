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
    ///
    /// @throws dev.recado.domain.PortUnavailableException when there was no response; a retry may help; the
    ///     message contains no address
    Response get(Request request);

    /// @param authorization the value of that header
    /// @param allowed decides whether an address of the host is allowed
    /// @param timeout for the whole exchange, until the last byte of the body
    record Request(URI address, @Nullable String authorization, Predicate<InetAddress> allowed, Duration timeout) {
        @Override
        public String toString() {
            return "Request[" + address.getHost() + (authorization == null ? "]" : ", with credentials]");
        }
    }

    /// The result of the request.
    sealed interface Response {
        /// None of the host's addresses is allowed. No connection was made.
        record AddressRefused() implements Response {}

        /// A response. Closing it ends the exchange, however much of the body is left.
        ///
        /// @param location the header of that name
        /// @param length of the body as announced; negative when it was not
        /// @param body throws an [IOException] when the time limit is reached
        record Received(int status, @Nullable String location, String contentType, long length, InputStream body)
                implements Response, AutoCloseable {
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
