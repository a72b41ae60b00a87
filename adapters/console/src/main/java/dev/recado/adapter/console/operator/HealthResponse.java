package dev.recado.adapter.console.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.recado.domain.operation.Probe.Finding;
import io.micronaut.serde.annotation.Serdeable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The health of Recado, in the format of Micronaut's own endpoint.
@Serdeable.Serializable
@JsonInclude(Include.NON_EMPTY)
record HealthResponse(String name, Status status, Map<String, Part> details, List<String> warnings) {

    enum Status {
        UP,
        DOWN;

        static Status of(boolean up) {
            return up ? UP : DOWN;
        }
    }

    static HealthResponse of(boolean up, Map<String, Finding> findings, List<String> warnings) {
        Map<String, Part> parts = new LinkedHashMap<>();
        findings.forEach((part, finding) -> parts.put(part, new Part(Status.of(finding.up()), finding.details())));
        return new HealthResponse("recado", Status.of(up), parts, warnings);
    }

    /// @param details whatever the part's probe found
    @Serdeable.Serializable
    @JsonInclude(Include.ALWAYS)
    record Part(Status status, Map<String, Object> details) {}
}
