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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Gemini's generateContent (its API reference, v1beta), as of its third generation: a function call must be sent
/// back with its thought signature, and all calls of a turn are answered in one turn.
final class GeminiGenerateContent implements ChatApi {
    private static final Pattern PATH = Pattern.compile("/v1beta/models/([^/:]+):generateContent");
    private static final String SIGNATURE = "c2lnbmVkLWJ5LXRoZS1zdGFuZC1pbg==";

    private static final RequestSchema REQUEST = RequestSchema.of("""
            contents:list! tools:list toolConfig:object safetySettings:list systemInstruction:object
            generationConfig:object cachedContent:text serviceTier:text store:bool labels:object""");
    private static final RequestSchema GENERATION = RequestSchema.of("""
            stopSequences:list responseMimeType:text responseSchema:object responseJsonSchema:any
            responseModalities:list candidateCount:number maxOutputTokens:number temperature:number topP:number
            topK:number seed:number presencePenalty:number frequencyPenalty:number responseLogprobs:bool
            logprobs:number enableEnhancedCivicAnswers:bool speechConfig:object thinkingConfig:object
            imageConfig:object mediaResolution:text""");
    private static final RequestSchema CONTENT = RequestSchema.of("role:text parts:list!");
    private static final RequestSchema PART = RequestSchema.of("""
            text:text inlineData:object functionCall:object functionResponse:object fileData:object thought:bool
            thoughtSignature:text mediaResolution:object videoMetadata:object""");
    private static final RequestSchema INLINE = RequestSchema.of("mimeType:text! data:text!");
    private static final RequestSchema CALL = RequestSchema.of("id:text name:text! args:object");
    private static final RequestSchema RESPONSE =
            RequestSchema.of("id:text name:text! response:object! scheduling:text");
    private static final RequestSchema TOOL = RequestSchema.of("functionDeclarations:list");
    private static final RequestSchema FUNCTION =
            RequestSchema.of("name:text! description:text! parameters:object parametersJsonSchema:any response:object");
    private static final List<String> DATA =
            List.of("text", "inlineData", "functionCall", "functionResponse", "fileData");

    static boolean isPath(String path) {
        return PATH.matcher(path).matches();
    }

    @Override
    public Optional<StandInResponse.Reply> refusal(Incoming incoming, Map<String, @Nullable Object> body) {
        if (incoming.header("x-goog-api-key").isEmpty()) {
            return Optional.of(failure(
                    403,
                    "PERMISSION_DENIED",
                    "Method doesn't allow unregistered callers. Please use API Key.",
                    List.of()));
        }
        return REQUEST.complaint(body, "")
                .or(() -> GENERATION.complaint(Json.named(body.get("generationConfig")), "generationConfig."))
                .or(() -> wrongTool(body))
                .or(() -> wrongContents(Json.objects(body, "contents")))
                .map(complaint -> failure(400, "INVALID_ARGUMENT", complaint, List.of()));
    }

    private static Optional<String> wrongTool(Map<String, @Nullable Object> body) {
        for (var tool : Json.objects(body, "tools")) {
            var complaint = TOOL.complaint(tool, "tools[].");
            for (var function : Json.objects(tool, "functionDeclarations")) {
                complaint = complaint
                        .or(() -> FUNCTION.complaint(function, "functionDeclarations[]."))
                        .or(() -> ToolSchemaRules.complaint(Json.named(function.get("parameters")), "OBJECT"));
            }
            if (complaint.isPresent()) {
                return complaint;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> wrongContents(List<Map<String, @Nullable Object>> contents) {
        if (contents.isEmpty()) {
            return Optional.of("contents are required");
        }
        var open = 0;
        for (var content : contents) {
            var role = content.get("role");
            if (role != null && !"user".equals(role) && !"model".equals(role)) {
                return Optional.of("Please use a valid role: user, model.");
            }
            var parts = Json.objects(content, "parts");
            var complaint = CONTENT.complaint(content, "contents[].")
                    .or(() -> parts.isEmpty() ? Optional.of("contents.parts must not be empty.") : Optional.empty())
                    .or(() -> parts.stream()
                            .flatMap(part -> wrongPart(part).stream())
                            .findFirst());
            if (complaint.isPresent()) {
                return complaint;
            }
            if (open != count(parts, "functionResponse")) {
                return Optional.of("Please ensure that the number of function response parts is equal to the number of"
                        + " function call parts of the function call turn.");
            }
            open = count(parts, "functionCall");
            if (parts.stream()
                    .filter(part -> part.get("functionCall") != null)
                    .findFirst()
                    .filter(part -> part.get("thoughtSignature") == null)
                    .isPresent()) {
                return Optional.of("Function call is missing a thought_signature in functionCall parts.");
            }
        }
        return open == 0 ? Optional.empty() : Optional.of("a function call turn without its responses");
    }

    private static Optional<String> wrongPart(Map<String, @Nullable Object> part) {
        if (DATA.stream().filter(name -> part.get(name) != null).count() != 1) {
            return Optional.of("contents.parts.data: required oneof field 'data' must have one initialized field");
        }
        var inline = Json.named(part.get("inlineData"));
        return PART.complaint(part, "contents[].parts[].")
                .or(() -> checked(INLINE, part, "inlineData"))
                .or(() -> checked(CALL, part, "functionCall"))
                .or(() -> checked(RESPONSE, part, "functionResponse"))
                .or(() -> inline.isEmpty()
                                || Json.text(inline, "mimeType").matches("image/(jpeg|png|webp|gif)|application/pdf")
                                || Json.text(inline, "mimeType").startsWith("audio/")
                        ? Optional.empty()
                        : Optional.of("Unsupported MIME type"));
    }

    private static Optional<String> checked(RequestSchema shape, Map<String, @Nullable Object> part, String name) {
        return part.get(name) == null ? Optional.empty() : shape.complaint(Json.named(part.get(name)), name + ".");
    }

    private static int count(List<Map<String, @Nullable Object>> parts, String name) {
        return (int) parts.stream().filter(part -> part.get(name) != null).count();
    }

    @Override
    public String model(Incoming incoming, Map<String, @Nullable Object> body) {
        var path = PATH.matcher(incoming.path());
        return path.matches() ? path.group(1) : "";
    }

    @Override
    public List<Message> messages(Map<String, @Nullable Object> body) {
        var system = Message.of("system", texts(Json.named(body.get("systemInstruction"))));
        return Stream.concat(
                        Stream.of(system),
                        Json.objects(body, "contents").stream().map(GeminiGenerateContent::turn))
                .toList();
    }

    private static Message turn(Map<String, @Nullable Object> content) {
        var isResult = count(Json.objects(content, "parts"), "functionResponse") > 0;
        var role = "model".equals(content.get("role")) ? "assistant" : isResult ? "tool" : "user";
        return Message.of(role, texts(content));
    }

    private static List<String> texts(Map<String, @Nullable Object> content) {
        return Json.objects(content, "parts").stream()
                .map(part -> {
                    var response =
                            Json.named(Json.named(part.get("functionResponse")).get("response"));
                    return part.get("text") instanceof String text
                            ? text
                            : response.isEmpty() ? "[part]" : Json.text(response, "response");
                })
                .toList();
    }

    /// Whether the request contains a recording to transcribe.
    static boolean isAudio(Map<String, @Nullable Object> body) {
        return Json.objects(body, "contents").stream()
                .flatMap(content -> Json.objects(content, "parts").stream())
                .anyMatch(part -> Json.text(Json.named(part.get("inlineData")), "mimeType")
                        .startsWith("audio/"));
    }

    @Override
    public List<String> tools(Map<String, @Nullable Object> body) {
        var config = Json.named(Json.named(body.get("toolConfig")).get("functionCallingConfig"));
        return "NONE".equals(config.get("mode"))
                ? List.of()
                : Json.objects(body, "tools").stream()
                        .flatMap(tool -> Json.objects(tool, "functionDeclarations").stream())
                        .map(function -> Json.text(function, "name"))
                        .toList();
    }

    @Override
    public StandInResponse.Reply answer(ModelRequest request, ModelAnswer modelAnswer, long number, Instant now) {
        var usage = Json.object(
                "promptTokenCount", ChatApi.tokens(request.body()),
                "candidatesTokenCount", ChatApi.tokens(modelAnswer.text()),
                "totalTokenCount", ChatApi.tokens(request.body()) + ChatApi.tokens(modelAnswer.text()));
        var answer = Json.object(
                "usageMetadata", usage, "modelVersion", request.model(), "responseId", "response-" + number);
        if (modelAnswer.kind() == ModelAnswer.Kind.REFUSED) {
            answer.put("promptFeedback", Json.object("blockReason", "PROHIBITED_CONTENT"));
            return StandInResponse.json(200, answer);
        }
        var parts = new ArrayList<Map<String, @Nullable Object>>();
        if (!modelAnswer.text().isEmpty()) {
            parts.add(Json.object("text", modelAnswer.text()));
        }
        var malformed = modelAnswer.kind() == ModelAnswer.Kind.MALFORMED_CALL;
        for (var call : malformed ? List.<ModelAnswer.Call>of() : modelAnswer.calls()) {
            var part = Json.object(
                    "functionCall", Json.object("name", call.name(), "args", Json.readObject(call.arguments())));
            if (parts.stream().noneMatch(each -> each.containsKey("functionCall"))) {
                part.put("thoughtSignature", SIGNATURE);
            }
            parts.add(part);
        }
        var candidate = Json.object("index", 0, "finishReason", finishReason(modelAnswer));
        candidate.put("content", parts.isEmpty() ? Json.object() : Json.object("role", "model", "parts", parts));
        answer.put("candidates", List.of(candidate));
        return StandInResponse.json(200, answer);
    }

    private static String finishReason(ModelAnswer modelAnswer) {
        return switch (modelAnswer.kind()) {
            case CUT -> "MAX_TOKENS";
            case MALFORMED_CALL -> "MALFORMED_FUNCTION_CALL";
            case PLAIN, REFUSED -> "STOP";
        };
    }

    /// Gemini puts the wait and the exhausted quota into the body.
    @Override
    public StandInResponse.Reply error(int status, @Nullable Duration retryAfter, String code, String message) {
        var details = new ArrayList<Map<String, @Nullable Object>>();
        if (code.contains("quota")) {
            details.add(Json.object(
                    "@type",
                    "type.googleapis.com/google.rpc.QuotaFailure",
                    "violations",
                    List.of(Json.object("quotaId", "GenerateRequestsPerDayPerProjectPerModel-FreeTier"))));
        }
        if (retryAfter != null) {
            details.add(Json.object(
                    "@type", "type.googleapis.com/google.rpc.RetryInfo", "retryDelay", retryAfter.toSeconds() + "s"));
        }
        var word = switch (status) {
            case 400 -> "INVALID_ARGUMENT";
            case 401 -> "UNAUTHENTICATED";
            case 403 -> "PERMISSION_DENIED";
            case 404 -> "NOT_FOUND";
            case 429 -> "RESOURCE_EXHAUSTED";
            case 503 -> "UNAVAILABLE";
            case 504 -> "DEADLINE_EXCEEDED";
            default -> "INTERNAL";
        };
        return failure(status, word, message, details);
    }

    @Override
    public StandInResponse.Reply noMoney() {
        return failure(
                429,
                "RESOURCE_EXHAUSTED",
                "Your prepayment credits are depleted. Please go to AI Studio to manage your project and billing.",
                List.of());
    }

    @Override
    public StandInResponse.Reply badKey() {
        return failure(
                400,
                "INVALID_ARGUMENT",
                "API key not valid. Please pass a valid API key.",
                List.of(Json.object(
                        "@type",
                        "type.googleapis.com/google.rpc.ErrorInfo",
                        "reason",
                        "API_KEY_INVALID",
                        "domain",
                        "googleapis.com")));
    }

    @Override
    public StandInResponse.Reply tooLong() {
        return failure(
                400,
                "INVALID_ARGUMENT",
                "The input token count (5000) exceeds the maximum number of tokens allowed (4096).",
                List.of());
    }

    private static StandInResponse.Reply failure(
            int status, String word, String message, List<Map<String, @Nullable Object>> details) {
        var error = Json.object("code", status, "message", message, "status", word);
        if (!details.isEmpty()) {
            error.put("details", details);
        }
        return StandInResponse.json(status, Json.object("error", error));
    }
}
