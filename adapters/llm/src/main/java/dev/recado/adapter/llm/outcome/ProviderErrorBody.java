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

/// A provider's error answer: its machine-readable words, and what its prose is about. The prose itself is left
/// behind.
///
/// @param subject what the error is about, as far as words and prose tell
/// @param status the HTTP status that the body itself names
/// @param retryAfter what the body asks to wait
public record ProviderErrorBody(
        Set<String> words,
        ErrorCategory subject,
        OptionalInt status,
        @Nullable Duration retryAfter) {

    private static final ProviderErrorBody SILENT =
            new ProviderErrorBody(Set.of(), ErrorCategory.OTHER, OptionalInt.empty(), null);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_PROSE = 20_000;

    /// `insufficient_quota`, `NotFoundError`, `RESOURCE_EXHAUSTED`. A key or a sentence does not look like this.
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z_]{0,49}");

    /// Gemini's google.rpc.RetryInfo: `"retryDelay": "34.07s"`.
    private static final Pattern DELAY = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)s");

    private static final String DAILY = "daily_quota";

    public ProviderErrorBody {
        words = Collections.unmodifiableSet(new LinkedHashSet<>(words));
    }

    /// Reads OpenAI's form (`error.type`, `error.code`) and its kin's (top-level `type`, `error.status`), Anthropic's
    /// `error.details.error_code` and Gemini's list of details; anything else has no words.
    public static ProviderErrorBody read(byte[] body) {
        String prose =
                new String(body, 0, Math.min(body.length, MOST_PROSE), StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
        try {
            JsonNode root = JSON.readTree(body);
            // Gemini's compatible endpoint wraps the object in a list.
            JsonNode top = root != null && root.isArray() ? root.path(0) : root;
            return top == null ? SILENT : read(errorIn(top), prose);
        } catch (IOException e) {
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
        Set<String> words = Stream.concat(own, more)
                .filter(word -> WORD.matcher(word).matches())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Duration delay = delay(details);
        return new ProviderErrorBody(words, ErrorCategory.of(words, prose, delay != null), status(error), delay);
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

    /// For a log.
    String label() {
        return String.join(" ", words);
    }

    /// The status of an error that came as a 200: the one it names, else the one that its words stand for.
    public int ownStatus() {
        return status.orElseGet(() -> {
            List<String> lowered =
                    words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
            return switch (subject) {
                case MONEY -> 402;
                case ACCESS -> 401;
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

    private static boolean mentions(List<String> words, String... parts) {
        return words.stream().anyMatch(word -> Stream.of(parts).anyMatch(word::contains));
    }
}
