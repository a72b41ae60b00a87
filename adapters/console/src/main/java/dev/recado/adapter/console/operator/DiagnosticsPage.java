package dev.recado.adapter.console.operator;

import dev.recado.adapter.console.ConsoleSettings;
import dev.recado.adapter.console.operator.DiagnosticsResponse.Part;
import dev.recado.adapter.console.operator.DiagnosticsResponse.ShownSetting;
import dev.recado.domain.delivery.MessageSender;
import dev.recado.domain.operation.DiagnoseUseCase;
import dev.recado.domain.operation.Settings;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The diagnostics of a running Recado, on one page.
@Singleton
final class DiagnosticsPage {
    private final DiagnoseUseCase diagnose;
    private final Settings settings;
    private final List<MessageSender> senders;
    private final String version;

    DiagnosticsPage(DiagnoseUseCase diagnose, Settings settings, List<MessageSender> senders, ConsoleSettings console) {
        this.diagnose = diagnose;
        this.settings = settings;
        this.senders = List.copyOf(senders);
        this.version = console.version();
    }

    DiagnosticsResponse response() {
        Map<String, Part> parts = new LinkedHashMap<>();
        diagnose.diagnose().forEach((part, finding) -> parts.put(part, Part.of(finding)));
        return new DiagnosticsResponse(
                version,
                Runtime.version().toString(),
                uptime(),
                senders.stream().map(each -> each.channel().id()).toList(),
                settings.warnings(),
                parts,
                settings.all().stream().map(ShownSetting::of).toList());
    }

    private static String uptime() {
        long millis = ManagementFactory.getRuntimeMXBean().getUptime();
        return Duration.ofSeconds(millis / 1000).toString();
    }
}
