package dev.recado.adapter.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recado.adapter.llm.TryOutcome.Broken;
import dev.recado.adapter.llm.TryOutcome.Declined;
import dev.recado.adapter.llm.TryOutcome.Got;
import dev.recado.adapter.llm.TryOutcome.Useless;
import dev.recado.domain.port.ContentGuard;
import dev.recado.domain.port.PortUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/// Has texts judged by `POST /moderations` of OpenAI, which is free, or a compatible server.
record OpenAiGuard(ProviderLine line, OpenAiCalls calls) implements ContentGuard {

    static final String MODEL = "omni-moderation-latest";

    /// Nobody waits longer for a judgement that others can make, too.
    static final Duration PATIENCE = Duration.ofSeconds(2);

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

    private TryOutcome<Verdict> once(String text) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("model", line.model())
                .put("input", GivenData.cut(text, MOST));
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
