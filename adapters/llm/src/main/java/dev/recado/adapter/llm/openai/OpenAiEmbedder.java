package dev.recado.adapter.llm.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recado.adapter.llm.outcome.CallOutcome;
import dev.recado.adapter.llm.outcome.CallOutcome.Declined;
import dev.recado.adapter.llm.outcome.CallOutcome.Failed;
import dev.recado.adapter.llm.outcome.CallOutcome.Success;
import dev.recado.adapter.llm.outcome.CallOutcome.Unusable;
import dev.recado.adapter.llm.prompt.PromptData;
import dev.recado.adapter.llm.provider.ProviderClient;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.answer.Embedder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Turns texts into vectors with `POST /embeddings` of OpenAI or a compatible server, in batches.
public record OpenAiEmbedder(ProviderClient client, OpenAiRestClient restClient) implements Embedder {

    /// Vectors of 3,072 numbers take about 60 kB each as JSON, and responses are bounded.
    static final int BATCH = 32;

    /// OpenAI accepts up to 8,192 tokens per text, and no empty text (its API reference).
    private static final int MAX_CHARACTERS = 16_000;

    @Override
    public String name() {
        return client.model();
    }

    @Override
    public List<float[]> embed(List<String> texts, Instant deadline) {
        List<float[]> vectors = new ArrayList<>(texts.size());
        for (int from = 0; from < texts.size(); from += BATCH) {
            vectors.addAll(batch(texts.subList(from, Math.min(texts.size(), from + BATCH)), deadline));
        }
        if (vectors.stream().mapToInt(vector -> vector.length).distinct().count() > 1) {
            throw new PortUnavailableException("Embeddings: vectors of different lengths");
        }
        return vectors;
    }

    private List<float[]> batch(List<String> texts, Instant deadline) {
        try {
            return switch (client.ask(() -> once(texts), deadline, true)) {
                case Success<List<float[]>>(List<float[]> vectors) -> vectors;
                case Declined<List<float[]>> declined -> throw failure(declined.reason());
                case Unusable<List<float[]>> unusable -> throw failure(unusable.reason());
                case Failed<List<float[]>> failed -> throw failure(failed.reason());
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PortUnavailableException("Embeddings: interrupted", e);
        }
    }

    private static PortUnavailableException failure(String reason) {
        return new PortUnavailableException("Embeddings: " + reason);
    }

    private CallOutcome<List<float[]>> once(List<String> texts) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("model", client.model())
                .put("encoding_format", "float");
        ArrayNode input = body.putArray("input");
        texts.forEach(text -> input.add(text.isBlank() ? "-" : PromptData.cut(text, MAX_CHARACTERS)));
        List<Optional<float[]>> found = new ArrayList<>();
        texts.forEach(text -> found.add(Optional.empty()));
        int next = 0;
        for (JsonNode item : restClient.post("/embeddings", body).path("data")) {
            // Some servers send no index; their vectors come in order.
            int index = item.path("index").asInt(next);
            next++;
            if (index >= 0 && index < found.size()) {
                found.set(index, vector(item.path("embedding")));
            }
        }
        return found.stream().anyMatch(Optional::isEmpty)
                ? new Unusable<>("vectors are missing")
                : new Success<>(found.stream().map(Optional::orElseThrow).toList());
    }

    private static Optional<float[]> vector(JsonNode numbers) {
        float[] vector = new float[numbers.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) numbers.path(i).asDouble();
        }
        return vector.length == 0 ? Optional.empty() : Optional.of(vector);
    }
}
