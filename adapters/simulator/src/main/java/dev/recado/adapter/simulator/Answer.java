package dev.recado.adapter.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a stand-in does with a request: reply, cut the connection, or drip.
sealed interface Answer {
    /// An answer with a status, headers and a body.
    final class Reply implements Answer {
        private final int status;
        private final Map<String, String> headers;
        private final byte[] body;

        Reply(int status, Map<String, String> headers, byte[] body) {
            this.status = status;
            this.headers = Map.copyOf(headers);
            this.body = body;
        }

        int status() {
            return status;
        }

        Map<String, String> headers() {
            return headers;
        }

        /// Not copied: nobody writes to it.
        byte[] body() {
            return body;
        }

        String text() {
            return new String(body, UTF_8);
        }

        Reply with(String header, String value) {
            var more = new TreeMap<>(headers);
            more.put(header, value);
            return new Reply(status, more, body);
        }
    }

    /// No answer: the connection is closed.
    record Cut() implements Answer {}

    /// A body that never ends: a byte now and then.
    record Drip() implements Answer {}

    static Reply json(int status, Map<String, @Nullable Object> body) {
        return new Reply(
                status,
                Map.of("Content-Type", "application/json"),
                Json.write(body).getBytes(UTF_8));
    }

    static Reply empty(int status) {
        return new Reply(status, Map.of(), new byte[0]);
    }
}
