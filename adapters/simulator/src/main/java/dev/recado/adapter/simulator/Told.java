package dev.recado.adapter.simulator;

import java.util.List;

/// What the scripted model says, before a provider's API puts it into JSON.
///
/// @param calls the tools it wants
/// @param kind an answer like any other, one it refuses, one with a tool call that is none, or one that ended because
///     its room did
record Told(String text, List<Call> calls, Kind kind) {
    /// @param arguments JSON
    record Call(String name, String arguments) {}

    enum Kind {
        PLAIN,
        REFUSED,
        MALFORMED_CALL,
        CUT
    }

    Told {
        calls = List.copyOf(calls);
    }

    static Told text(String text) {
        return new Told(text, List.of(), Kind.PLAIN);
    }

    static Told call(String beside, String name, String arguments) {
        return new Told(beside, List.of(new Call(name, arguments)), Kind.PLAIN);
    }
}
