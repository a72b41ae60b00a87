package dev.recado.adapter.simulator;

import dev.recado.adapter.simulator.HttpTrace.Kind;
import dev.recado.adapter.simulator.LoopbackServer.Incoming;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Puts down what a stand-in was asked and what it answered, without the credentials.
final class Served {
    private Served() {}

    static HttpTrace trace(Kind kind, Instant at, Duration took, Incoming incoming, Answer answer) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(incoming.headers());
        headers.computeIfPresent("Authorization", (_, value) -> value.replaceFirst(" .*", " ***"));
        var query = incoming.query().encoded();
        var url = incoming.path() + (query.isEmpty() ? "" : "?" + query);
        var request = new HttpTrace.Request(incoming.method(), url, headers, incoming.text());
        return new HttpTrace(
                kind, at, took, request, response(answer), answer instanceof Answer.Cut ? "connection cut" : null);
    }

    private static HttpTrace.@Nullable Response response(Answer answer) {
        return switch (answer) {
            case Answer.Reply reply -> new HttpTrace.Response(reply.status(), reply.headers(), reply.text());
            case Answer.Cut(), Answer.Drip() -> null;
        };
    }
}
