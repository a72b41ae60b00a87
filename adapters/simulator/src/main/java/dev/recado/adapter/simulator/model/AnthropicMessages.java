package dev.recado.adapter.simulator.model;

import dev.recado.adapter.simulator.http.Json;
import dev.recado.adapter.simulator.http.LoopbackServer.Incoming;
import dev.recado.adapter.simulator.http.StandInResponse;
import dev.recado.adapter.simulator.model.ModelRequest.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Anthropic's Messages API (its API reference).
final class AnthropicMessages implements ChatApi {
    private static final RequestSchema REQUEST = RequestSchema.of("""
            model:text! messages:list! max_tokens:number! system:texts metadata:object stop_sequences:list stream:bool
            temperature:number top_k:number top_p:number tools:list tool_choice:object thinking:object
            service_tier:text container:any context_management:object mcp_servers:list output_config:object
            cache_control:object inference_geo:text""");
    private static final RequestSchema MESSAGE = RequestSchema.of("role:text! content:texts!");
    private static final Map<String, RequestSchema> BLOCKS = Map.of(
            "text", RequestSchema.of("type:text! text:text! cache_control:object citations:list"),
            "image", RequestSchema.of("type:text! source:object! cache_control:object"),
            "document",
                    RequestSchema.of(
                            "type:text! source:object! title:text context:text citations:object cache_control:object"),
            "tool_use", RequestSchema.of("type:text! id:text! name:text! input:object! cache_control:object"),
            "tool_result",
                    RequestSchema.of("type:text! tool_use_id:text! content:texts is_error:bool cache_control:object"),
            "thinking", RequestSchema.of("type:text! thinking:text! signature:text!"));
    private static final RequestSchema TOOL = RequestSchema.of(
            "name:text! description:text input_schema:object! type:text cache_control:object strict:bool");

    @Override
    public Optional<StandInResponse.Reply> refusal(Incoming incoming, Map<String, @Nullable Object> body) {
        if (incoming.header("x-api-key").isEmpty()) {
            return Optional.of(failure(401, "authentication_error", "x-api-key header is required", null));
        }
        if (!incoming.header("anthropic-version").equals("2023-06-01")) {
            return Optional.of(invalid("anthropic-version: header is required"));
        }
        return REQUEST.complaint(body, "")
                .or(() -> body.get("max_tokens") instanceof Number most && most.intValue() < 1
                        ? Optional.of("max_tokens: must be at least 1")
                        : Optional.empty())
                .or(() -> wrongTool(body))
                .or(() -> wrongMessage(body))
                .map(AnthropicMessages::invalid);
    }

    private static Optional<String> wrongTool(Map<String, @Nullable Object> body) {
        for (var tool : Json.objects(body, "tools")) {
            var complaint = TOOL.complaint(tool, "tools.")
                    .or(() -> Json.text(tool, "name").matches("[a-zA-Z0-9_-]{1,128}")
                            ? Optional.empty()
                            : Optional.of("tools.name: wrong pattern"))
                    .or(() -> ToolSchemaRules.complaint(Json.named(tool.get("input_schema")), "object"));
            if (complaint.isPresent()) {
                return complaint;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> wrongMessage(Map<String, @Nullable Object> body) {
        var messages = Json.objects(body, "messages");
        if (messages.isEmpty() || !"user".equals(messages.getFirst().get("role"))) {
            return Optional.of("messages: first message must use the \"user\" role");
        }
        Set<String> open = new HashSet<>();
        for (var message : messages) {
            var complaint = MESSAGE.complaint(message, "messages.").or(() -> wrongBlock(message, body));
            if (complaint.isPresent()) {
                return complaint;
            }
            var results = ids(message, "tool_result", "tool_use_id");
            if (!results.equals(open)) {
                return Optional.of("`tool_use` ids were found without `tool_result` blocks immediately after");
            }
            open = ids(message, "tool_use", "id");
        }
        return open.isEmpty() ? Optional.empty() : Optional.of("a tool_use without tool_result");
    }

    private static Optional<String> wrongBlock(
            Map<String, @Nullable Object> message, Map<String, @Nullable Object> body) {
        var role = message.get("role");
        if (!"user".equals(role) && !"assistant".equals(role)) {
            return Optional.of("messages.role: should be 'user' or 'assistant'");
        }
        if ("".equals(message.get("content"))) {
            return Optional.of("messages: text content blocks must be non-empty");
        }
        for (var block : Json.objects(message, "content")) {
            var type = Json.text(block, "type");
            var shape = BLOCKS.get(type);
            if (shape == null) {
                return Optional.of("messages.content.type: unknown '" + type + "'");
            }
            var source = Json.named(block.get("source"));
            var complaint = shape.complaint(block, "messages.content.");
            if (complaint.isPresent()) {
                return complaint;
            }
            if (type.equals("text") && Json.text(block, "text").isBlank()) {
                return Optional.of("messages: text content blocks must be non-empty");
            }
            if (type.equals("image") && !ToolSchemaRules.PICTURES.contains(Json.text(source, "media_type"))) {
                return Optional.of("messages.content.image.source.media_type: not supported");
            }
            if (type.equals("document") && !"application/pdf".equals(source.get("media_type"))) {
                return Optional.of("messages.content.document.source.media_type: not supported");
            }
            if (type.startsWith("tool_") && body.get("tools") == null) {
                return Optional.of("Requests which include tool blocks must define tools");
            }
        }
        return Optional.empty();
    }

    private static Set<String> ids(Map<String, @Nullable Object> message, String type, String field) {
        var ids = new HashSet<String>();
        for (var block : Json.objects(message, "content")) {
            if (type.equals(block.get("type"))) {
                ids.add(Json.text(block, field));
            }
        }
        return ids;
    }

    @Override
    public String model(Incoming incoming, Map<String, @Nullable Object> body) {
        return Json.text(body, "model");
    }

    @Override
    public List<Message> messages(Map<String, @Nullable Object> body) {
        var messages = new ArrayList<Message>();
        messages.add(message("system", body, "system"));
        for (var message : Json.objects(body, "messages")) {
            var isResult = !ids(message, "tool_result", "tool_use_id").isEmpty();
            messages.add(message(isResult ? "tool" : Json.text(message, "role"), message, "content"));
        }
        return messages;
    }

    private static Message message(String role, Map<String, @Nullable Object> object, String field) {
        var blocks = Json.objects(object, field);
        return blocks.isEmpty()
                ? new Message(role, Json.text(object, field))
                : Message.of(role, blocks.stream().map(AnthropicMessages::text).toList());
    }

    private static String text(Map<String, @Nullable Object> block) {
        var inner = Json.objects(block, "content");
        return block.get("text") instanceof String text
                ? text
                : block.get("content") instanceof String result
                        ? result
                        : inner.isEmpty() ? "[" + Json.text(block, "type") + "]" : Json.text(inner.getFirst(), "text");
    }

    @Override
    public List<String> tools(Map<String, @Nullable Object> body) {
        return "none".equals(Json.named(body.get("tool_choice")).get("type"))
                ? List.of()
                : Json.objects(body, "tools").stream()
                        .map(tool -> Json.text(tool, "name"))
                        .toList();
    }

    @Override
    public StandInResponse.Reply answer(ModelRequest request, ModelAnswer modelAnswer, long number, Instant now) {
        var refused = modelAnswer.kind() == ModelAnswer.Kind.REFUSED;
        var content = new ArrayList<Map<String, @Nullable Object>>();
        if (!modelAnswer.text().isEmpty() && !refused) {
            content.add(Json.object("type", "text", "text", modelAnswer.text()));
        }
        for (var call : modelAnswer.calls()) {
            // The input is always valid JSON, but not always valid by the tool's schema.
            var input = modelAnswer.kind() == ModelAnswer.Kind.MALFORMED_CALL
                    ? Json.object("unheard_of", 1)
                    : Json.readObject(call.arguments());
            var id = "toolu_" + number + "_" + content.size();
            content.add(Json.object("type", "tool_use", "id", id, "name", call.name(), "input", input));
        }
        return StandInResponse.json(
                200,
                Json.object(
                        "id",
                        "msg_" + number,
                        "type",
                        "message",
                        "role",
                        "assistant",
                        "model",
                        request.model(),
                        "content",
                        content,
                        "stop_reason",
                        stopReason(modelAnswer),
                        "stop_sequence",
                        null,
                        "usage",
                        Json.object(
                                "input_tokens",
                                ChatApi.tokens(request.body()),
                                "cache_creation_input_tokens",
                                0,
                                "cache_read_input_tokens",
                                0,
                                "output_tokens",
                                ChatApi.tokens(modelAnswer.text()))));
    }

    private static String stopReason(ModelAnswer modelAnswer) {
        return switch (modelAnswer.kind()) {
            case REFUSED -> "refusal";
            case CUT -> "max_tokens";
            case PLAIN, MALFORMED_CALL -> modelAnswer.calls().isEmpty() ? "end_turn" : "tool_use";
        };
    }

    @Override
    public StandInResponse.Reply error(int status, @Nullable Duration retryAfter, String code, String message) {
        var money = code.contains("quota");
        var type = switch (status) {
            case 400 -> "invalid_request_error";
            case 401 -> "authentication_error";
            case 402 -> "billing_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 503, 529 -> "overloaded_error";
            default -> "api_error";
        };
        return ChatApi.waiting(
                failure(
                        status == 503 ? 529 : status,
                        type,
                        message,
                        money ? Json.object("error_code", "enforced_spend_limit_reached") : null),
                retryAfter);
    }

    @Override
    public StandInResponse.Reply noMoney() {
        return invalid("Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to"
                + " upgrade or purchase credits.");
    }

    @Override
    public StandInResponse.Reply badKey() {
        return failure(401, "authentication_error", "invalid x-api-key", null);
    }

    @Override
    public StandInResponse.Reply tooLong() {
        return invalid("prompt is too long: 5000 tokens > 4096 maximum");
    }

    private static StandInResponse.Reply invalid(String message) {
        return failure(400, "invalid_request_error", message, null);
    }

    private static StandInResponse.Reply failure(
            int status, String type, String message, @Nullable Map<String, @Nullable Object> details) {
        var error = Json.object("type", type, "message", message);
        if (details != null) {
            error.put("details", details);
        }
        return StandInResponse.json(status, Json.object("type", "error", "error", error, "request_id", "req_1"));
    }
}
