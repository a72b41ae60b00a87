package dev.recado.adapter.console.operator;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.delivery.MessageSender;
import dev.recado.domain.delivery.MessageSender.CredentialCheck;
import dev.recado.domain.delivery.MessageSender.CredentialCheck.Rejected;
import dev.recado.domain.delivery.MessageSender.CredentialCheck.Unreachable;
import dev.recado.domain.delivery.MessageSender.CredentialCheck.Valid;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Checks the credentials of every provider.
@Singleton
final class CredentialsReport {
    private final List<MessageSender> senders;

    CredentialsReport(List<MessageSender> senders) {
        this.senders = List.copyOf(senders);
    }

    HttpResponse<?> check() {
        Map<String, Object> body = new LinkedHashMap<>();
        List<Checked> asked = senders.stream().map(CredentialsReport::ask).toList();
        List<String> wrong = asked.stream()
                .filter(each -> !(each.check() instanceof Valid))
                .map(each -> each.channel())
                .toList();
        if (!wrong.isEmpty()) {
            body.put("error", "credentials");
            body.put("message", "the credentials do not work for: " + String.join(", ", wrong));
        }
        body.put("channels", asked.stream().map(CredentialsReport::toJson).toList());
        return wrong.isEmpty()
                ? HttpResponse.ok(body)
                : HttpResponse.status(HttpStatus.BAD_GATEWAY).body(body);
    }

    private record Checked(String channel, CredentialCheck check) {}

    private static Checked ask(MessageSender sender) {
        CredentialCheck check;
        try {
            check = sender.checkCredentials();
        } catch (PortUnavailableException e) {
            check = new Unreachable(String.valueOf(e.getMessage()));
        }
        return new Checked(sender.channel().id(), check);
    }

    private static Map<String, Object> toJson(Checked asked) {
        return switch (asked.check()) {
            case Valid valid -> line(asked, "valid", "account", valid.account());
            case Rejected rejected -> line(asked, "rejected", "reason", rejected.reason());
            case Unreachable unreachable -> line(asked, "unreachable", "reason", unreachable.why());
        };
    }

    private static Map<String, Object> line(Checked asked, String result, String name, String value) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("channel", asked.channel());
        line.put("result", result);
        line.put(name, value);
        return line;
    }
}
