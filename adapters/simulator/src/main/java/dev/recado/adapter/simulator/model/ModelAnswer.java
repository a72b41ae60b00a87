package dev.recado.adapter.simulator.model;

import java.util.List;

/// An answer of the scripted model, before a provider's API formats it.
///
/// @param calls the tool calls
/// @param kind a normal answer, a refusal, an answer with a malformed tool call, or one cut by the token limit
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

    static ModelAnswer call(String text, String name, String arguments) {
        return new ModelAnswer(text, List.of(new Call(name, arguments)), Kind.PLAIN);
    }
}
