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

/// How Recado is, for anyone who asks: the shape is that of Micronaut's own endpoint, which this one stands in
/// for. (There, readiness is everything that is not liveness: a model that fails would keep webhooks from being
/// taken.)
@Controller("/health")
final class HealthController {
    private static final Set<String> TAKING = Set.of("store", "spool");

    private final DiagnoseUseCase diagnose;
    private final Settings settings;

    HealthController(DiagnoseUseCase diagnose, Settings settings) {
        this.diagnose = diagnose;
        this.settings = settings;
    }

    /// All parts; 503 when one is down. What ought to be mended stands in `warnings`, whatever part it is of.
    @Get
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> health() {
        Map<String, Finding> findings = diagnose.diagnose();
        Map<String, Object> body = found(findings);
        List<String> warnings = new ArrayList<>(settings.warnings());
        findings.values().forEach(finding -> warnings.addAll(finding.warnings()));
        if (!warnings.isEmpty()) {
            body.put("warnings", warnings);
        }
        return answer(body);
    }

    /// Whether a webhook would be answered 2xx now: the store takes it, or the spool does.
    @Get("/readiness")
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> readiness() {
        Map<String, Finding> findings = diagnose.diagnose(TAKING::contains);
        Map<String, Object> body = found(findings);
        body.put("status", status(findings.values().stream().anyMatch(Finding::up)));
        return answer(body);
    }

    /// Whether the process does anything at all. It looks at nothing: a restart mends no store. It answers on
    /// the thread that carries the connection, where nothing else is done: turns and webhooks that hold all
    /// others do not hold it.
    @Get("/liveness")
    @NonBlocking
    HttpResponse<?> liveness() {
        return answer(found(Map.of()));
    }

    private static Map<String, Object> found(Map<String, Finding> findings) {
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
