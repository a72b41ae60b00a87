package dev.recado.adapter.simulator;

import dev.recado.adapter.simulator.ModelRequest.Said;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The JSON of OpenAI's chat completions, both ways.
final class ChatCompletions {
    private static final List<String> MODELS =
            List.of("echo", "canned", "slow:2000", "fail:503", "fail:429:3", "quota", "blank", "hang", "garbled");
    private static final int CHARACTERS_OF_A_TOKEN = 4;

    private ChatCompletions() {}

    /// Of several texts in one message the last is what was said; what stands before it is data.
    static List<Said> said(Map<String, @Nullable Object> body) {
        var said = new ArrayList<Said>();
        for (var message : Json.objects(body, "messages")) {
            var parts = Json.objects(message, "content");
            var text = parts.isEmpty() ? Json.text(message, "content") : Json.text(parts.getLast(), "text");
            said.add(new Said(Json.text(message, "role"), text));
        }
        return said;
    }

    static Answer.Reply completed(ModelRequest request, String text, long number, Instant now) {
        var prompt = tokens(request.body());
        var completion = tokens(text);
        return Answer.json(
                200,
                Json.object(
                        "id", "chatcmpl-" + number,
                        "object", "chat.completion",
                        "created", now.getEpochSecond(),
                        "model", request.model(),
                        "choices",
                                List.of(Json.object(
                                        "index",
                                        0,
                                        "message",
                                        Json.object("role", "assistant", "content", text, "refusal", null),
                                        "logprobs",
                                        null,
                                        "finish_reason",
                                        "stop")),
                        "usage",
                                Json.object(
                                        "prompt_tokens", prompt,
                                        "completion_tokens", completion,
                                        "total_tokens", prompt + completion)));
    }

    static Answer.Reply models() {
        var data = MODELS.stream()
                .map(name -> Json.object("id", name, "object", "model", "created", 0, "owned_by", "recado"))
                .toList();
        return Answer.json(200, Json.object("object", "list", "data", data));
    }

    static Answer.Reply error(int status, String type, String code, String message) {
        return Answer.json(
                status,
                Json.object("error", Json.object("message", message, "type", type, "param", null, "code", code)));
    }

    private static int tokens(String text) {
        return 1 + text.length() / CHARACTERS_OF_A_TOKEN;
    }
}
