package dev.recado.adapter.simulator.model;

import dev.recado.adapter.simulator.http.Json;
import dev.recado.adapter.simulator.http.LoopbackServer.Incoming;
import dev.recado.adapter.simulator.http.StandInResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// OpenAI's transcriptions, moderations and embeddings (its published OpenAPI description).
final class OpenAiAuxiliaryApis {
    private static final int DIMENSIONS = 64;
    private static final int MAX_INPUTS = 2048;
    private static final RequestSchema MODERATION = RequestSchema.of("input:texts! model:text");
    private static final RequestSchema EMBEDDING =
            RequestSchema.of("input:texts! model:text! encoding_format:text dimensions:number user:text");
    private static final Set<String> TRANSCRIPTION = Set.of(
            "file",
            "model",
            "language",
            "prompt",
            "response_format",
            "temperature",
            "stream",
            "chunking_strategy",
            "include[]",
            "timestamp_granularities[]");
    private static final Set<String> FORMATS =
            Set.of("flac", "mp3", "mp4", "mpeg", "mpga", "m4a", "ogg", "wav", "webm");
    private static final Pattern BOUNDARY = Pattern.compile("multipart/form-data;\\s*boundary=\"?([^\";]+)\"?.*");
    private static final Pattern FIELD =
            Pattern.compile("(?i)content-disposition: form-data;[^\\r\\n]*?\\bname=\"([^\"]+)\"");
    private static final Pattern FILE = Pattern.compile("filename=\"[^\"]*\\.([A-Za-z0-9]+)\"");
    private static final List<String> CATEGORIES =
            List.of("harassment", "hate", "illicit", "self-harm", "sexual", "violence");

    private OpenAiAuxiliaryApis() {}

    /// @param transcript the transcript of every recording
    static StandInResponse.Reply transcription(Incoming incoming, String transcript) {
        return wrongForm(incoming)
                .map(complaint -> OpenAiChatCompletions.failure(400, "invalid_value", complaint))
                .orElseGet(() -> StandInResponse.json(
                        200, Json.object("text", transcript, "usage", Json.object("type", "duration", "seconds", 3))));
    }

    private static Optional<String> wrongForm(Incoming incoming) {
        var boundary = BOUNDARY.matcher(incoming.header("Content-Type"));
        if (!boundary.matches()) {
            return Optional.of("Could not parse multipart form");
        }
        var fields = new LinkedHashSet<String>();
        for (var part : incoming.text().split(Pattern.quote("--" + boundary.group(1)), -1)) {
            var field = FIELD.matcher(part);
            if (field.find()) {
                fields.add(field.group(1));
            }
        }
        if (!fields.contains("file") || !fields.contains("model")) {
            return Optional.of("Missing required parameter: 'file' or 'model'.");
        }
        if (!TRANSCRIPTION.containsAll(fields)) {
            return Optional.of("Unknown parameter in the form.");
        }
        var file = FILE.matcher(incoming.text());
        return file.find() && FORMATS.contains(file.group(1).toLowerCase(Locale.ROOT))
                ? Optional.empty()
                : Optional.of("Unrecognized file format.");
    }

    /// @param harmful the words that make a text harmful, each with its category
    static StandInResponse.Reply moderation(Map<String, @Nullable Object> body, Map<String, String> harmful) {
        var complaint = MODERATION.complaint(body, "");
        if (complaint.isPresent()) {
            return OpenAiChatCompletions.failure(400, "invalid_value", complaint.get());
        }
        var results = new ArrayList<Map<String, @Nullable Object>>();
        for (var input : inputs(body)) {
            var found = new LinkedHashSet<String>();
            harmful.forEach((word, category) -> {
                if (input.toLowerCase(Locale.ROOT).contains(word)) {
                    found.add(category);
                }
            });
            var categories = Json.object();
            var scores = Json.object();
            CATEGORIES.forEach(category -> {
                categories.put(category, found.contains(category));
                scores.put(category, found.contains(category) ? 0.97 : 0.01);
            });
            results.add(Json.object("flagged", !found.isEmpty(), "categories", categories, "category_scores", scores));
        }
        return StandInResponse.json(
                200, Json.object("id", "modr-1", "model", "omni-moderation-latest", "results", results));
    }

    /// Texts that share words get vectors that are close to each other.
    static StandInResponse.Reply embeddings(Map<String, @Nullable Object> body) {
        var inputs = inputs(body);
        var complaint = EMBEDDING
                .complaint(body, "")
                .or(() -> inputs.isEmpty() || inputs.size() > MAX_INPUTS || inputs.contains("")
                        ? Optional.of("Invalid 'input'.")
                        : Optional.empty());
        if (complaint.isPresent()) {
            return OpenAiChatCompletions.failure(400, "invalid_value", complaint.get());
        }
        var data = new ArrayList<Map<String, @Nullable Object>>();
        for (var input : inputs) {
            data.add(Json.object("object", "embedding", "index", data.size(), "embedding", vector(input)));
        }
        var tokens = inputs.stream().mapToInt(ChatApi::tokens).sum();
        return StandInResponse.json(
                200,
                Json.object(
                        "object",
                        "list",
                        "data",
                        data,
                        "model",
                        Json.text(body, "model"),
                        "usage",
                        Json.object("prompt_tokens", tokens, "total_tokens", tokens)));
    }

    private static List<String> inputs(Map<String, @Nullable Object> body) {
        return body.get("input") instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of(Json.text(body, "input"));
    }

    private static List<Double> vector(String text) {
        var sums = new double[DIMENSIONS];
        for (var word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
            if (!word.isEmpty()) {
                var stem = word.substring(0, Math.min(5, word.length()));
                sums[Math.floorMod(stem.hashCode() * 31, DIMENSIONS)] += 1;
            }
        }
        var length = Math.sqrt(Arrays.stream(sums).map(x -> x * x).sum());
        return Arrays.stream(sums).mapToObj(x -> length == 0 ? 0.0 : x / length).toList();
    }
}
