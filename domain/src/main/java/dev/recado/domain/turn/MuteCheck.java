package dev.recado.domain.turn;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.conversation.ConversationResolver;
import dev.recado.domain.conversation.SessionStore;
import dev.recado.domain.message.InboundMessage;
import java.time.InstantSource;
import java.util.List;

/// Checks whether a user is muted by the state that is stored of them.
public final class MuteCheck implements MuteCheckUseCase {
    private final ConversationResolver addresses;
    private final SessionStore sessions;
    private final InstantSource clock;

    public MuteCheck(ConversationResolver addresses, SessionStore sessions, InstantSource clock) {
        this.addresses = addresses;
        this.sessions = sessions;
        this.clock = clock;
    }

    @Override
    public boolean isMuted(InboundMessage message) {
        try {
            InboundMessage resolved = addresses.resolve(List.of(message)).getFirst();
            return sessions.find(resolved.conversationId())
                    .map(conversation -> conversation.isMuted(clock.instant()))
                    .orElse(false);
        } catch (PortUnavailableException e) {
            return true;
        }
    }
}
