package dev.recado.adapter.simulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a stand-in does with a request: reply, cut the connection, or drip.
public sealed interface StandInResponse {
    /// A response with a status, headers and a body.
    final class Reply implements StandInResponse {
        private final int status;
        private final Map<String, String> headers;
        private final byte[] body;

        public Reply(int status, Map<String, String> headers, byte[] body) {
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

        /// Returned without a copy: no caller writes to it.
        byte[] body() {
            return body;
        }

        public String text() {
            return new String(body, UTF_8);
        }

        public Reply with(String header, String value) {
            var more = new TreeMap<>(headers);
            more.put(header, value);
            return new Reply(status, more, body);
        }
    }

    /// No response: the connection is closed.
    record Cut() implements StandInResponse {}

    /// A body that never ends: one byte now and then.
    record Drip() implements StandInResponse {}

    public static Reply json(int status, Map<String, @Nullable Object> body) {
        return new Reply(
                status,
                Map.of("Content-Type", "application/json"),
                Json.write(body).getBytes(UTF_8));
    }

    static Reply empty(int status) {
        return new Reply(status, Map.of(), new byte[0]);
    }
}
