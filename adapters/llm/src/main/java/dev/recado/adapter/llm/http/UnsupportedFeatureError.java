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

/// An error answer that refuses the form of a request, not what is asked: it says of a part of the request that the
/// server does not take it. That something is wrong with one call's content is no such refusal.
///
/// @param param the part that the body names as such; may be empty
/// @param sentences what the body says, in lower case
record UnsupportedFeatureError(int status, String param, List<String> sentences) {

    /// 404 is OpenRouter's ("No endpoints found that support tool use"), 500 llama.cpp's ("tools param requires
    /// --jinja flag") and what several servers make of an error in a chat template.
    private static final Set<Integer> STATUSES = Set.of(400, 404, 405, 422, 500, 501);

    /// Without these a request is none.
    private static final Set<String> NEEDED =
            Set.of("model", "messages", "contents", "input", "instructions", "conversation", "systemInstruction");

    /// By these a server says that it does not know or take something at all.
    private static final Pattern UNSUPPORTED = Pattern.compile("(?:not|n't) (?:[a-z]{1,20} )?support|unsupported"
            + "|found that support|requires --|not (?:enabled|implemented|permitted|recognized)|not available (?:for|on|with|in)"
            + "|properties are not allowed|unrecogni[sz]ed (?:request )?(?:argument|field|key|param|property|option)"
            + "|unknown (?:request )?(?:field|param|argument|name|key|property|keyword|option)"
            + "|unexpected (?:field|param|property|keyword)|extra (?:inputs|fields|keys|properties)|cannot find field"
            + "|(?:is|are) disabled");

    /// By these it may refuse the value of an option as well, which is the same in every call.
    private static final Pattern REFUSED = Pattern.compile(
            UNSUPPORTED.pattern()
                    + "|only|must be|should be|invalid|unexpected|too (?:large|high|big|many)|less than|at most|exceed|deprecated");

    private static final Pattern ANSWER_BOUND = Pattern.compile("\\bmax_(?:completion_|output_|new_)?tokens\\b");

    private static final Pattern TOO_LARGE = Pattern.compile(
            "too (?:large|high|big)|at most \\d|less than|cannot exceed|must not exceed|exceeds? the|maximum (?:value|allowed)");

    private static final Pattern TOOL = Pattern.compile("\\btool(?:s|\\b|[_ ](?:choice|use|calls?|calling)\\b)"
            + "|\\btool(?:choice|config)\\b|function[_ -]?call(?:s|ing)?\\b|\\bfunctions\\b");

    /// What one call held, and not that there was one.
    private static final Pattern ONE_CALL =
            Pattern.compile("\\.arguments|function\\.name|tool_call_id|tool_use_id|tool_result|tool results?\\b");

    private static final Pattern ROLES =
            Pattern.compile("roles must alternate|only user.{0,40} roles|system.{0,40} can only be");

    private static final Pattern ONE_TEXT = Pattern.compile(
            "(?:must be|expected|not) an? (?:valid )?string(?! with)|should be a valid string|str type expected|type: sequence");

    private static final Pattern THOUGHTLESS =
            Pattern.compile(UNSUPPORTED.pattern() + "|be disabled|only works|must be|is invalid");

    /// Field names that are everyday words: only in quotes do they name a field.
    private static final Set<String> EVERYDAY = Set.of("stop", "user", "store", "text", "reasoning", "n", "seed");

    /// Parts of an error body that are codes, or repeat what was sent.
    private static final Set<String> UNSAID =
            Set.of("type", "code", "status", "param", "input", "url", "ctx", "id", "request_id");

    private static final Pattern SENTENCE_END = Pattern.compile("[.!?;]\\s|\\n");

    UnsupportedFeatureError {
        sentences = List.copyOf(sentences);
    }

    /// The name in {@link RequestAdjustments} of what the server does not take.
    ///
    /// @param tried what is left out already
    Optional<String> refused(ObjectNode request, RequestAdjustments tried) {
        if (!STATUSES.contains(status)) {
            return Optional.empty();
        }
        return Stream.of(
                        bound(request),
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

    private static Predicate<String> has(Pattern pattern) {
        return sentence -> pattern.matcher(sentence).find();
    }

    /// A 5xx is mostly a passing failure, and a 404 about the model.
    private Predicate<String> refusing() {
        return status == 404 || status >= 500 ? has(UNSUPPORTED) : has(REFUSED);
    }

    /// A bound of the answer that is more than the model can write: under neither of its names does it go.
    private Optional<String> bound(ObjectNode request) {
        boolean isMeant = status < 500 && says(has(ANSWER_BOUND).and(has(TOO_LARGE)));
        return isMeant
                ? Stream.of(RequestAdjustments.MAX_TOKENS, RequestAdjustments.MAX_COMPLETION_TOKENS)
                        .filter(request::has)
                        .findFirst()
                : Optional.empty();
    }

    private Optional<String> named(ObjectNode request) {
        String root = param.split("[.\\[]", 2)[0];
        boolean isMeant = request.has(root) && !NEEDED.contains(root) && (status < 500 || says(has(UNSUPPORTED)));
        return isMeant ? Optional.of(root.startsWith("tool") ? TOOLS : root) : Optional.empty();
    }

    private Optional<String> tools(ObjectNode request) {
        boolean isMeant = says(has(TOOL).and(has(UNSUPPORTED)).and(has(ONE_CALL).negate()));
        return request.has(TOOLS) && isMeant ? Optional.of(TOOLS) : Optional.empty();
    }

    // Chat templates of several open models know no system role, and say so by their own words for the order of roles.
    private Optional<String> system(ObjectNode request) {
        boolean has = request.has("systemInstruction")
                || request.path("messages").path(0).path("role").asText("").equals(SYSTEM);
        Predicate<String> isNamed =
                said -> (said.contains("system") && (said.contains("role") || said.contains("message")))
                        || said.contains("system instruction")
                        || said.contains("system_instruction")
                        || said.contains("systeminstruction")
                        || said.contains("developer instruction");
        boolean isMeant = says(isNamed.and(has(UNSUPPORTED))) || says(has(ROLES));
        return has && isMeant ? Optional.of(SYSTEM) : Optional.empty();
    }

    private Optional<String> parts(ObjectNode request) {
        boolean has = StreamSupport.stream(request.path("messages").spliterator(), false)
                .anyMatch(message -> message.path("content").isArray());
        boolean isMeant = says(has(ONE_TEXT)
                .and(said -> said.contains("content") || said.contains("sequence"))
                .and(has(ONE_CALL).negate()));
        return has && isMeant ? Optional.of(PARTS) : Optional.empty();
    }

    private Optional<String> thinking(ObjectNode request) {
        boolean isMeant = says(has(status < 500 ? THOUGHTLESS : UNSUPPORTED)
                .and(said -> said.contains("thinking") || said.contains("thoughts") || said.contains("thought mode")));
        return request.path("generationConfig").has("thinkingConfig") && isMeant
                ? Optional.of(THINKING)
                : Optional.empty();
    }

    private Optional<String> mentioned(ObjectNode request) {
        return request.properties().stream()
                .map(field -> field.getKey())
                .filter(name ->
                        !NEEDED.contains(name) && !name.toLowerCase(Locale.ROOT).contains("tool"))
                .sorted(Comparator.comparingInt(String::length).reversed())
                .filter(name -> says(refusing().and(said -> isMentioned(name, said))))
                .findFirst();
    }

    private static boolean isMentioned(String name, String said) {
        String lower = name.toLowerCase(Locale.ROOT);
        return EVERYDAY.contains(lower)
                ? Stream.of("'", "`", "\"").anyMatch(quote -> said.contains(quote + lower + quote))
                : said.contains(lower);
    }

    /// Reads it of an error body, in which compatible servers name the part in different places.
    static UnsupportedFeatureError read(int status, JsonNode body, String text) {
        String param =
                body.path("error").path("param").asText(body.path("param").asText(""));
        String prose = body.isEmpty() ? text : said(body);
        return new UnsupportedFeatureError(status, param, List.of(SENTENCE_END.split(prose.toLowerCase(Locale.ROOT))));
    }

    /// The words of an error body; those of one object, as of a place and what is wrong there, in one line.
    private static String said(JsonNode node) {
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false)
                    .map(UnsupportedFeatureError::said)
                    .collect(Collectors.joining(node.path(0).isObject() ? "\n" : " "));
        }
        return node.isObject()
                ? node.properties().stream()
                        .filter(field -> !UNSAID.contains(field.getKey()))
                        .map(field -> said(field.getValue()))
                        .collect(Collectors.joining(" "))
                : node.asText("");
    }
}
