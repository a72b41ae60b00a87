package dev.recado.adapter.llm;

import dev.recado.domain.port.Probe;
import dev.recado.domain.port.ResponseGenerator.Generation;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// The part `model` of `/health`: what is configured and how the last answers went. It asks the model nothing.
final class ModelHealth implements Probe {

    /// One failure may be one bad request; this many in a row are the model's.
    static final int FAILURES_THAT_COUNT = 3;

    private final Map<String, Object> settings;
    private final CallLimit limit;
    private volatile Last last = new Last("none yet", Instant.EPOCH, 0);

    /// @param settings what is fit to be shown: provider, model, host
    ModelHealth(Map<String, Object> settings, CallLimit limit) {
        this.settings = Map.copyOf(settings);
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
        Last now = last;
        Map<String, Object> details = new LinkedHashMap<>(settings);
        details.put("in_flight", limit.inFlight());
        details.put("last_outcome", now.outcome());
        if (!now.at().equals(Instant.EPOCH)) {
            details.put("last_at", now.at().toString());
            details.put("failures_in_a_row", now.failures());
        }
        return new Finding(now.failures() < FAILURES_THAT_COUNT, details);
    }

    private record Last(String outcome, Instant at, int failures) {}
}
