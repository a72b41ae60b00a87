package dev.recado.adapter.llm.tools;

import java.util.List;
import java.util.stream.Collectors;

/// A call of a tool that a model wrote as text.
///
/// @param arguments JSON
public record TextToolCall(String name, String arguments) {

    /// The calls as the model is told that it made them.
    public static String told(List<TextToolCall> calls) {
        return calls.stream()
                .map(call -> "<tool_call>{\"name\": \"%s\", \"arguments\": %s}</tool_call>"
                        .formatted(call.name(), call.arguments()))
                .collect(Collectors.joining("\n"));
    }

    /// Does them.
    ///
    /// @return what the model is told, in a message of its own
    public static String served(List<TextToolCall> calls, ToolSession toolSession) {
        return calls.stream()
                .map(call ->
                        "Result of %s: %s".formatted(call.name(), toolSession.serve(call.name(), call.arguments())))
                .collect(Collectors.joining("\n", "", "\nAnswer the user now, in words."));
    }
}
