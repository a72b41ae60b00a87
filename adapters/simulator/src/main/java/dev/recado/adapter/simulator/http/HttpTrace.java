package dev.recado.adapter.simulator.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One HTTP exchange as it went over the wire, kept for whoever wants to see what happened. Credentials are
/// masked.
///
/// @param failure why there is no response, in words; null when there is one
public record HttpTrace(
        Kind kind,
        Instant at,
        Duration took,
        Request request,
        @Nullable Response response,
        @Nullable String failure) {
    /// What the exchange was for.
    public enum Kind {
        /// A user's message, from the stand-in to Recado.
        WEBHOOK,
        /// A message to send, from Recado to the stand-in.
        CREATE,
        /// A typing indicator, from Recado to the stand-in.
        TYPING,
        /// A user's message marked as read, without typing, from Recado to the stand-in.
        READ,
        /// A user's file, asked for or fetched, from Recado to the stand-in.
        MEDIA,
        /// How far a message got, from the stand-in to Recado.
        CALLBACK,
        /// A look at one message, at a list of them or at the sender, from Recado to the stand-in.
        LOOKUP,
        /// A list of what users sent, or of the files of one message, from Recado to the stand-in.
        LIST,
        /// A message taken back, from Recado to the stand-in.
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

    private static final int MOST_BODY = 32_768;

    public boolean succeeded() {
        return response != null && response.status() >= 200 && response.status() < 300;
    }

    private static Map<String, String> sorted(Map<String, String> headers) {
        var sorted = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        sorted.putAll(headers);
        return Collections.unmodifiableMap(sorted);
    }

    private static String cut(String body) {
        return body.length() <= MOST_BODY ? body : body.substring(0, MOST_BODY) + "…";
    }
}
