package dev.recado.adapter.simulator.http;

import dev.recado.adapter.simulator.http.HttpTrace.Kind;
import dev.recado.adapter.simulator.http.LoopbackServer.Incoming;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Records a request to a stand-in and its response, without credentials.
public final class HttpTraceFactory {
    private HttpTraceFactory() {}

    public static HttpTrace trace(Kind kind, Instant at, Duration took, Incoming incoming, StandInResponse answer) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(incoming.headers());
        headers.computeIfPresent("Authorization", (_, value) -> value.replaceFirst(" .*", " ***"));
        var query = incoming.query().encoded();
        var url = incoming.path() + (query.isEmpty() ? "" : "?" + query);
        var request = new HttpTrace.Request(incoming.method(), url, headers, incoming.text());
        return new HttpTrace(
                kind,
                at,
                took,
                request,
                response(answer),
                answer instanceof StandInResponse.Cut ? "connection cut" : null);
    }

    private static HttpTrace.@Nullable Response response(StandInResponse answer) {
        return switch (answer) {
            case StandInResponse.Reply reply -> new HttpTrace.Response(reply.status(), reply.headers(), reply.text());
            case StandInResponse.Cut(), StandInResponse.Drip() -> null;
        };
    }
}
