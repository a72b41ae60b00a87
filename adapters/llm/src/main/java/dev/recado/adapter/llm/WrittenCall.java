package dev.recado.adapter.llm;

import java.util.List;
import java.util.stream.Collectors;

/// A call of a tool that a model wrote as text.
///
/// @param arguments JSON
record WrittenCall(String name, String arguments) {

    /// The calls as the model is told that it made them.
    static String told(List<WrittenCall> calls) {
        return calls.stream()
                .map(call -> "<tool_call>{\"name\": \"%s\", \"arguments\": %s}</tool_call>"
                        .formatted(call.name(), call.arguments()))
                .collect(Collectors.joining("\n"));
    }

    /// Does them.
    ///
    /// @return what the model is told, in a message of its own
    static String served(List<WrittenCall> calls, ToolDesk desk) {
        return calls.stream()
                .map(call -> "Result of %s: %s".formatted(call.name(), desk.serve(call.name(), call.arguments())))
                .collect(Collectors.joining("\n", "", "\nAnswer the user now, in words."));
    }
}
