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
    HttpResponse<HealthResponse> health() {
        Map<String, Finding> findings = diagnose.diagnose();
        List<String> warnings = new ArrayList<>(settings.warnings());
        findings.values().forEach(finding -> warnings.addAll(finding.warnings()));
        return respond(findings.values().stream().allMatch(Finding::up), findings, warnings);
    }

    /// Whether a webhook would be answered 2xx now: the store or the spool accepts it.
    @Get("/readiness")
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<HealthResponse> readiness() {
        Map<String, Finding> findings = diagnose.diagnose(ACCEPTING_PARTS::contains);
        return respond(findings.values().stream().anyMatch(Finding::up), findings, List.of());
    }

    /// Whether the process responds at all. It checks nothing, since a restart repairs no store. It runs on the
    /// event loop, where nothing else runs, so turns and webhooks that block all other threads do not block it.
    @Get("/liveness")
    @NonBlocking
    HttpResponse<HealthResponse> liveness() {
        return respond(true, Map.of(), List.of());
    }

    private static HttpResponse<HealthResponse> respond(
            boolean up, Map<String, Finding> findings, List<String> warnings) {
        return HttpResponse.status(up ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .body(HealthResponse.of(up, findings, warnings));
    }
}
