package dev.recado.adapter.simulator.model;

import java.time.Instant;
import java.util.List;

/// A request that the scripted model got.
///
/// @param body as it came; for audio, the multipart text around the bytes
/// @param tools the names of those that the model may call
public record ModelRequest(
        Instant at, String path, String model, List<Said> messages, String body, List<String> tools) {

    /// One message of the conversation.
    ///
    /// @param role `system`, `user`, `assistant` or `tool`
    /// @param content its text alone; of several texts the last, which is what the user wrote
    /// @param beside the texts before that, and what stands for files
    public record Said(String role, String content, List<String> beside) {
        public Said {
            beside = List.copyOf(beside);
        }

        Said(String role, String content) {
            this(role, content, List.of());
        }

        /// Of several texts.
        static Said of(String role, List<String> texts) {
            return texts.isEmpty()
                    ? new Said(role, "")
                    : new Said(role, texts.getLast(), texts.subList(0, texts.size() - 1));
        }
    }

    public ModelRequest {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
    }

    /// What the user said last, empty when nothing.
    public String lastUserText() {
        return messages.reversed().stream()
                .filter(said -> said.role().equals("user"))
                .map(Said::content)
                .findFirst()
                .orElse("");
    }

    /// The instructions, empty when there are none.
    public String system() {
        return messages.stream()
                .filter(said -> said.role().equals("system"))
                .map(Said::content)
                .findFirst()
                .orElse("");
    }
}
