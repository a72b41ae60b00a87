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

/// The part `model` of `/health`: what is configured, how the last answers went, and what they cost today. It
/// calls no model, so a model that failed counts as down until it answers a user.
public final class ModelProbe implements Probe {

    /// One failure may be a bad request; this many in a row mean that the model is down.
    static final int FAILURES_UNTIL_DOWN = 3;

    private final List<ProviderStatus> providers;
    private final ConcurrencyLimit limit;
    private volatile LastOutcome lastOutcome = new LastOutcome("none yet", Instant.EPOCH, 0);

    /// The status of one provider.
    public record ProviderStatus(
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

        private static String remedy(CircuitBreaker.Outage outage) {
            return outage.needsOperator()
                    ? "check the key, and the account's money and limits"
                    : "check that its server runs and can be reached";
        }

        private boolean answers() {
            return circuitBreaker.outage().isEmpty();
        }
    }

    /// @param providers in the order in which they are asked
    public ModelProbe(List<ProviderStatus> providers, ConcurrencyLimit limit) {
        this.providers = List.copyOf(providers);
        this.limit = limit;
    }

    synchronized void record(Generation generation, Instant at) {
        lastOutcome = switch (generation) {
            case Generation.Answer answer ->
                new LastOutcome("answered in " + answer.took().toMillis() + " ms", at, 0);
            case Generation.Refusal refusal -> new LastOutcome("refused: " + refusal.reason(), at, 0);
            case Generation.Failed failed ->
                new LastOutcome("failed: " + failed.reason(), at, lastOutcome.failures() + 1);
            case Generation.NoModel _ -> lastOutcome;
        };
    }

    @Override
    public String part() {
        return "model";
    }

    @Override
    public Finding check() {
        if (providers.isEmpty()) {
            return new Finding(true, Map.of("provider", "none"));
        }
        LastOutcome current = lastOutcome;
        Map<String, Object> details = new LinkedHashMap<>(providers.getFirst().details());
        if (providers.size() > 1) {
            details.put("fallback", providers.getLast().details());
        }
        details.put("in_flight", limit.inFlight());
        details.put("last_outcome", current.outcome());
        if (!current.at().equals(Instant.EPOCH)) {
            details.put("last_at", current.at().toString());
            details.put("failures_in_a_row", current.failures());
        }
        boolean up =
                current.failures() < FAILURES_UNTIL_DOWN && providers.stream().anyMatch(ProviderStatus::answers);
        List<String> warnings =
                providers.stream().flatMap(status -> status.warning().stream()).toList();
        return new Finding(up, details, warnings);
    }

    private record LastOutcome(String outcome, Instant at, int failures) {}
}
