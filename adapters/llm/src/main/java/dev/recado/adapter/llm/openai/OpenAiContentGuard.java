package dev.recado.adapter.llm.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recado.adapter.llm.outcome.CallOutcome;
import dev.recado.adapter.llm.outcome.CallOutcome.Broken;
import dev.recado.adapter.llm.outcome.CallOutcome.Declined;
import dev.recado.adapter.llm.outcome.CallOutcome.Got;
import dev.recado.adapter.llm.outcome.CallOutcome.Useless;
import dev.recado.adapter.llm.prompt.PromptData;
import dev.recado.adapter.llm.provider.ProviderClient;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.guard.ContentGuard;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/// Has texts judged by `POST /moderations` of OpenAI, which is free, or a compatible server.
public record OpenAiContentGuard(ProviderClient line, OpenAiRestClient calls) implements ContentGuard {

    public static final String MODEL = "omni-moderation-latest";

    /// Nobody waits longer for a judgement that others can make, too.
    public static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final int MOST = 16_000;

    @Override
    public Verdict examine(String text, Instant deadline) {
        Instant soon = line.caller().clock().instant().plus(PATIENCE);
        try {
            return switch (line.ask(() -> once(text), soon.isBefore(deadline) ? soon : deadline, false)) {
                case Got<Verdict>(Verdict verdict) -> verdict;
                case Declined<Verdict> declined -> new Verdict.Unknown(declined.reason());
                case Useless<Verdict> useless -> new Verdict.Unknown(useless.reason());
                case Broken<Verdict> broken -> new Verdict.Unknown(broken.reason());
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PortUnavailableException("Moderation: interrupted", e);
        }
    }

    private CallOutcome<Verdict> once(String text) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("model", line.model())
                .put("input", PromptData.cut(text, MOST));
        JsonNode result = calls.post("/moderations", body).path("results").path(0);
        if (!result.path("flagged").isBoolean()) {
            return new Useless<>("no judgement");
        }
        if (!result.path("flagged").asBoolean()) {
            return new Got<>(new Verdict.Fine());
        }
        Set<String> categories = new TreeSet<>();
        result.path("categories").properties().forEach(category -> {
            if (category.getValue().asBoolean()) {
                categories.add(category.getKey());
            }
        });
        return new Got<>(new Verdict.Harmful(categories));
    }
}
