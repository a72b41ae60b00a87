package dev.recado.adapter.console.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.recado.domain.operation.Probe.Finding;
import dev.recado.domain.operation.Settings.Setting;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Map;

/// The diagnostics of a running Recado.
///
/// @param uptime in ISO 8601
@Serdeable.Serializable
@JsonInclude(Include.ALWAYS)
record DiagnosticsResponse(
        String version,
        String java,
        String uptime,
        List<String> channels,
        List<String> warnings,
        Map<String, Part> parts,
        List<ShownSetting> settings) {

    /// @param details whatever the part's probe found
    @Serdeable.Serializable
    @JsonInclude(Include.ALWAYS)
    record Part(boolean up, Map<String, Object> details) {
        static Part of(Finding finding) {
            return new Part(finding.up(), finding.details());
        }
    }

    /// @param value the value with secrets masked
    /// @param from where the value came from
    @Serdeable.Serializable
    @JsonInclude(Include.ALWAYS)
    record ShownSetting(String name, String value, String from, boolean secret) {
        static ShownSetting of(Setting setting) {
            return new ShownSetting(setting.variable(), setting.shown(), setting.origin(), setting.secret());
        }
    }
}
