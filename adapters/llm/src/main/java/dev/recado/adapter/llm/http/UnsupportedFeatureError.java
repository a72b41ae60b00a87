package dev.recado.adapter.llm.http;

import static dev.recado.adapter.llm.http.RequestAdjustments.PARTS;
import static dev.recado.adapter.llm.http.RequestAdjustments.SYSTEM;
import static dev.recado.adapter.llm.http.RequestAdjustments.THINKING;
import static dev.recado.adapter.llm.http.RequestAdjustments.TOOLS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// An error response that says that the server does not support a part of the request. An error about the content
/// of one tool call is not one.
///
/// @param param the part that the body names; may be empty
/// @param sentences the sentences of the body, in lower case
record UnsupportedFeatureError(int status, String param, List<String> sentences) {

    /// 404 is OpenRouter's ("No endpoints found that support tool use"), 500 is llama.cpp's ("tools param
    /// requires --jinja flag") and what several servers return for an error in a chat template.
    private static final Set<Integer> STATUSES = Set.of(400, 404, 405, 422, 500, 501);

    /// Fields without which a request is invalid.
    private static final Set<String> REQUIRED =
            Set.of("model", "messages", "contents", "input", "instructions", "conversation", "systemInstruction");

    /// Phrases by which a server says that it does not know or support something.
    private static final Pattern UNSUPPORTED = Pattern.compile("(?:not|n't) (?:[a-z]{1,20} )?support|unsupported"
            + "|found that support|requires --|not (?:enabled|implemented|permitted|recognized)|not available (?:for|on|with|in)"
            + "|properties are not allowed|unrecogni[sz]ed (?:request )?(?:argument|field|key|param|property|option)"
            + "|unknown (?:request )?(?:field|param|argument|name|key|property|keyword|option)"
            + "|unexpected (?:field|param|property|keyword)|extra (?:inputs|fields|keys|properties)|cannot find field"
            + "|(?:is|are) disabled");

    /// Phrases by which it may also refuse the value of an option, which is the same in every call.
    private static final Pattern REFUSED = Pattern.compile(
            UNSUPPORTED.pattern()
                    + "|only|must be|should be|invalid|unexpected|too (?:large|high|big|many)|less than|at most|exceed|deprecated");

    private static final Pattern ANSWER_LIMIT = Pattern.compile("\\bmax_(?:completion_|output_|new_)?tokens\\b");

    private static final Pattern TOO_LARGE = Pattern.compile(
            "too (?:large|high|big)|at most \\d|less than|cannot exceed|must not exceed|exceeds? the|maximum (?:value|allowed)");

    private static final Pattern TOOL = Pattern.compile("\\btool(?:s|\\b|[_ ](?:choice|use|calls?|calling)\\b)"
            + "|\\btool(?:choice|config)\\b|function[_ -]?call(?:s|ing)?\\b|\\bfunctions\\b");

    /// Phrases about the content of one tool call, not about tool calls as such.
    private static final Pattern CALL_CONTENT =
            Pattern.compile("\\.arguments|function\\.name|tool_call_id|tool_use_id|tool_result|tool results?\\b");

    private static final Pattern ROLES =
            Pattern.compile("roles must alternate|only user.{0,40} roles|system.{0,40} can only be");

    private static final Pattern ONE_TEXT = Pattern.compile(
            "(?:must be|expected|not) an? (?:valid )?string(?! with)|should be a valid string|str type expected|type: sequence");

    private static final Pattern NO_THINKING =
            Pattern.compile(UNSUPPORTED.pattern() + "|be disabled|only works|must be|is invalid");

    /// Field names that are common words: they count as a field only in quotes.
    private static final Set<String> COMMON_WORDS = Set.of("stop", "user", "store", "text", "reasoning", "n", "seed");

    /// Fields of an error body that hold codes, or repeat the request.
    private static final Set<String> CODE_FIELDS =
            Set.of("type", "code", "status", "param", "input", "url", "ctx", "id", "request_id");

    /// No server explains an error deeper in its body.
    private static final int MAX_DEPTH = 16;

    private static final Pattern SENTENCE_END = Pattern.compile("[.!?;]\\s|\\n");

    UnsupportedFeatureError {
        sentences = List.copyOf(sentences);
    }

    /// The name in [RequestAdjustments] of what the server does not support.
    ///
    /// @param tried the adjustments made already
    Optional<String> unsupportedField(ObjectNode request, RequestAdjustments tried) {
        if (!STATUSES.contains(status)) {
            return Optional.empty();
        }
        return Stream.of(
                        limit(request),
                        named(request),
                        tools(request),
                        system(request),
                        parts(request),
                        thinking(request),
                        mentioned(request))
                .flatMap(Optional::stream)
                .filter(name -> !tried.names().contains(name))
                .findFirst();
    }

    private boolean says(Predicate<String> sentence) {
        return sentences.stream().anyMatch(sentence);
    }

    private static Predicate<String> present(Pattern pattern) {
        return sentence -> pattern.matcher(sentence).find();
    }

    /// Most 5xx errors are temporary, and most 404 errors are about the model.
    private Predicate<String> refusing() {
        return status == 404 || status >= 500 ? present(UNSUPPORTED) : present(REFUSED);
    }

    /// An answer limit above the model's maximum: the server refuses it under both of its names.
    private Optional<String> limit(ObjectNode request) {
        boolean matches = status < 500 && says(present(ANSWER_LIMIT).and(present(TOO_LARGE)));
        return matches
                ? Stream.of(RequestAdjustments.MAX_TOKENS, RequestAdjustments.MAX_COMPLETION_TOKENS)
                        .filter(request::has)
                        .findFirst()
                : Optional.empty();
    }

    private Optional<String> named(ObjectNode request) {
        String root = param.split("[.\\[]", 2)[0];
        boolean matches = request.has(root) && !REQUIRED.contains(root) && (status < 500 || says(present(UNSUPPORTED)));
        return matches ? Optional.of(root.startsWith("tool") ? TOOLS : root) : Optional.empty();
    }

    private Optional<String> tools(ObjectNode request) {
        boolean matches = says(present(TOOL)
                .and(present(UNSUPPORTED))
                .and(present(CALL_CONTENT).negate()));
        return request.has(TOOLS) && matches ? Optional.of(TOOLS) : Optional.empty();
    }

    // Chat templates of several open models support no system role, and report it in their own words about the
    // order of roles.
    private Optional<String> system(ObjectNode request) {
        boolean present = request.has("systemInstruction")
                || request.path("messages").path(0).path("role").asText("").equals(SYSTEM);
        Predicate<String> isNamed =
                sentence -> (sentence.contains("system") && (sentence.contains("role") || sentence.contains("message")))
                        || sentence.contains("system instruction")
                        || sentence.contains("system_instruction")
                        || sentence.contains("systeminstruction")
                        || sentence.contains("developer instruction");
        boolean matches = says(isNamed.and(present(UNSUPPORTED))) || says(present(ROLES));
        return present && matches ? Optional.of(SYSTEM) : Optional.empty();
    }

    private Optional<String> parts(ObjectNode request) {
        boolean present = StreamSupport.stream(request.path("messages").spliterator(), false)
                .anyMatch(message -> message.path("content").isArray());
        boolean matches = says(present(ONE_TEXT)
                .and(sentence -> sentence.contains("content") || sentence.contains("sequence"))
                .and(present(CALL_CONTENT).negate()));
        return present && matches ? Optional.of(PARTS) : Optional.empty();
    }

    private Optional<String> thinking(ObjectNode request) {
        boolean matches = says(present(status < 500 ? NO_THINKING : UNSUPPORTED)
                .and(sentence -> sentence.contains("thinking")
                        || sentence.contains("thoughts")
                        || sentence.contains("thought mode")));
        return request.path("generationConfig").has("thinkingConfig") && matches
                ? Optional.of(THINKING)
                : Optional.empty();
    }

    private Optional<String> mentioned(ObjectNode request) {
        return request.properties().stream()
                .map(field -> field.getKey())
                .filter(name -> !REQUIRED.contains(name)
                        && !name.toLowerCase(Locale.ROOT).contains("tool"))
                .sorted(Comparator.comparingInt(String::length).reversed())
                .filter(name -> says(refusing().and(sentence -> isMentioned(name, sentence))))
                .findFirst();
    }

    private static boolean isMentioned(String name, String sentence) {
        String lower = name.toLowerCase(Locale.ROOT);
        return COMMON_WORDS.contains(lower)
                ? Stream.of("'", "`", "\"").anyMatch(quote -> sentence.contains(quote + lower + quote))
                : sentence.contains(lower);
    }

    /// Reads an error body. Compatible servers name the refused part in different places.
    static UnsupportedFeatureError read(int status, JsonNode body, String text) {
        String param =
                body.path("error").path("param").asText(body.path("param").asText(""));
        String prose = body.isEmpty() ? text : textOf(body, MAX_DEPTH);
        return new UnsupportedFeatureError(status, param, List.of(SENTENCE_END.split(prose.toLowerCase(Locale.ROOT))));
    }

    /// The text of an error body. The texts of one object, such as a location and its problem, go in one line.
    private static String textOf(JsonNode node, int depth) {
        if (depth == 0) {
            return "";
        }
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false)
                    .map(each -> textOf(each, depth - 1))
                    .collect(Collectors.joining(node.path(0).isObject() ? "\n" : " "));
        }
        return node.isObject()
                ? node.properties().stream()
                        .filter(field -> !CODE_FIELDS.contains(field.getKey()))
                        .map(field -> textOf(field.getValue(), depth - 1))
                        .collect(Collectors.joining(" "))
                : node.asText("");
    }
}
