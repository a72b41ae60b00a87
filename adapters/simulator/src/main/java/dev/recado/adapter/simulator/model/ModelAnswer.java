package dev.recado.adapter.simulator.model;

import java.util.List;

/// What the scripted model says, before a provider's API puts it into JSON.
///
/// @param calls the tools it wants
/// @param kind an answer like any other, one it refuses, one with a tool call that is none, or one that ended because
///     its room did
record ModelAnswer(String text, List<Call> calls, Kind kind) {
    /// @param arguments JSON
    record Call(String name, String arguments) {}

    enum Kind {
        PLAIN,
        REFUSED,
        MALFORMED_CALL,
        CUT
    }

    ModelAnswer {
        calls = List.copyOf(calls);
    }

    static ModelAnswer text(String text) {
        return new ModelAnswer(text, List.of(), Kind.PLAIN);
    }

    static ModelAnswer call(String beside, String name, String arguments) {
        return new ModelAnswer(beside, List.of(new Call(name, arguments)), Kind.PLAIN);
    }
}
