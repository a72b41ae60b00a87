package dev.recado.adapter.llm.outcome;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// A provider's error response: its machine-readable codes, and what its prose is about. The prose itself is not
/// kept.
///
/// @param category what the error is about, according to codes and prose
/// @param status the HTTP status that the body itself names
/// @param retryAfter the wait that the body asks for
public record ProviderErrorBody(
        Set<String> codes,
        ErrorCategory category,
        OptionalInt status,
        @Nullable Duration retryAfter) {

    private static final ProviderErrorBody EMPTY =
            new ProviderErrorBody(Set.of(), ErrorCategory.OTHER, OptionalInt.empty(), null);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_PROSE = 20_000;

    /// Matches `insufficient_quota`, `NotFoundError`, `RESOURCE_EXHAUSTED`; no key and no sentence looks like
    /// this.
    private static final Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z_]{0,49}");

    /// Gemini's google.rpc.RetryInfo: `"retryDelay": "34.07s"`.
    private static final Pattern DELAY = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)s");

    private static final String DAILY = "daily_quota";

    public ProviderErrorBody {
        codes = Collections.unmodifiableSet(new LinkedHashSet<>(codes));
    }

    /// Reads OpenAI's format (`error.type`, `error.code`) and that of compatible servers (top-level `type`,
    /// `error.status`), Anthropic's `error.details.error_code` and Gemini's list of details. Anything else has no
    /// codes.
    public static ProviderErrorBody read(byte[] body) {
        String prose =
                new String(body, 0, Math.min(body.length, MAX_PROSE), StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
        try {
            JsonNode root = JSON.readTree(body);
            // Gemini's OpenAI-compatible endpoint wraps the object in a list.
            JsonNode top = root != null && root.isArray() ? root.path(0) : root;
            return top == null ? EMPTY : read(errorIn(top), prose);
        } catch (IOException _) {
            return new ProviderErrorBody(Set.of(), ErrorCategory.of(Set.of(), prose, false), OptionalInt.empty(), null);
        }
    }

    private static JsonNode errorIn(JsonNode top) {
        return Stream.of(top.path("error"), top.path("response").path("error"), top.path("base_resp"))
                .filter(JsonNode::isObject)
                .findFirst()
                .orElse(top);
    }

    private static ProviderErrorBody read(JsonNode error, String prose) {
        JsonNode details = error.path("details");
        Stream<String> own =
                Stream.of("type", "code", "status").map(name -> error.path(name).asText(""));
        Stream<String> more = Stream.concat(
                Stream.of(details.path("error_code").asText(""), daily(details)),
                StreamSupport.stream(details.spliterator(), false)
                        .map(detail -> detail.path("reason").asText("")));
        Set<String> codes = Stream.concat(own, more)
                .filter(code -> CODE.matcher(code).matches())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Duration delay = delay(details);
        return new ProviderErrorBody(codes, ErrorCategory.of(codes, prose, delay != null), status(error), delay);
    }

    private static OptionalInt status(JsonNode error) {
        return Stream.of("code", "status", "status_code", "http_code")
                .map(error::path)
                .mapToInt(value -> value.asInt(0))
                .filter(status -> status >= 400 && status < 600)
                .findFirst();
    }

    // google.rpc.QuotaFailure names the quota: `GenerateRequestsPerDayPerProjectPerModel-FreeTier`.
    private static String daily(JsonNode details) {
        for (JsonNode detail : details) {
            for (JsonNode violation : detail.path("violations")) {
                if (violation.path("quotaId").asText("").contains("PerDay")) {
                    return DAILY;
                }
            }
        }
        return "";
    }

    private static @Nullable Duration delay(JsonNode details) {
        for (JsonNode detail : details) {
            Matcher matcher = DELAY.matcher(detail.path("retryDelay").asText(""));
            if (matcher.matches()) {
                return Duration.ofMillis((long) Math.ceil(Double.parseDouble(matcher.group(1)) * 1000));
            }
        }
        return null;
    }

    /// The codes, for a log line.
    String label() {
        return String.join(" ", codes);
    }

    /// The status of an error that was sent with status 200: the one it names, or the one that its codes stand
    /// for.
    public int ownStatus() {
        return status.orElseGet(() -> {
            List<String> lowered =
                    codes.stream().map(code -> code.toLowerCase(Locale.ROOT)).toList();
            return switch (category) {
                case BILLING -> 402;
                case CREDENTIALS -> 401;
                case TOO_LONG, FILTER -> 400;
                case TOOL_USE -> 422;
                case OTHER -> {
                    if (mentions(lowered, "rate_limit", "ratelimit", "throttl", "exhausted", "too_many")) {
                        yield 429;
                    }
                    if (mentions(lowered, "overload", "unavailable", "server", "internal", "timeout")) {
                        yield 503;
                    }
                    yield mentions(lowered, "invalid", "not_found", "notfound", "unsupported") ? 400 : 500;
                }
            };
        });
    }

    private static boolean mentions(List<String> codes, String... parts) {
        return codes.stream().anyMatch(code -> Stream.of(parts).anyMatch(code::contains));
    }
}
