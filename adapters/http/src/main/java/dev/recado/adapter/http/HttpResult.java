package dev.recado.adapter.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.http.HttpResponse;
import java.util.Optional;

/// What became of a call: a response, or the reason why there is none.
public sealed interface HttpResult {

    /// The server's response, with any status.
    record Response(HttpResponse<byte[]> received) implements HttpResult {
        public int status() {
            return received.statusCode();
        }

        public boolean isSuccess() {
            return status() / 100 == 2;
        }

        /// The first value of a header, whose name may be in any case.
        public Optional<String> header(String name) {
            return received.headers().firstValue(name);
        }

        public byte[] body() {
            return received.body();
        }

        /// The body as UTF-8.
        public String text() {
            return new String(body(), UTF_8);
        }
    }

    /// There is no response.
    sealed interface Failure extends HttpResult {
        /// What happened, safe to log.
        String reason();

        Throwable cause();
    }

    /// The request certainly did not reach the server.
    record NotSent(Obstacle obstacle, String reason, Throwable cause) implements Failure {
        public enum Obstacle {
            /// No place among the calls in flight became free in time.
            TOO_MANY_CALLS,
            UNKNOWN_HOST,
            CONNECTION_REFUSED,
            CONNECT_TIMEOUT,
            /// The server is not the one that it should be, or speaks another TLS.
            TLS_HANDSHAKE,
            INTERRUPTED,
            /// The client is closed.
            CLOSED
        }
    }

    /// The request may have reached the server.
    record NoResponse(Loss loss, String reason, Throwable cause) implements Failure {
        public enum Loss {
            TIMED_OUT,
            CONNECTION_BROKEN,
            RESPONSE_TOO_LONG,
            INTERRUPTED
        }
    }
}
