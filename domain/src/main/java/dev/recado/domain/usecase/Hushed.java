package dev.recado.domain.usecase;

import dev.recado.domain.model.InboundMessage;
import dev.recado.domain.port.PortUnavailableException;
import dev.recado.domain.port.SessionStore;
import java.time.InstantSource;
import java.util.List;

/// Reads how the user stands.
public final class Hushed implements HushedUseCase {
    private final AddressBook addresses;
    private final SessionStore sessions;
    private final InstantSource clock;

    public Hushed(AddressBook addresses, SessionStore sessions, InstantSource clock) {
        this.addresses = addresses;
        this.sessions = sessions;
        this.clock = clock;
    }

    @Override
    public boolean isHushed(InboundMessage message) {
        try {
            InboundMessage resolved = addresses.resolve(List.of(message)).getFirst();
            return sessions.find(resolved.conversationId())
                    .map(conversation -> conversation.isHushed(clock.instant()))
                    .orElse(false);
        } catch (PortUnavailableException e) {
            return true;
        }
    }
}
