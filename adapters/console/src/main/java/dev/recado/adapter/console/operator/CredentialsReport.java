package dev.recado.adapter.console.operator;

import dev.recado.adapter.console.operator.CredentialsResponse.ChannelCredentials;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.delivery.MessageSender;
import dev.recado.domain.delivery.MessageSender.CredentialCheck;
import dev.recado.domain.delivery.MessageSender.CredentialCheck.Unreachable;
import jakarta.inject.Singleton;
import java.util.List;

/// Checks the credentials of every provider.
@Singleton
final class CredentialsReport {
    private final List<MessageSender> senders;

    CredentialsReport(List<MessageSender> senders) {
        this.senders = List.copyOf(senders);
    }

    CredentialsResponse check() {
        return CredentialsResponse.of(senders.stream()
                .map(sender -> ChannelCredentials.of(sender.channel().id(), check(sender)))
                .toList());
    }

    private static CredentialCheck check(MessageSender sender) {
        try {
            return sender.checkCredentials();
        } catch (PortUnavailableException e) {
            return new Unreachable(String.valueOf(e.getMessage()));
        }
    }
}
