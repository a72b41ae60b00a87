package dev.recado.adapter.llm.tools;

import java.util.List;
import java.util.stream.Collectors;

/// A tool call that a model wrote as text.
///
/// @param arguments JSON
public record TextToolCall(String name, String arguments) {

    /// The calls as text, in the form in which they stay in the model's history.
    public static String asText(List<TextToolCall> calls) {
        return calls.stream()
                .map(call -> "<tool_call>{\"name\": \"%s\", \"arguments\": %s}</tool_call>"
                        .formatted(call.name(), call.arguments()))
                .collect(Collectors.joining("\n"));
    }

    /// Executes the calls.
    ///
    /// @return the results for the model, in one message
    public static String serve(List<TextToolCall> calls, ToolSession toolSession) {
        return calls.stream()
                .map(call ->
                        "Result of %s: %s".formatted(call.name(), toolSession.serve(call.name(), call.arguments())))
                .collect(Collectors.joining("\n", "", "\nAnswer the user now, in words."));
    }
}
