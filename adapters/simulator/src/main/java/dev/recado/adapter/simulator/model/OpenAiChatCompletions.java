package dev.recado.adapter.simulator.model;

import dev.recado.adapter.simulator.http.Json;
import dev.recado.adapter.simulator.http.LoopbackServer.Incoming;
import dev.recado.adapter.simulator.http.StandInResponse;
import dev.recado.adapter.simulator.model.ModelRequest.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// OpenAI's chat completions (its published OpenAPI description, CreateChatCompletionRequest). A key is optional,
/// since compatible servers need none.
final class OpenAiChatCompletions implements ChatApi {
    private static final List<String> MODELS = List.of(
            "echo",
            "cite",
            "obey",
            "canned",
            "slow:2000",
            "fail:503",
            "fail:429:3",
            "quota",
            "blank",
            "refuse",
            "hang",
            "drip",
            "garbled",
            "cut",
            "thoughts",
            "nomoney",
            "badkey");

    private static final RequestSchema REQUEST = RequestSchema.of("""
            messages:list! model:text! modalities:list verbosity:text reasoning_effort:text
            max_completion_tokens:number max_tokens:number frequency_penalty:number presence_penalty:number
            web_search_options:object top_logprobs:number response_format:object audio:object store:bool stream:bool
            stop:texts logit_bias:object logprobs:bool n:number prediction:object seed:number stream_options:object
            service_tier:text temperature:number top_p:number tools:list tool_choice:any parallel_tool_calls:bool
            user:text safety_identifier:text prompt_cache_key:text prompt_cache_retention:text metadata:object
            function_call:any functions:list""");
    private static final Map<String, RequestSchema> MESSAGES = Map.of(
            "system", RequestSchema.of("role:text! content:texts! name:text"),
            "developer", RequestSchema.of("role:text! content:texts! name:text"),
            "user", RequestSchema.of("role:text! content:texts! name:text"),
            "assistant",
                    RequestSchema.of("role:text! content:texts refusal:text name:text audio:object tool_calls:list"),
            "tool", RequestSchema.of("role:text! content:texts! tool_call_id:text!"));
    private static final Map<String, RequestSchema> PARTS = Map.of(
            "text", RequestSchema.of("type:text! text:text!"),
            "image_url", RequestSchema.of("type:text! image_url:object!"),
            "input_audio", RequestSchema.of("type:text! input_audio:object!"),
            "file", RequestSchema.of("type:text! file:object!"));
    private static final RequestSchema TOOL = RequestSchema.of("type:text! function:object!");
    private static final RequestSchema FUNCTION =
            RequestSchema.of("name:text! description:text parameters:object strict:bool");

    @Override
    public Optional<StandInResponse.Reply> refusal(Incoming incoming, Map<String, @Nullable Object> body) {
        var authorization = incoming.header("Authorization");
        if (!authorization.isEmpty() && !authorization.matches("Bearer \\S+")) {
            return Optional.of(error(401, null, "invalid_api_key", "Incorrect API key provided"));
        }
        return REQUEST.complaint(body, "")
                .or(() -> Boolean.TRUE.equals(body.get("stream"))
                        ? Optional.of("this stand-in does not stream")
                        : Optional.empty())
                .or(() -> tools(body).isEmpty() && body.get("tool_choice") != null && body.get("tools") == null
                        ? Optional.of("'tool_choice' is only allowed when 'tools' are specified.")
                        : Optional.empty())
                .or(() -> wrongTool(body))
                .or(() -> wrongMessage(Json.objects(body, "messages")))
                .map(complaint -> error(400, null, "invalid_value", complaint));
    }

    private static Optional<String> wrongTool(Map<String, @Nullable Object> body) {
        for (var tool : Json.objects(body, "tools")) {
            var function = Json.named(tool.get("function"));
            var complaint = TOOL.complaint(tool, "tools[].")
                    .or(() -> FUNCTION.complaint(function, "tools[].function."))
                    .or(() -> ToolSchemaRules.complaint(Json.named(function.get("parameters")), "object"));
            if (complaint.isPresent()) {
                return complaint;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> wrongMessage(List<Map<String, @Nullable Object>> messages) {
        if (messages.isEmpty()) {
            return Optional.of("Invalid 'messages': empty array.");
        }
        var open = new ArrayList<String>();
        for (var message : messages) {
            var role = Json.text(message, "role");
            var shape = MESSAGES.get(role);
            if (shape == null) {
                return Optional.of("Invalid value: 'messages[].role'.");
            }
            var complaint = shape.complaint(message, "messages[].").or(() -> wrongPart(message));
            if (complaint.isPresent()) {
                return complaint;
            }
            if (role.equals("tool") ? !open.remove(Json.text(message, "tool_call_id")) : !open.isEmpty()) {
                return Optional.of("'tool_calls' must be followed by tool messages responding to each of them.");
            }
            Json.objects(message, "tool_calls").forEach(call -> open.add(Json.text(call, "id")));
        }
        return open.isEmpty() ? Optional.empty() : Optional.of("A tool call was not responded to.");
    }

    private static Optional<String> wrongPart(Map<String, @Nullable Object> message) {
        for (var part : Json.objects(message, "content")) {
            var shape = PARTS.get(Json.text(part, "type"));
            if (shape == null) {
                return Optional.of("Invalid value: 'messages[].content[].type'.");
            }
            var url = Json.text(Json.named(part.get("image_url")), "url");
            var complaint = shape.complaint(part, "messages[].content[].")
                    .or(() -> part.get("image_url") != null && !ToolSchemaRules.isPicture(url)
                            ? Optional.of("Invalid image.")
                            : Optional.empty());
            if (complaint.isPresent()) {
                return complaint;
            }
        }
        return Optional.empty();
    }

    @Override
    public String model(Incoming incoming, Map<String, @Nullable Object> body) {
        return Json.text(body, "model");
    }

    @Override
    public List<Message> messages(Map<String, @Nullable Object> body) {
        var messages = new ArrayList<Message>();
        for (var message : Json.objects(body, "messages")) {
            var parts = Json.objects(message, "content");
            messages.add(
                    parts.isEmpty()
                            ? new Message(Json.text(message, "role"), Json.text(message, "content"))
                            : Message.of(
                                    Json.text(message, "role"),
                                    parts.stream()
                                            .map(part -> part.get("text") instanceof String text
                                                    ? text
                                                    : "[" + Json.text(part, "type") + "]")
                                            .toList()));
        }
        return messages;
    }

    @Override
    public List<String> tools(Map<String, @Nullable Object> body) {
        return "none".equals(body.get("tool_choice"))
                ? List.of()
                : Json.objects(body, "tools").stream()
                        .map(tool -> Json.text(Json.named(tool.get("function")), "name"))
                        .toList();
    }

    @Override
    public StandInResponse.Reply answer(ModelRequest request, ModelAnswer modelAnswer, long number, Instant now) {
        var refused = modelAnswer.kind() == ModelAnswer.Kind.REFUSED;
        var message = Json.object(
                "role", "assistant",
                "content", refused || modelAnswer.text().isEmpty() ? null : modelAnswer.text(),
                "refusal", refused ? "I'm sorry, I can't help with that." : null);
        var calls = new ArrayList<Map<String, @Nullable Object>>();
        for (var call : modelAnswer.calls()) {
            var arguments = modelAnswer.kind() == ModelAnswer.Kind.MALFORMED_CALL
                    ? call.arguments().replace("}", "")
                    : call.arguments();
            calls.add(Json.object(
                    "id",
                    "call_" + number + "_" + calls.size(),
                    "type",
                    "function",
                    "function",
                    Json.object("name", call.name(), "arguments", arguments)));
        }
        if (!calls.isEmpty()) {
            message.put("tool_calls", calls);
        }
        var in = ChatApi.tokens(request.body());
        var out = ChatApi.tokens(modelAnswer.text());
        return StandInResponse.json(
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
                                        message,
                                        "logprobs",
                                        null,
                                        "finish_reason",
                                        modelAnswer.kind() == ModelAnswer.Kind.CUT
                                                ? "length"
                                                : calls.isEmpty() ? "stop" : "tool_calls")),
                        "usage", Json.object("prompt_tokens", in, "completion_tokens", out, "total_tokens", in + out)));
    }

    @Override
    public StandInResponse.Reply error(int status, @Nullable Duration retryAfter, String code, String message) {
        return ChatApi.waiting(failure(status, code, message), retryAfter);
    }

    @Override
    public StandInResponse.Reply noMoney() {
        return failure(
                429,
                "insufficient_quota",
                "You exceeded your current quota, please check your plan and billing details.");
    }

    @Override
    public StandInResponse.Reply badKey() {
        return failure(401, "invalid_api_key", "Incorrect API key provided");
    }

    @Override
    public StandInResponse.Reply tooLong() {
        return failure(
                400,
                "context_length_exceeded",
                "This model's maximum context length is 4096 tokens. Please reduce the length of the messages.");
    }

    static StandInResponse.Reply failure(int status, String code, String message) {
        var type = status == 429 ? code : status >= 500 ? "server_error" : "invalid_request_error";
        return StandInResponse.json(
                status,
                Json.object("error", Json.object("message", message, "type", type, "param", null, "code", code)));
    }

    static StandInResponse.Reply models() {
        var data = MODELS.stream()
                .map(name -> Json.object("id", name, "object", "model", "created", 0, "owned_by", "recado"))
                .toList();
        return StandInResponse.json(200, Json.object("object", "list", "data", data));
    }
}
