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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// OpenAI's Responses with Conversations (its API reference), which keeps the conversation. Stored prompts no
/// longer exist there.
final class OpenAiResponses implements ChatApi {
    private static final int MAX_ITEMS = 20;
    private static final RequestSchema REQUEST = RequestSchema.of("""
            background:bool conversation:any include:list input:texts instructions:texts max_output_tokens:number
            max_tool_calls:number metadata:object model:text parallel_tool_calls:bool previous_response_id:text
            prompt_cache_key:text prompt_cache_retention:text reasoning:object safety_identifier:text
            service_tier:text store:bool stream:bool stream_options:object temperature:number text:object
            tool_choice:any tools:list top_logprobs:number top_p:number truncation:text user:text""");
    private static final RequestSchema CONVERSATION = RequestSchema.of("items:list metadata:object");
    private static final RequestSchema TOOL =
            RequestSchema.of("type:text! name:text! description:text parameters:object! strict:bool!");
    private static final RequestSchema MESSAGE = RequestSchema.of("type:text role:text! content:texts!");
    private static final RequestSchema OUTPUT =
            RequestSchema.of("type:text! call_id:text! output:texts! id:text status:text");
    private static final Map<String, RequestSchema> PARTS = Map.of(
            "input_text", RequestSchema.of("type:text! text:text!"),
            "input_image", RequestSchema.of("type:text! detail:text! image_url:text file_id:text"),
            "input_file", RequestSchema.of("type:text! filename:text file_data:text file_id:text file_url:text"));

    private final Map<String, KeptConversation> conversations = new ConcurrentHashMap<>();
    private final AtomicInteger created = new AtomicInteger();

    /// @param open the ids of calls without a result
    private record KeptConversation(List<Message> messages, Set<String> open) {}

    /// Forgets all conversations.
    void forget() {
        conversations.clear();
    }

    /// Creates a conversation.
    StandInResponse.Reply create(Map<String, @Nullable Object> body, Instant now) {
        var items = Json.objects(body, "items");
        var complaint = CONVERSATION
                .complaint(body, "")
                .or(() -> items.size() > MAX_ITEMS ? Optional.of("Invalid 'items': array too long.") : Optional.empty())
                .or(() ->
                        items.stream().flatMap(item -> wrongItem(item).stream()).findFirst());
        if (complaint.isPresent()) {
            return error(400, null, "invalid_value", complaint.get());
        }
        var id = "conv_" + created.incrementAndGet();
        conversations.put(
                id,
                new KeptConversation(
                        new ArrayList<>(
                                items.stream().map(OpenAiResponses::item).toList()),
                        new HashSet<>()));
        return StandInResponse.json(
                200,
                Json.object(
                        "id",
                        id,
                        "object",
                        "conversation",
                        "created_at",
                        now.getEpochSecond(),
                        "metadata",
                        Json.object()));
    }

    @Override
    public Optional<StandInResponse.Reply> refusal(Incoming incoming, Map<String, @Nullable Object> body) {
        if (!incoming.header("Authorization").matches("Bearer \\S+")) {
            return Optional.of(error(401, null, "invalid_api_key", "You didn't provide an API key."));
        }
        var kept = conversations.get(conversation(body));
        if (body.get("conversation") != null && kept == null) {
            return Optional.of(error(404, null, "conversation_not_found", "Conversation not found."));
        }
        return REQUEST.complaint(body, "")
                .or(() -> body.get("model") == null
                        ? Optional.of("Missing required parameter: 'model'.")
                        : Optional.empty())
                .or(() -> Json.objects(body, "tools").stream()
                        .flatMap(tool -> TOOL
                                .complaint(tool, "tools[].")
                                .or(() -> ToolSchemaRules.complaint(Json.named(tool.get("parameters")), "object"))
                                .stream())
                        .findFirst())
                .or(() -> Json.objects(body, "input").stream()
                        .flatMap(item -> wrongItem(item).stream())
                        .findFirst())
                .or(() -> kept == null ? Optional.empty() : checkToolOutputs(body, kept))
                .map(complaint -> error(400, null, "invalid_value", complaint));
    }

    private static Optional<String> wrongItem(Map<String, @Nullable Object> item) {
        if ("function_call_output".equals(item.get("type"))) {
            return OUTPUT.complaint(item, "input[].");
        }
        return MESSAGE.complaint(item, "input[].")
                .or(() -> Json.objects(item, "content").stream()
                        .flatMap(part -> {
                            var shape = PARTS.get(Json.text(part, "type"));
                            return (shape == null
                                            ? Optional.of("Invalid value: 'input[].content[].type'.")
                                            : shape.complaint(part, "input[].content[]."))
                                    .stream();
                        })
                        .findFirst());
    }

    private static Optional<String> checkToolOutputs(Map<String, @Nullable Object> body, KeptConversation kept) {
        var answered = new HashSet<String>();
        for (var item : Json.objects(body, "input")) {
            if ("function_call_output".equals(item.get("type"))) {
                answered.add(Json.text(item, "call_id"));
            }
        }
        synchronized (kept) {
            return answered.equals(kept.open())
                    ? Optional.empty()
                    : Optional.of("No tool output found for function call, or no call for an output.");
        }
    }

    @Override
    public String model(Incoming incoming, Map<String, @Nullable Object> body) {
        return Json.text(body, "model");
    }

    @Override
    public List<Message> messages(Map<String, @Nullable Object> body) {
        var instructions = body.get("instructions") instanceof String text ? text : "";
        var messages = new ArrayList<Message>();
        messages.add(new Message("system", instructions));
        var kept = conversations.get(conversation(body));
        if (kept != null) {
            synchronized (kept) {
                messages.addAll(kept.messages());
            }
        }
        Json.objects(body, "input").forEach(item -> messages.add(item(item)));
        return messages;
    }

    private static Message item(Map<String, @Nullable Object> item) {
        if (item.get("output") instanceof String output) {
            return new Message("tool", output);
        }
        var parts = Json.objects(item, "content");
        var role = Json.text(item, "role");
        return parts.isEmpty()
                ? new Message(role, Json.text(item, "content"))
                : Message.of(
                        role,
                        parts.stream()
                                .map(part -> part.get("text") instanceof String text ? text : "[file]")
                                .toList());
    }

    @Override
    public List<String> tools(Map<String, @Nullable Object> body) {
        return "none".equals(body.get("tool_choice"))
                ? List.of()
                : Json.objects(body, "tools").stream()
                        .map(tool -> Json.text(tool, "name"))
                        .toList();
    }

    @Override
    public StandInResponse.Reply answer(ModelRequest request, ModelAnswer modelAnswer, long number, Instant now) {
        var refused = modelAnswer.kind() == ModelAnswer.Kind.REFUSED;
        var output = new ArrayList<Map<String, @Nullable Object>>();
        var calls = new HashSet<String>();
        for (var call : modelAnswer.calls()) {
            var id = "call_" + number + "_" + calls.size();
            calls.add(id);
            var arguments = modelAnswer.kind() == ModelAnswer.Kind.MALFORMED_CALL
                    ? call.arguments().replace("}", "")
                    : call.arguments();
            output.add(Json.object(
                    "id",
                    "fc_" + id,
                    "type",
                    "function_call",
                    "status",
                    "completed",
                    "call_id",
                    id,
                    "name",
                    call.name(),
                    "arguments",
                    arguments));
        }
        if (refused || !modelAnswer.text().isEmpty()) {
            var part = refused
                    ? Json.object("type", "refusal", "refusal", "I'm sorry, I can't help with that.")
                    : Json.object("type", "output_text", "text", modelAnswer.text(), "annotations", List.of());
            output.add(Json.object(
                    "id", "msg_" + number,
                    "type", "message",
                    "status", "completed",
                    "role", "assistant",
                    "content", List.of(part)));
        }
        var body = Json.readObject(request.body());
        keep(body, modelAnswer, calls);
        var in = ChatApi.tokens(request.body());
        var out = ChatApi.tokens(modelAnswer.text());
        return StandInResponse.json(
                200,
                Json.object(
                        "id",
                        "resp_" + number,
                        "object",
                        "response",
                        "created_at",
                        now.getEpochSecond(),
                        "status",
                        modelAnswer.kind() == ModelAnswer.Kind.CUT ? "incomplete" : "completed",
                        "incomplete_details",
                        modelAnswer.kind() == ModelAnswer.Kind.CUT ? Json.object("reason", "max_output_tokens") : null,
                        "model",
                        request.model(),
                        "conversation",
                        Json.object("id", conversation(body)),
                        "output",
                        output,
                        "usage",
                        Json.object("input_tokens", in, "output_tokens", out, "total_tokens", in + out)));
    }

    private void keep(Map<String, @Nullable Object> body, ModelAnswer modelAnswer, Set<String> calls) {
        var kept = conversations.get(conversation(body));
        if (kept != null) {
            synchronized (kept) {
                Json.objects(body, "input").forEach(item -> kept.messages().add(item(item)));
                kept.messages().add(new Message("assistant", modelAnswer.text()));
                kept.open().clear();
                kept.open().addAll(calls);
            }
        }
    }

    private static String conversation(Map<String, @Nullable Object> body) {
        return body.get("conversation") instanceof String id
                ? id
                : Json.text(Json.named(body.get("conversation")), "id");
    }

    @Override
    public StandInResponse.Reply noMoney() {
        return OpenAiChatCompletions.failure(429, "insufficient_quota", "You exceeded your current quota.");
    }

    @Override
    public StandInResponse.Reply badKey() {
        return OpenAiChatCompletions.failure(401, "invalid_api_key", "Incorrect API key provided");
    }

    @Override
    public StandInResponse.Reply tooLong() {
        return OpenAiChatCompletions.failure(
                400, "context_length_exceeded", "Your input exceeds the context window of this model.");
    }

    @Override
    public StandInResponse.Reply error(int status, @Nullable Duration retryAfter, String code, String message) {
        return ChatApi.waiting(OpenAiChatCompletions.failure(status, code, message), retryAfter);
    }
}
