package dev.recado.domain.operation;

import dev.recado.domain.delivery.SenderBlocks.Blocked;
import dev.recado.domain.delivery.Senders;
import dev.recado.domain.intake.WebhookWatch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The part `providers` of `/health`: which providers are configured, and which are blocked until the operator
/// resolves a problem.
public record SendersProbe(Senders senders, WebhookWatch webhooks) implements Probe {
    @Override
    public String part() {
        return "providers";
    }

    @Override
    public Finding check() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put(
                "configured",
                senders.byChannel().keySet().stream()
                        .sorted()
                        .map(channel -> channel.id())
                        .toList());
        List<Blocked> blocked = senders.blocks().current();
        if (!blocked.isEmpty()) {
            details.put("blocked", blocked.stream().map(SendersProbe::shown).toList());
        }
        List<WebhookWatch.Trouble> troubles = webhooks.current();
        if (!troubles.isEmpty()) {
            details.put("webhooks", troubles.stream().map(SendersProbe::shown).toList());
        }
        return new Finding(
                blocked.isEmpty() && troubles.stream().noneMatch(WebhookWatch.Trouble::certain),
                details,
                troubles.stream()
                        .map(trouble ->
                                trouble.channel().id() + ": " + trouble.problem() + "; what to do: " + trouble.remedy())
                        .toList());
    }

    private static Map<String, Object> shown(WebhookWatch.Trouble trouble) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("provider", trouble.channel().id());
        shown.put("status", trouble.certain() ? "DOWN" : "UP");
        shown.put("problem", trouble.problem());
        shown.put("what_to_do", trouble.remedy());
        return shown;
    }

    private static Map<String, Object> shown(Blocked blocked) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("provider", blocked.channel().id());
        shown.put("status", "DOWN");
        shown.put("code", blocked.code());
        shown.put("reason", blocked.reason());
        shown.put("what_to_do", blocked.remedy());
        shown.put("since", blocked.since().toString());
        return shown;
    }
}
