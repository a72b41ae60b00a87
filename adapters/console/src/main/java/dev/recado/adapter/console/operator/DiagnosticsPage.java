package dev.recado.adapter.console.operator;

import dev.recado.adapter.console.ConsoleSettings;
import dev.recado.domain.delivery.MessageSender;
import dev.recado.domain.operation.DiagnoseUseCase;
import dev.recado.domain.operation.Probe.Finding;
import dev.recado.domain.operation.Settings;
import dev.recado.domain.operation.Settings.Setting;
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

    Map<String, Object> toJson() {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("version", version);
        page.put("java", Runtime.version().toString());
        page.put("uptime", uptime());
        page.put("channels", senders.stream().map(each -> each.channel().id()).toList());
        page.put("warnings", settings.warnings());
        Map<String, Object> parts = new LinkedHashMap<>();
        diagnose.diagnose().forEach((part, finding) -> parts.put(part, shown(finding)));
        page.put("parts", parts);
        page.put("settings", settings.all().stream().map(DiagnosticsPage::shown).toList());
        return page;
    }

    private static String uptime() {
        long millis = ManagementFactory.getRuntimeMXBean().getUptime();
        return Duration.ofSeconds(millis / 1000).toString();
    }

    private static Map<String, Object> shown(Finding finding) {
        Map<String, Object> part = new LinkedHashMap<>();
        part.put("up", finding.up());
        part.put("details", finding.details());
        return part;
    }

    private static Map<String, Object> shown(Setting setting) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("name", setting.variable());
        line.put("value", setting.shown());
        line.put("from", setting.origin());
        line.put("secret", setting.secret());
        return line;
    }
}
