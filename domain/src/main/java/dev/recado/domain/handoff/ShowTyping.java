package dev.recado.domain.handoff;

import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.Timer;
import dev.recado.domain.delivery.TypingPresence;
import dev.recado.domain.handoff.ThreadEntry.Voice;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.MessageId;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.Inbox;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Shows the typing indicator on the user's last message.
public final class ShowTyping implements ShowTypingUseCase {
    /// The indicator belongs to a message of the user: one further up was read long ago.
    private static final int RECENT = 20;

    private final ConversationList conversations;
    private final Inbox inbox;
    private final Map<Channel, TypingPresence> presences;
    private final Timer timer;

    /// @param presences empty to show nothing
    public ShowTyping(
            ConversationList conversations, Inbox inbox, Map<Channel, TypingPresence> presences, Timer timer) {
        this.conversations = conversations;
        this.inbox = inbox;
        this.presences = Map.copyOf(presences);
        this.timer = timer;
    }

    @Override
    public void show(ConversationId id) {
        if (presences.isEmpty()) {
            return;
        }
        lastOf(id).ifPresent(message -> {
            TypingPresence presence = presences.get(message.channel());
            if (presence != null) {
                timer.after(Duration.ZERO, () -> show(presence, message));
            }
        });
    }

    private Optional<InboundMessage> lastOf(ConversationId id) {
        return conversations.thread(id, RECENT, null).items().stream()
                .filter(entry -> entry.voice() == Voice.USER)
                .findFirst()
                .flatMap(entry -> inbox.message(new MessageId(entry.id())));
    }

    private static void show(TypingPresence presence, InboundMessage message) {
        try {
            presence.typing(message);
        } catch (PortUnavailableException _) {
            // not worth a retry: the person who types asks for it again
        }
    }
}
