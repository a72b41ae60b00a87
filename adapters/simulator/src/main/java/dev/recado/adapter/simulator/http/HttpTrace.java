package dev.recado.adapter.simulator.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A recorded HTTP exchange, with masked credentials.
///
/// @param failure why there is no response; null when there is one
public record HttpTrace(
        Kind kind,
        Instant at,
        Duration took,
        Request request,
        @Nullable Response response,
        @Nullable String failure) {
    /// The purpose of the exchange.
    public enum Kind {
        /// A user's message, from the stand-in to Recado.
        WEBHOOK,
        /// A message to send, from Recado to the stand-in.
        CREATE,
        /// A typing indicator, from Recado to the stand-in.
        TYPING,
        /// A read mark without typing, from Recado to the stand-in.
        READ,
        /// A user's file, looked up or fetched, from Recado to the stand-in.
        MEDIA,
        /// A delivery status, from the stand-in to Recado.
        CALLBACK,
        /// A look-up of one message, of a list of sent messages or of the sender, from Recado to the stand-in.
        LOOKUP,
        /// A list of users' messages, or of a message's files, from Recado to the stand-in.
        LIST,
        /// The deletion of a message, from Recado to the stand-in.
        DELETE
    }

    public record Request(String method, String url, Map<String, String> headers, String body) {
        public Request {
            headers = sorted(headers);
            body = cut(body);
        }
    }

    public record Response(int status, Map<String, String> headers, String body) {
        public Response {
            headers = sorted(headers);
            body = cut(body);
        }
    }

    private static final int MAX_BODY = 32_768;

    public boolean succeeded() {
        return response != null && response.status() >= 200 && response.status() < 300;
    }

    private static Map<String, String> sorted(Map<String, String> headers) {
        var sorted = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        sorted.putAll(headers);
        return Collections.unmodifiableMap(sorted);
    }

    private static String cut(String body) {
        return body.length() <= MAX_BODY ? body : body.substring(0, MAX_BODY) + "…";
    }
}
