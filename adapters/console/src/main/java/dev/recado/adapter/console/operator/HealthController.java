package dev.recado.adapter.console.operator;

import dev.recado.domain.operation.DiagnoseUseCase;
import dev.recado.domain.operation.Probe.Finding;
import dev.recado.domain.operation.Settings;
import io.micronaut.core.annotation.NonBlocking;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Health for anyone who asks, in the format of Micronaut's own endpoint, which it replaces. (There, readiness is
/// everything that is not liveness, so a model that fails would stop webhooks from being accepted.)
@Controller("/health")
final class HealthController {
    private static final Set<String> ACCEPTING_PARTS = Set.of("store", "spool");

    private final DiagnoseUseCase diagnose;
    private final Settings settings;

    HealthController(DiagnoseUseCase diagnose, Settings settings) {
        this.diagnose = diagnose;
        this.settings = settings;
    }

    /// All parts; 503 when one is down. `warnings` lists what should be fixed, of any part.
    @Get
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> health() {
        Map<String, Finding> findings = diagnose.diagnose();
        Map<String, Object> body = toJson(findings);
        List<String> warnings = new ArrayList<>(settings.warnings());
        findings.values().forEach(finding -> warnings.addAll(finding.warnings()));
        if (!warnings.isEmpty()) {
            body.put("warnings", warnings);
        }
        return answer(body);
    }

    /// Whether a webhook would be answered 2xx now: the store or the spool accepts it.
    @Get("/readiness")
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> readiness() {
        Map<String, Finding> findings = diagnose.diagnose(ACCEPTING_PARTS::contains);
        Map<String, Object> body = toJson(findings);
        body.put("status", status(findings.values().stream().anyMatch(Finding::up)));
        return answer(body);
    }

    /// Whether the process responds at all. It checks nothing, since a restart repairs no store. It runs on the
    /// event loop, where nothing else runs, so turns and webhooks that block all other threads do not block it.
    @Get("/liveness")
    @NonBlocking
    HttpResponse<?> liveness() {
        return answer(toJson(Map.of()));
    }

    private static Map<String, Object> toJson(Map<String, Finding> findings) {
        Map<String, Object> parts = new LinkedHashMap<>();
        findings.forEach((part, finding) -> {
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("status", status(finding.up()));
            shown.put("details", finding.details());
            parts.put(part, shown);
        });
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", "recado");
        body.put("status", status(findings.values().stream().allMatch(Finding::up)));
        if (!parts.isEmpty()) {
            body.put("details", parts);
        }
        return body;
    }

    private static HttpResponse<?> answer(Map<String, Object> body) {
        HttpStatus status = status(true).equals(body.get("status")) ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE;
        return HttpResponse.status(status).body(body);
    }

    private static String status(boolean up) {
        return up ? "UP" : "DOWN";
    }
}
