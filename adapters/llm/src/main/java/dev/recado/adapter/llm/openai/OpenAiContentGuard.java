package dev.recado.adapter.llm.openai;

import com.fasterxml.jackson.databind.JsonNode;
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
import dev.recado.domain.guard.ContentGuard;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/// Moderates texts with `POST /moderations` of OpenAI, which is free, or of a compatible server.
public record OpenAiContentGuard(ProviderClient client, OpenAiRestClient restClient) implements ContentGuard {

    public static final String MODEL = "omni-moderation-latest";

    /// The longest that a message waits for the verdict, since other guards check it as well.
    public static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static final int MAX_CHARACTERS = 16_000;

    @Override
    public Verdict check(String text, Instant deadline) {
        Instant timeoutAt = client.caller().clock().instant().plus(TIMEOUT);
        try {
            return switch (client.ask(() -> once(text), timeoutAt.isBefore(deadline) ? timeoutAt : deadline, false)) {
                case Success<Verdict>(Verdict verdict) -> verdict;
                case Declined<Verdict> declined -> new Verdict.Unknown(declined.reason());
                case Unusable<Verdict> unusable -> new Verdict.Unknown(unusable.reason());
                case Failed<Verdict> failed -> new Verdict.Unknown(failed.reason());
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PortUnavailableException("Moderation: interrupted", e);
        }
    }

    private CallOutcome<Verdict> once(String text) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("model", client.model())
                .put("input", PromptData.cut(text, MAX_CHARACTERS));
        JsonNode result = restClient.post("/moderations", body).path("results").path(0);
        if (!result.path("flagged").isBoolean()) {
            return new Unusable<>("no judgement");
        }
        if (!result.path("flagged").asBoolean()) {
            return new Success<>(new Verdict.Allowed());
        }
        Set<String> categories = new TreeSet<>();
        result.path("categories").properties().forEach(category -> {
            if (category.getValue().asBoolean()) {
                categories.add(category.getKey());
            }
        });
        return new Success<>(new Verdict.Harmful(categories));
    }
}
