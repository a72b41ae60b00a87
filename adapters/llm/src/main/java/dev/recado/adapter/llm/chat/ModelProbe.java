package dev.recado.adapter.llm.chat;

import dev.recado.adapter.llm.provider.CircuitBreaker;
import dev.recado.adapter.llm.provider.ConcurrencyLimit;
import dev.recado.adapter.llm.provider.Provider;
import dev.recado.domain.answer.ResponseGenerator.Generation;
import dev.recado.domain.message.Usage;
import dev.recado.domain.operation.Probe;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The part `model` of `/health`: what is configured, how the last answers went and what they cost today. It asks no
/// model anything, so one that failed counts as down until it answers somebody.
public final class ModelProbe implements Probe {

    /// One failure may be one bad request; this many in a row are the model's.
    static final int FAILURES_THAT_COUNT = 3;

    private final List<Listed> providers;
    private final ConcurrencyLimit limit;
    private volatile Last last = new Last("none yet", Instant.EPOCH, 0);

    /// One provider, as it is shown.
    public record Listed(
            Provider provider, String model, String host, CircuitBreaker circuitBreaker, UsageMeter usageMeter) {
        private Map<String, Object> details() {
            Usage today = usageMeter.ofToday();
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("provider", provider.id());
            details.put("model", model);
            details.put("host", host);
            details.put("breaker", circuitBreaker.state().name().toLowerCase(Locale.ROOT));
            details.put("tokens_in_today", today.tokensIn());
            details.put("tokens_out_today", today.tokensOut());
            if (today.cost() != null) {
                details.put("cost_today_usd", today.cost());
            }
            circuitBreaker.outage().ifPresent(outage -> {
                details.put("problem", outage.reason());
                details.put("what_to_do", remedy(outage));
            });
            return details;
        }

        private Optional<String> warning() {
            return circuitBreaker
                    .outage()
                    .map(outage -> "The model of " + provider.id() + " (" + model + ") does not answer: "
                            + outage.reason() + "; " + remedy(outage));
        }

        private static String remedy(CircuitBreaker.Trouble outage) {
            return outage.needsOperator()
                    ? "check the key, and the account's money and limits"
                    : "check that its server runs and can be reached";
        }

        private boolean answers() {
            return circuitBreaker.outage().isEmpty();
        }
    }

    /// @param providers in the order in which they are asked
    public ModelProbe(List<Listed> providers, ConcurrencyLimit limit) {
        this.providers = List.copyOf(providers);
        this.limit = limit;
    }

    synchronized void record(Generation generation, Instant at) {
        last = switch (generation) {
            case Generation.Answer answer ->
                new Last("answered in " + answer.took().toMillis() + " ms", at, 0);
            case Generation.Refusal refusal -> new Last("refused: " + refusal.reason(), at, 0);
            case Generation.Failed failed -> new Last("failed: " + failed.reason(), at, last.failures() + 1);
            case Generation.NoModel none -> last;
        };
    }

    @Override
    public String part() {
        return "model";
    }

    @Override
    public Finding examine() {
        if (providers.isEmpty()) {
            return new Finding(true, Map.of("provider", "none"));
        }
        Last now = last;
        Map<String, Object> details = new LinkedHashMap<>(providers.getFirst().details());
        if (providers.size() > 1) {
            details.put("fallback", providers.getLast().details());
        }
        details.put("in_flight", limit.inFlight());
        details.put("last_outcome", now.outcome());
        if (!now.at().equals(Instant.EPOCH)) {
            details.put("last_at", now.at().toString());
            details.put("failures_in_a_row", now.failures());
        }
        boolean up = now.failures() < FAILURES_THAT_COUNT && providers.stream().anyMatch(Listed::answers);
        List<String> warnings =
                providers.stream().flatMap(listed -> listed.warning().stream()).toList();
        return new Finding(up, details, warnings);
    }

    private record Last(String outcome, Instant at, int failures) {}
}
