package dev.recado.adapter.simulator;

import java.time.Instant;
import java.util.List;

/// A request that the scripted model got.
///
/// @param body as it came; for audio, the multipart text around the bytes
public record ModelRequest(Instant at, String path, String model, List<Said> messages, String body) {
    /// One message of the conversation, its text alone.
    public record Said(String role, String content) {}

    public ModelRequest {
        messages = List.copyOf(messages);
    }

    /// What the user said last, empty when nothing.
    public String lastUserText() {
        return messages.reversed().stream()
                .filter(said -> said.role().equals("user"))
                .map(Said::content)
                .findFirst()
                .orElse("");
    }
}
