package dev.recado.adapter.simulator.model;

import java.time.Instant;
import java.util.List;

/// A request that the scripted model received.
///
/// @param body as sent; for audio, the multipart text around the bytes
/// @param tools the names of the tools that the model may call
public record ModelRequest(
        Instant at, String path, String model, List<Message> messages, String body, List<String> tools) {

    /// A message of the conversation.
    ///
    /// @param role `system`, `user`, `assistant` or `tool`
    /// @param content its text; of several texts the last, which the user wrote
    /// @param precedingTexts the texts before it, and placeholders for files
    public record Message(String role, String content, List<String> precedingTexts) {
        public Message {
            precedingTexts = List.copyOf(precedingTexts);
        }

        Message(String role, String content) {
            this(role, content, List.of());
        }

        /// A message of several texts.
        static Message of(String role, List<String> texts) {
            return texts.isEmpty()
                    ? new Message(role, "")
                    : new Message(role, texts.getLast(), texts.subList(0, texts.size() - 1));
        }
    }

    public ModelRequest {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
    }

    /// The user's last message; empty when there is none.
    public String lastUserText() {
        return messages.reversed().stream()
                .filter(message -> message.role().equals("user"))
                .map(Message::content)
                .findFirst()
                .orElse("");
    }

    /// The instructions; empty when there are none.
    public String system() {
        return messages.stream()
                .filter(message -> message.role().equals("system"))
                .map(Message::content)
                .findFirst()
                .orElse("");
    }
}
